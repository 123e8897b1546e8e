import type { MentionsQuestion } from "lib/questions/question.ts";

/** Words that the study's labels carry beside the value itself. */
const BESIDE = /\b(reuse|reused|step|stage|phase)\b/g;

/** Other forms of a value's word. */
const FORMS: Readonly<Record<string, string>> = {
  testing: "test",
  tests: "test",
  analyses: "analysis",
  analyzing: "analysis",
  observations: "observation",
  observing: "observation",
  hypotheses: "hypothesis",
  conclusions: "conclusion",
  concept: "conceptual",
  adapted: "adaptation",
  adaptive: "adaptation",
  deployed: "deployment",
};

/** Labels that say that there is none. */
const NONE: ReadonlySet<string> = new Set(["", "none", "null", "n/a", "na"]);

/** What is done with a label that is in no closed list. */
const OTHER = "other";

/**
 * Reads a label as values of a question's closed list: "conceptual_reuse",
 * "Conceptual Reuse" and "conceptual" are one, as are "5. Analysis" and
 * "analysis". A list gives several; a label of the annotator's own making is
 * "other", where the closed list has that value.
 *
 * @param category The closed list.
 * @param label What the answer gives as label.
 * @returns The values; none if the label is missing or says that there is none.
 *
 * @example
 * ```ts
 * import { readLabels } from "lib/annotate/recorded/read_labels.ts";
 * import assert from "node:assert/strict";
 * const category = {
 *   name: "pattern",
 *   values: ["conceptual", "adaptation", "deployment", "other"]
 *     .map((value) => ({ value, meaning: "" })),
 * };
 * assert.deepEqual(readLabels(category, "Adaptation Reuse"), ["adaptation"]);
 * assert.deepEqual(readLabels(category, "transfer_learning"), ["other"]);
 * ```
 */
export function readLabels(
  category: NonNullable<MentionsQuestion["category"]>,
  label: unknown,
): string[] {
  if (Array.isArray(label)) {
    const values = label.flatMap((part) =>
      Array.isArray(part) ? [] : readLabels(category, part)
    );
    return [...new Set(values)];
  }
  if (label === null || label === undefined) return [];
  const byWord = new Map(
    category.values.map(({ value }) => [value.toLowerCase(), value]),
  );
  const valueOf = (text: string) => byWord.get(wordOf(text));
  const text = typeof label === "string" ? label.slice(0, 200) : "";
  if (typeof label === "string" && NONE.has(text.trim().toLowerCase())) {
    return [];
  }
  const whole = valueOf(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(/[,;/|&+]|\band\b/i).map(valueOf);
  if (parts.length > 1 && parts.every((value) => value !== undefined)) {
    return [...new Set(parts)];
  }
  const other = byWord.get(OTHER);
  return other === undefined ? [] : [other];
}

/** A label without number, punctuation, case and the words beside the value. */
function wordOf(text: string): string {
  const word = text.toLowerCase().replace(/^\s*\(?\d+[.):]?\s*/, "")
    .replace(/[_\s-]+/g, " ").replace(BESIDE, " ")
    .replace(/^[\s"'.:]+|[\s"'.:]+$/g, "");
  return FORMS[word] ?? word;
}
