/**
 * A sentence with slots such as `{measure}`. It may name what it fits: papers
 * with certain tags, or papers of certain years.
 */
export type Template = string | {
  readonly text: string;
  /** Tags; those of one entry are needed together, and one entry is enough. */
  readonly for?: readonly string[];
  /** First year of papers that can hold the sentence. */
  readonly since?: number;
  /** Last such year. */
  readonly until?: number;
};

/** What a sentence has to fit. */
export interface Scope {
  readonly tags: ReadonlySet<string>;
  readonly year: number;
}

/** The text of a template, its slots still empty. */
export function textOf(template: Template): string {
  return typeof template === "string" ? template : template.text;
}

/** Tells whether a sentence can stand in a paper. */
export function fitsScope(template: Template, { tags, year }: Scope): boolean {
  if (typeof template === "string") return true;
  const { since = -Infinity, until = Infinity } = template;
  return since <= year && year <= until && fitsTags(template.for, tags);
}

/**
 * Tells whether all tags of at least one entry are there.
 *
 * @param wanted Entries such as "laboratory animals"; left out, all fits.
 * @param tags The tags that are there.
 *
 * @example
 * ```ts
 * import { fitsTags } from "lib/corpus/demo/template.ts";
 * import assert from "node:assert/strict";
 * const wanted = ["laboratory animals", "field"];
 * assert.ok(fitsTags(wanted, new Set(["field", "plants"])));
 * assert.ok(!fitsTags(wanted, new Set(["laboratory"])));
 * ```
 */
export function fitsTags(
  wanted: readonly string[] | undefined,
  tags: ReadonlySet<string>,
): boolean {
  return wanted === undefined ||
    wanted.some((entry) => entry.split(" ").every((tag) => tags.has(tag)));
}
