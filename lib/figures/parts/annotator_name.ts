import type { FigureContext } from "lib/figures/figure.ts";

/** What the name of an annotator begins with whose answers an artifact holds. */
const ARTIFACT = "artifact:";

/**
 * Says in a subtitle that a figure shows several annotators.
 *
 * @param annotators Their ids or names, once or more often each.
 */
export function withAnnotators(
  context: FigureContext,
  annotators: readonly string[],
): FigureContext {
  const { size } = new Set(annotators);
  return size > 1 ? { ...context, annotator: `${size} annotators` } : context;
}

/**
 * Names an annotator for readers.
 *
 * @param id Its name in tables: who answers and with which model, and after "#"
 * the run, where two runs of one annotator are compared.
 * @returns "lexicon baseline", or the name of the model; recorded answers of an
 * artifact say so.
 *
 * @example
 * ```ts
 * import { annotatorName } from "lib/figures/parts/annotator_name.ts";
 * import assert from "node:assert/strict";
 * assert.equal(annotatorName("openai:m-1#second"), "m-1 (second)");
 * assert.equal(annotatorName("lexicon"), "lexicon baseline");
 * assert.equal(annotatorName("artifact:m-1"), "m-1 (artifact)");
 * ```
 */
export function annotatorName(id: string): string {
  const [who = "", run] = id.split(/#(?=[^#]*$)/);
  const name = who === "lexicon"
    ? "lexicon baseline"
    : who.startsWith(ARTIFACT)
    ? artifactModel(who.slice(ARTIFACT.length))
    : who.slice(who.indexOf(":") + 1);
  return run === undefined ? name : `${name} (${run})`;
}

/** Names for readers who gave the answers that a figure or table shows. */
export function answeredBy(
  { annotator }: Pick<FigureContext, "annotator">,
): string {
  return annotator.startsWith(ARTIFACT) ? annotatorName(annotator) : annotator;
}

/** An artifact may hold answers and not say which model gave them. */
function artifactModel(model: string): string {
  return model === "unknown"
    ? "the artifact's language model"
    : `${model} (artifact)`;
}
