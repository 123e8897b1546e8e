import assert from "node:assert/strict";
import { findJournal, findTitle } from "lib/corpus/pdf/find_title.ts";

const NONE: ReadonlyMap<string, string> = new Map();

Deno.test("findTitle() takes a title from metadata if it reads like one", () => {
  const lines = ["Counting leaves in pictures"];
  const title = (text: string) => findTitle(new Map([["title", text]]), lines);
  assert.equal(
    title("Deep learning counts leaves"),
    "Deep learning counts leaves",
  );
  for (
    const leftBehind of [
      "Microsoft Word - final version 3.docx",
      "pone.0185809 1..12",
      "untitled",
      "doi:10.1371/journal.pone.0185809 and more",
      "main.pdf",
    ]
  ) {
    assert.equal(title(leftBehind), "Counting leaves in pictures");
  }
});

Deno.test("findTitle() takes the first lines up to the authors", () => {
  assert.equal(
    findTitle(NONE, [
      "RESEARCH ARTICLE",
      "Deep learning counts the leaves of",
      "plants in pictures",
      "Anna B. Smith1,2*, Carl Jones2",
      "1 University of Leaves",
    ]),
    "Deep learning counts the leaves of plants in pictures",
  );
  assert.equal(
    findTitle(NONE, ["Research on leaf diseases", "Anna B. Smith1,2"]),
    "Research on leaf diseases",
  );
  assert.equal(findTitle(NONE, []), "");
});

Deno.test("findJournal() knows the names of the megajournals", () => {
  const journal = (line: string) => findJournal(NONE, ["x", line]);
  assert.equal(journal("PLOS ONE | https://doi.org/10.1371/x"), "PLOS ONE");
  assert.equal(
    journal("Frontiers in Plant Science | www.frontiersin.org"),
    "Frontiers in Plant Science",
  );
  assert.equal(journal("F1000Research 2019, 8:1394"), "F1000Research");
  assert.equal(journal("A plain line"), "");
  assert.equal(
    findJournal(new Map([["prism:publicationname", "eLife"]]), []),
    "eLife",
  );
});
