// DOI prefixes as registered with Crossref.
import assert from "node:assert/strict";
import { megajournalOf } from "lib/corpus/megajournal.ts";

for (
  const [paper, expected] of [
    [{ doi: "10.1371/journal.pone.0185809", journal: "PLoS ONE" }, "PLOS"],
    [{ doi: "10.3389/fpls.2019.00209" }, "FrontiersIn"],
    [{ doi: "10.12688/f1000research.19953.1" }, "F1000"],
    [{ doi: "10.1136/bmjopen-2019-031234" }, "BMJ"],
    [{ doi: "10.7554/elife.46793", journal: "eLife" }, "other"],
    [{ doi: "10.13710/x", journal: "PLOS ONE" }, "other"],
    [{ doi: "", journal: "PLoS Computational Biology" }, "PLOS"],
    [{ journal: "Frontiers in Plant Science" }, "FrontiersIn"],
    [{ journal: "F1000Research" }, "F1000"],
    [{ journal: "The BMJ" }, "BMJ"],
    [{ journal: "BMJ Open" }, "BMJ"],
    [{ journal: "New Frontiers in Physics" }, "other"],
    [{}, "other"],
  ] as const
) {
  Deno.test(`megajournalOf() says ${expected} of ${JSON.stringify(paper)}`, () => {
    assert.equal(megajournalOf(paper), expected);
  });
}
