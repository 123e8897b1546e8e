import assert from "node:assert/strict";
import { doisIn, findDoi } from "lib/corpus/pdf/find_doi.ts";

const NONE: ReadonlyMap<string, string> = new Map();

for (
  const [line, doi] of [
    [
      "https://doi.org/10.1371/journal.pone.0185809",
      "10.1371/journal.pone.0185809",
    ],
    ["doi: 10.3389/fpls.2019.00209.", "10.3389/fpls.2019.00209"],
    ["(DOI:10.1016/S0140-6736(05)17709-5).", "10.1016/s0140-6736(05)17709-5"],
    ["(see 10.7554/eLife.46793)", "10.7554/elife.46793"],
    ["10.7554/eLife.46793.001", "10.7554/elife.46793"],
    ["doi:10.1371/journal.pcbi.1004082.g001", "10.1371/journal.pcbi.1004082"],
    ["10.12688/f1000research.19953.1", "10.12688/f1000research.19953.1"],
    [
      "first published as 10.1136/bmjopen-2019-031234 on",
      "10.1136/bmjopen-2019-031234",
    ],
  ] as const
) {
  Deno.test(`doisIn() finds ${doi} in "${line}"`, () => {
    assert.deepEqual(doisIn([line]), [doi]);
  });
}

Deno.test("doisIn() makes whole what a line end breaks", () => {
  assert.deepEqual(
    doisIn(["doi.org/10.1371/journal.", "pone.0185809 Editor: X"]),
    ["10.1371/journal.pone.0185809"],
  );
  assert.deepEqual(doisIn(["doi: 10.1136/", "bmj.l6890"]), [
    "10.1136/bmj.l6890",
  ]);
  assert.deepEqual(
    doisIn(["See 10.3389/fpls.2019.00209.", "The leaves"]),
    ["10.3389/fpls.2019.00209"],
  );
});

Deno.test("doisIn() leaves out repositories of data", () => {
  assert.deepEqual(
    doisIn([
      "10.5061/dryad.abc12",
      "10.5281/zenodo.123",
      "10.6084/m9.figshare.1",
    ]),
    [],
  );
});

Deno.test("findDoi() trusts metadata, then running lines, then the text", () => {
  const lines = ["cites 10.1000/cited", "is 10.1000/own"];
  assert.equal(
    findDoi(new Map([["prism:doi", "10.1000/META"]]), ["10.1000/own"], lines),
    "10.1000/meta",
  );
  assert.equal(
    findDoi(NONE, ["x 10.1000/one 1", "x 10.1000/own 2", "10.1000/own"], lines),
    "10.1000/own",
  );
  assert.equal(findDoi(NONE, [], lines), "10.1000/cited");
  assert.equal(findDoi(NONE, [], ["no identifier"]), null);
});
