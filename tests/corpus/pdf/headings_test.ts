import assert from "node:assert/strict";
import { headingOf, isSubheading } from "lib/corpus/pdf/headings.ts";

for (
  const [line, kind, title] of [
    ["Abstract", "abstract", "Abstract"],
    ["1 Introduction", "introduction", "Introduction"],
    ["1. INTRODUCTION", "introduction", "INTRODUCTION"],
    ["Background", "background", "Background"],
    ["2. Materials and methods", "methods", "Materials and methods"],
    ["MATERIALS & METHODS", "methods", "MATERIALS & METHODS"],
    ["Methods:", "methods", "Methods"],
    ["III. Experimental procedures", "methods", "Experimental procedures"],
    ["Results and Discussion", "results", "Results and Discussion"],
    ["4 Discussion", "discussion", "Discussion"],
    ["Conclusions", "conclusion", "Conclusions"],
    ["Author contributions", "other", "Author contributions"],
    ["References", "references", "References"],
    ["LITERATURE CITED", "references", "LITERATURE CITED"],
  ] as const
) {
  Deno.test(`headingOf() reads "${line}" as ${kind}`, () => {
    const heading = headingOf(line);
    assert.equal(heading?.kind, kind);
    assert.equal(heading?.title, title);
  });
}

for (
  const line of [
    "results",
    "Discussion.",
    "Results show that",
    "Methods used here",
    "2 We propose a method",
    "Reference genome",
  ]
) {
  Deno.test(`headingOf() reads "${line}" as text`, () => {
    assert.equal(headingOf(line), null);
  });
}

Deno.test("headingOf() takes the text that follows an inline heading", () => {
  assert.deepEqual(headingOf("Abstract: We study leaves."), {
    kind: "abstract",
    title: "Abstract",
    number: null,
    rest: "We study leaves.",
  });
});

Deno.test("headingOf() takes headings of any wording in numbered order", () => {
  assert.equal(headingOf("2 Proposed approach", 2)?.title, "Proposed approach");
  assert.equal(headingOf("3. Related work on leaves", 3)?.kind, "background");
  assert.equal(headingOf("2 Proposed approach", 3), null);
  assert.equal(headingOf("2. We propose this. It works", 2), null);
});

Deno.test("isSubheading() wants a number with a dot inside and no full stop", () => {
  assert.equal(isSubheading("2.1 Data collection"), true);
  assert.equal(isSubheading("3.2.1. Training"), true);
  assert.equal(isSubheading("2.1 % of the leaves"), false);
  assert.equal(isSubheading("2.5 Million leaves were seen."), false);
});
