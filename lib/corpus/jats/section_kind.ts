/**
 * What a section is for, from its `sec-type` and the words of its title.
 */

import type { SectionKind } from "lib/corpus/paper.ts";

/** Words of titles (and of `sec-type`) that tell the kind. */
const CUES: readonly [kind: SectionKind, cue: RegExp][] = [
  ["introduction", /\bintro(?:duction)?\b|\bmotivation\b/],
  [
    "background",
    /\bbackground\b|\b(?:related|previous|prior) (?:works?|research|studies)\b|\bliterature review\b|\bstate of the art\b/,
  ],
  [
    "methods",
    /\bmethods?\b|\bmethodolog(?:y|ies|ical)\b|\bmaterials? (?:and|&)|^materials?$|\bexperimental (?:procedures?|sections?|set-?up|design|methods?)\b|\bstudy design\b|\bprocedures?\b|\bimplementation\b|\balgorithms?\b|^(?:the )?models?$|\bpatients and\b|\bsubjects and\b/,
  ],
  ["results", /\bresults?\b|\bfindings\b|\bevaluation\b/],
  [
    "discussion",
    /\bdiscussions?\b|\blimitations\b|\bfuture (?:work|research|directions?)\b/,
  ],
  ["conclusion", /\bconclu(?:sions?|ding)\b|\bsummary\b|\boutlook\b/],
];

/**
 * The kind of a top-level section of the body. The title is asked first: the
 * word that comes first decides, so that "Results and Discussion" is results
 * and "Conclusions and Future Work" is conclusion. Where the title tells
 * nothing, the parts of `sec-type` are asked in order. (PLOS marks sections
 * titled "Discussion" with the `sec-type` "conclusions", so it comes second.)
 *
 * @param secType The attribute `sec-type`, empty if absent.
 * @param title The title, empty if absent.
 * @returns The kind; "other" if no word tells it.
 *
 * @example
 * ```ts
 * import { sectionKind } from "lib/corpus/jats/section_kind.ts";
 * import assert from "node:assert/strict";
 * assert.equal(sectionKind("", "2. Materials and Methods"), "methods");
 * assert.equal(sectionKind("intro", "The Problem"), "introduction");
 * ```
 */
export function sectionKind(secType: string, title: string): SectionKind {
  const words = title.toLowerCase().replace(/[^\p{L}&-]+/gu, " ").trim();
  for (const cue of [words, ...secType.toLowerCase().split("|")]) {
    const kind = firstCue(cue.trim());
    if (kind !== "other") return kind;
  }
  return "other";
}

function firstCue(words: string): SectionKind {
  let found: SectionKind = "other";
  let at = Infinity;
  for (const [kind, cue] of CUES) {
    const match = cue.exec(words);
    if (match !== null && match.index < at) {
      found = kind;
      at = match.index;
    }
  }
  return found;
}
