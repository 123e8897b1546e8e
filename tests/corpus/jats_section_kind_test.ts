import assert from "node:assert/strict";
import { sectionKind } from "lib/corpus/jats/section_kind.ts";
import type { SectionKind } from "lib/corpus/paper.ts";

// Titles and types as journals print them; kinds by reading them.
const CASES: readonly [secType: string, title: string, kind: SectionKind][] = [
  ["", "Introduction", "introduction"],
  ["", "1. INTRODUCTION", "introduction"],
  ["intro", "", "introduction"],
  ["", "Background", "background"],
  ["", "Related Work", "background"],
  ["", "Materials and Methods", "methods"],
  ["", "Material & methods", "methods"],
  ["", "Experimental procedures", "methods"],
  ["", "Data and methods", "methods"],
  ["materials|methods", "What we did", "methods"],
  ["", "Experimental Results", "results"],
  ["", "Results/Discussion", "results"],
  ["results|discussion", "", "results"],
  ["conclusions", "Discussion", "discussion"],
  ["conclusions", "", "conclusion"],
  ["", "5. Conclusions", "conclusion"],
  ["", "Concluding remarks", "conclusion"],
  ["", "Conclusions and Future Work", "conclusion"],
  ["supplementary-material", "Supporting Information", "other"],
  ["", "Introducing the models of trade", "other"],
  ["", "Resulting questions", "other"],
  ["", "", "other"],
];

Deno.test("sectionKind() reads titles first and sec-type second", () => {
  for (const [secType, title, kind] of CASES) {
    assert.equal(sectionKind(secType, title), kind, `${secType} "${title}"`);
  }
});
