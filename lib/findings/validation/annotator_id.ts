import type { AnnotatorIdentity } from "lib/annotate/annotator.ts";

/** What separates an annotator from the run that tells it from a namesake. */
const RUN = "#";

/**
 * The name of an annotator in tables: "lexicon", or who answered and with which
 * model, such as "openai:gpt-4o" or "artifact:unknown". It does not change with
 * how figures call the annotator.
 *
 * @param identity Who answers.
 * @param run Name of a run, where two runs of one annotator are compared.
 *
 * @example
 * ```ts
 * import { annotatorId } from "lib/findings/validation/annotator_id.ts";
 * import assert from "node:assert/strict";
 * assert.equal(annotatorId({ annotator: "openai", model: "m-1" }), "openai:m-1");
 * ```
 */
export function annotatorId(
  { annotator, model }: Pick<AnnotatorIdentity, "annotator" | "model">,
  run = "",
): string {
  const id = annotator === "lexicon" ? annotator : `${annotator}:${model}`;
  return run === "" ? id : `${id}${RUN}${run}`;
}
