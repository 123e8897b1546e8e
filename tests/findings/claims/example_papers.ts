import { FIELDS } from "lib/corpus/fields.ts";
import { evidenceOf } from "lib/findings/claims/evidence.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";

/** What a test cares about of some equal papers. */
export interface Example {
  readonly fields?: readonly string[];
  readonly usesDl?: boolean | null;
  readonly reuses?: boolean | null;
  readonly patterns?: readonly string[];
  readonly stages?: readonly string[];
  readonly year?: number | null;
  readonly stratum?: string;
  /** Inclusion probability. */
  readonly drawn?: number;
}

/** Names of the eight fields. */
export const EIGHT: readonly string[] = FIELDS.map(({ name }) => name);

/** The field that the paper says leads. */
export const BIOCHEMISTRY = "Biochemistry, Genetics and Molecular Biology";

/** Makes a number of equal papers. */
export function papersLike(count: number, example: Example = {}): PaperFacts[] {
  const { reuses = false, usesDl = reuses !== false } = example;
  return Array.from({ length: count }, (_, i) => ({
    source: `demo/${String(i).padStart(6, "0")}.xml`,
    fields: example.fields ?? [],
    year: example.year === undefined ? 2020 : example.year,
    stratum: example.stratum ?? "PLOS 2020",
    inclusionProbability: example.drawn ?? 1,
    answers: { uses_dl: usesDl, uses_ptms: reuses },
    categories: {
      identify_ptm_reuse: example.patterns ?? [],
      identify_ptm_impact: example.stages ?? [],
    },
    names: { identify_ptms: [] },
  }));
}

/** Papers of a field, of which some reuse a model. */
export function fieldPapers(
  field: string,
  reusing: number,
  all: number,
  example: Example = {},
): PaperFacts[] {
  return [
    ...papersLike(reusing, { ...example, fields: [field], reuses: true }),
    ...papersLike(all - reusing, { ...example, fields: [field] }),
  ];
}

/** What the claims are judged by, without planted answers. */
export const inputOf = (papers: readonly PaperFacts[]) => ({
  evidence: evidenceOf(papers),
  planted: null,
  seed: 1,
});
