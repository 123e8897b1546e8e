import { stringify } from "@std/csv";
import { generateArticle } from "lib/corpus/demo/generate.ts";
import { DEMO_SEED, type Plan, planPaper } from "lib/corpus/demo/plan.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import { byCodeUnit } from "lib/order.ts";
import { prng, shuffle } from "lib/stats/random.ts";

/** Papers that have planted labels: as many as the study's authors labelled. */
const LABELLED = 110;
const ANNOTATOR = "planted";

/** A row of a labels file. */
export interface PlantedLabel {
  readonly doi: string;
  readonly annotator: string;
  readonly question: string;
  readonly value: string;
  readonly model: string;
  readonly passage: string;
}

/** Columns of a labels file, in order. */
const COLUMNS = [
  "doi",
  "annotator",
  "question",
  "value",
  "model",
  "passage",
] as const satisfies readonly (keyof PlantedLabel)[];

/**
 * Gives the planted labels of a seeded subset of 110 eligible papers: research
 * articles that are cited at least once and lie in the natural sciences.
 *
 * @param options Number of papers and seed of the corpus.
 * @returns Rows by DOI: the two yes-no questions for every paper, and one row
 * for each model and pattern.
 */
export function demoLabels(
  { papers, seed = DEMO_SEED }: {
    readonly papers: number;
    readonly seed?: number | string;
  },
): PlantedLabel[] {
  const eligible: Plan[] = [];
  for (let index = 0; index < papers; index++) {
    const plan = planPaper(index, seed);
    if (isEligible(plan)) eligible.push(plan);
  }
  eligible.sort((a, b) => byCodeUnit(a.doi, b.doi));
  const drawn = shuffle(prng(`${seed}/labels`), eligible).slice(0, LABELLED)
    .sort((a, b) => byCodeUnit(a.doi, b.doi));
  return drawn.flatMap(({ index, doi }) => {
    const { truth } = generateArticle(index, seed);
    const row = (
      question: string,
      value: string,
      model: string,
      passage: string | null,
    ): PlantedLabel => ({
      doi,
      annotator: ANNOTATOR,
      question,
      value,
      model,
      passage: passage ?? "",
    });
    const { usesDl, usesPtms, reuses, passages } = truth;
    return [
      row("uses_dl", usesDl ? "yes" : "no", "", passages.usesDl),
      row("uses_ptms", usesPtms ? "yes" : "no", "", passages.usesPtms),
      ...reuses.map(({ model, pattern, passage }) =>
        row("identify_ptm_reuse", pattern, model, passage)
      ),
    ];
  });
}

const NATURAL = new Set(FIELDS.map(({ name }) => name));

function isEligible(
  { articleType, isTruncated, citedByCount, fields }: Plan,
): boolean {
  return articleType === "research-article" && !isTruncated &&
    (citedByCount ?? 0) > 0 &&
    (fields ?? []).some((field) => NATURAL.has(field));
}

/**
 * Writes planted labels as the CSV that studies read, lines ended by "\n".
 *
 * @param labels Rows of {@link demoLabels}.
 */
export function writeLabels(labels: readonly PlantedLabel[]): string {
  const rows = labels.map((label) => ({ ...label }));
  return stringify(rows, { columns: COLUMNS })
    .replaceAll("\r\n", "\n");
}
