import { FIELDS } from "lib/corpus/fields.ts";

/** When a paper counts for the fields asked for, by its up to three topics. */
export const RULES = ["any", "two", "primary"] as const;

/** One of {@link RULES}. */
export type Rule = (typeof RULES)[number];

/**
 * Tells whether a paper belongs to some fields.
 *
 * @param topics The OpenAlex field id of each of its topics, first topic first.
 * @param rule Any topic, at least two topics, or the first one.
 * @param fields OpenAlex field ids; the study's eight natural sciences by default.
 *
 * @example A paper of neuroscience and twice of medicine
 * ```ts
 * import { belongsTo } from "lib/collect/natural_science.ts";
 * import assert from "node:assert/strict";
 * assert.equal(belongsTo([28, 27, 27], "any"), true);
 * assert.equal(belongsTo([28, 27, 27], "two"), false);
 * assert.equal(belongsTo([28, 27, 27], "primary"), true);
 * ```
 */
export function belongsTo(
  topics: readonly number[],
  rule: Rule,
  fields: readonly number[] = FIELDS.map(({ id }) => id),
): boolean {
  const wanted = topics.map((id) => fields.includes(id));
  switch (rule) {
    case "any":
      return wanted.includes(true);
    case "two":
      return wanted.filter((isWanted) => isWanted).length >= 2;
    case "primary":
      return wanted[0] ?? false;
  }
}
