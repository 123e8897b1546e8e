import assert from "node:assert/strict";
import { findDate } from "lib/corpus/pdf/find_date.ts";

const NONE: ReadonlyMap<string, string> = new Map();
const DOI = "10.1371/journal.pone.0185809";

for (
  const [lines, date] of [
    [["Received: May 2, 2017 Published: October 5, 2017"], "2017-10-05"],
    [["Received: 13 November 2018", "Published: 05 March 2019"], "2019-03-05"],
    [
      ["First published: 12 Aug 2019, 8:1394", "Latest published: 5 Nov 2019"],
      "2019-08-12",
    ],
    [["Published online 2 Sept. 2014"], "2014-09-02"],
    [["Published in March 2015"], "2015-03"],
    [["published 2016-07-01"], "2016-07-01"],
    [
      ["BMJ: first published as 10.1136/bmj.l6890 on 4 December 2019."],
      "2019-12-04",
    ],
    [
      [`Citation: Smith A (2017) Leaves. PLoS ONE 12(10). https://doi.org/${DOI}`],
      "2017",
    ],
    [["Copyright: \u00a9 2012 Smith et al."], "2012"],
    [["\u00a9 The Author(s) 2018"], "2018"],
    [["Published by Elsevier", "in 1999 leaves were counted"], null],
    [["Received: 13 November 2018"], null],
  ] as const
) {
  Deno.test(`findDate() finds ${date} in "${lines[0]}"`, () => {
    assert.equal(findDate(NONE, lines, DOI), date);
  });
}

Deno.test("findDate() takes the date of publication from metadata only", () => {
  const metadata = new Map([
    ["prism:coverdate", "2020-02-01"],
    ["creationdate", "D:20240101000000Z"],
  ]);
  assert.equal(findDate(metadata, [], DOI), "2020-02-01");
  metadata.delete("prism:coverdate");
  assert.equal(findDate(metadata, [], DOI), null);
});
