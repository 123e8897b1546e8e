import {
  DEEPEST,
  isObject,
  textOf,
  valueOf,
} from "lib/annotate/recorded/read_values.ts";
import type { YesNoAnswer } from "lib/questions/question.ts";

const YES: ReadonlySet<string> = new Set(["true", "yes", "1"]);
const NO: ReadonlySet<string> = new Set(["false", "no", "0"]);

/**
 * Reads the answer to a yes-no question, whatever it is wrapped in: `result`
 * as true or false, as a text ("true", "yes") or as 1 or 0, in any case.
 *
 * @param values What was found in the recorded text.
 * @returns The answer, or the reason why there is none: "error reported",
 * "nested too deeply", "empty object", "no result given" or "contradictory
 * results".
 *
 * @example
 * ```ts
 * import { readYesNo } from "lib/annotate/recorded/read_yes_no.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual(readYesNo([[{ Result: "Yes", Prose: ["We trained", "a CNN."] }]]), {
 *   kind: "yes-no",
 *   result: true,
 *   evidence: "We trained a CNN.",
 * });
 * assert.deepEqual(readYesNo([{ result: null }]), { reason: "no result given" });
 * ```
 */
export function readYesNo(
  values: readonly unknown[],
): YesNoAnswer | { readonly reason: string } {
  const found: { result: boolean; evidence: string }[] = [];
  const state = { hasError: false, hasContent: false, isTooDeep: false };
  for (const value of values) collect(value, found, state, 0);
  const first = found[0];
  if (first === undefined) {
    if (state.hasError) return { reason: "error reported" };
    if (state.isTooDeep) return { reason: "nested too deeply" };
    return { reason: state.hasContent ? "no result given" : "empty object" };
  }
  if (found.some(({ result }) => result !== first.result)) {
    return { reason: "contradictory results" };
  }
  const evidence = found.find(({ evidence }) => evidence !== "")?.evidence;
  return {
    kind: "yes-no",
    result: first.result,
    evidence: first.result ? evidence ?? null : null,
  };
}

function collect(
  value: unknown,
  found: { result: boolean; evidence: string }[],
  state: { hasError: boolean; hasContent: boolean; isTooDeep: boolean },
  depth: number,
): void {
  if (depth > DEEPEST) {
    state.isTooDeep = true;
    return;
  }
  if (Array.isArray(value)) {
    for (const part of value) collect(part, found, state, depth + 1);
    return;
  }
  if (!isObject(value)) {
    state.hasContent ||= value !== null;
    if (typeof value === "boolean") found.push({ result: value, evidence: "" });
    return;
  }
  if (Object.keys(value).length > 0) state.hasContent = true;
  const given = valueOf(value, ["result"]);
  const result = toBoolean(given);
  if (result !== null) {
    const prose = valueOf(value, ["prose", "evidence"]);
    found.push({ result, evidence: textOf(prose) });
    return;
  }
  if (valueOf(value, ["error"]) !== undefined) state.hasError = true;
  for (const part of Object.values(value)) {
    if (part !== null && typeof part === "object") {
      collect(part, found, state, depth + 1);
    }
  }
}

function toBoolean(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}
