import assert from "node:assert/strict";
import { locateQuote } from "lib/annotate/evidence.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { paperOf } from "tests/support/papers.ts";

const TEXT =
  "We used a pre\u2010trained\u00a0network.\nThe \u201cﬁne\u2011tuned\u201d  model\nwas İstanbul\u2019s best.";
const PAPER: Paper = paperOf(TEXT);

Deno.test("locateQuote() finds a quote letter by letter first", () => {
  assert.deepEqual(locateQuote(PAPER, " network. "), {
    quote: " network. ",
    match: "exact",
    start: 22,
    end: 30,
    section: "methods",
  });
});

Deno.test("locateQuote() levels space, hyphens, quotation marks, ligatures and case", () => {
  const cases: [quote: string, passage: string][] = [
    ["a pre-trained network", "a pre\u2010trained\u00a0network"],
    [
      'the "fine-tuned" model was',
      "The \u201cﬁne\u2011tuned\u201d  model\nwas",
    ],
    ["İSTANBUL'S BEST", "İstanbul\u2019s best"],
  ];
  for (const [quote, passage] of cases) {
    const { match, start, end } = locateQuote(PAPER, quote);
    assert.equal(match, "normalised");
    assert.equal(TEXT.slice(start!, end!), passage);
  }
});

Deno.test("locateQuote() says that a quote is not in the paper", () => {
  for (const quote of ["a frozen network", "", "   "]) {
    assert.deepEqual(locateQuote(PAPER, quote), {
      quote,
      match: "none",
      start: null,
      end: null,
      section: null,
    });
  }
});
