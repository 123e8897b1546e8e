import type { NameReader } from "lib/findings/model_names.ts";

/** One name that a side gives for a paper. */
export interface GivenName {
  /** The same for all spellings of a name. */
  readonly key: string;
  /** For reading. */
  readonly name: string;
  /** Empty if the name is not listed. */
  readonly family: string;
  /** Value of the closed list; empty if the question has none. */
  readonly category: string;
  readonly passage: string;
  /** Whether the passage stands in the paper; null if nobody looked. */
  readonly located: boolean | null;
}

/** A name as a human or an annotator writes it. */
export type WrittenName = Omit<GivenName, "key" | "family">;

/**
 * Puts the names that one side gives for a paper into the form in which two
 * sides are compared: spellings of one model are one name, a list of models is
 * each of them, and the same name with the same category counts once.
 *
 * @param written The names in order.
 * @param namesIn Reads what a name stands for.
 *
 * @example
 * ```ts
 * import { givenNames } from "lib/findings/validation/given_name.ts";
 * import { loadModelNames } from "lib/findings/model_names.ts";
 * import assert from "node:assert/strict";
 * const mention = { category: "adaptation", passage: "", located: null };
 * const names = givenNames(
 *   [{ ...mention, name: "vgg16" }, { ...mention, name: "VGGNet (VGG-16)" }],
 *   loadModelNames().modelsIn,
 * );
 * assert.deepEqual(names.map(({ name }) => name), ["VGG-16"]);
 * ```
 */
export function givenNames(
  written: readonly WrittenName[],
  namesIn: NameReader,
): GivenName[] {
  const names = new Map<string, GivenName>();
  for (const mention of written) {
    for (const { key, name, family } of namesIn(mention.name)) {
      const under = `${key}\n${mention.category}`;
      if (!names.has(under)) {
        names.set(under, { ...mention, key, name, family });
      }
    }
  }
  return [...names.values()];
}
