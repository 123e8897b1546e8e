import type { FigureContext } from "lib/figures/figure.ts";

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
 * @returns "lexicon baseline", the name of the model, or for recorded answers
 * of an artifact the id itself.
 *
 * @example
 * ```ts
 * import { annotatorName } from "lib/figures/parts/annotator_name.ts";
 * import assert from "node:assert/strict";
 * assert.equal(annotatorName("openai:m-1#second"), "m-1 (second)");
 * assert.equal(annotatorName("lexicon"), "lexicon baseline");
 * ```
 */
export function annotatorName(id: string): string {
  const [who = "", run] = id.split(/#(?=[^#]*$)/);
  const name = who === "lexicon"
    ? "lexicon baseline"
    : who.startsWith("artifact:")
    ? who
    : who.slice(who.indexOf(":") + 1);
  return run === undefined ? name : `${name} (${run})`;
}
