/**
 * The 26 fields of OpenAlex topics, with the ids and names of OpenAlex
 * (https://docs.openalex.org/api-entities/topics), and the eight of them that
 * the study calls natural sciences.
 */

/** OpenAlex id and name of every field. */
export const OPENALEX_FIELDS: ReadonlyMap<number, string> = new Map([
  [11, "Agricultural and Biological Sciences"],
  [12, "Arts and Humanities"],
  [13, "Biochemistry, Genetics and Molecular Biology"],
  [14, "Business, Management and Accounting"],
  [15, "Chemical Engineering"],
  [16, "Chemistry"],
  [17, "Computer Science"],
  [18, "Decision Sciences"],
  [19, "Earth and Planetary Sciences"],
  [20, "Economics, Econometrics and Finance"],
  [21, "Energy"],
  [22, "Engineering"],
  [23, "Environmental Science"],
  [24, "Immunology and Microbiology"],
  [25, "Materials Science"],
  [26, "Mathematics"],
  [27, "Medicine"],
  [28, "Neuroscience"],
  [29, "Nursing"],
  [30, "Pharmacology, Toxicology and Pharmaceutics"],
  [31, "Physics and Astronomy"],
  [32, "Psychology"],
  [33, "Social Sciences"],
  [34, "Veterinary"],
  [35, "Dentistry"],
  [36, "Health Professions"],
]);

/** A field of OpenAlex. */
export interface Field {
  readonly id: number;
  readonly name: string;
}

/** The eight natural-science fields of the study, by id. */
export const FIELDS: readonly Field[] = [
  11,
  13,
  16,
  19,
  23,
  24,
  28,
  31,
].map((id) => ({ id, name: OPENALEX_FIELDS.get(id)! }));

const NAMES = new Map(
  [...OPENALEX_FIELDS].flatMap(([id, name]) => [
    [String(id), name],
    [name.toLowerCase(), name],
  ]),
);

/**
 * Gives the name of a field.
 *
 * @param field Its OpenAlex id, with or without "https://openalex.org/fields/"
 * in front, or its name in any case.
 * @returns The name as OpenAlex writes it, or null if OpenAlex has no such field.
 *
 * @example
 * ```ts
 * import { fieldName } from "lib/corpus/fields.ts";
 * import assert from "node:assert/strict";
 * assert.equal(fieldName("16"), "Chemistry");
 * assert.equal(fieldName("physics and astronomy"), "Physics and Astronomy");
 * assert.equal(fieldName("Alchemy"), null);
 * ```
 */
export function fieldName(field: string): string | null {
  const key = field.trim().toLowerCase()
    .replace(/^(https?:\/\/openalex\.org\/)?fields\//, "");
  return NAMES.get(key) ?? null;
}
