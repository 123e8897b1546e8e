/** A labelled paper, or a part of one. */
export interface Labelled {
  /** Chance with which the paper was drawn for labelling; null if its labels do not say. */
  readonly chance: number | null;
}

/** What a score says that takes papers with unequal chances for equal ones. */
export const UNWEIGHTED =
  "not weighted, though papers were labelled with unequal chances: of the labelled papers only";

/**
 * Says whether papers were labelled with unequal chances, so that they must not
 * count alike. Chances that nobody knows are not unequal.
 *
 * @example
 * ```ts
 * import { areUneven } from "lib/findings/validation/label_chances.ts";
 * import assert from "node:assert/strict";
 * assert.equal(areUneven([{ chance: 0.5 }, { chance: 0.1 }]), true);
 * assert.equal(areUneven([{ chance: 0.5 }, { chance: 0.5 }]), false);
 * ```
 */
export function areUneven(papers: readonly Labelled[]): boolean {
  let [least, most] = [Infinity, 0];
  for (const { chance } of papers) {
    if (chance === null) continue;
    least = Math.min(least, chance);
    most = Math.max(most, chance);
  }
  return most > 0 && most - least > 1e-9 * most;
}

/** Adds to a note that a score is not weighted where it ought to be. */
export function noteUnweighted(
  papers: readonly Labelled[],
  note = "",
): string {
  return areUneven(papers)
    ? [note, UNWEIGHTED].filter((text) => text !== "").join("; ")
    : note;
}
