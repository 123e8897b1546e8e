import {
  intervalInWords,
  type ValidationNames,
} from "lib/findings/read_validation.ts";

/** A row of agreement.csv. */
export interface AgreementRow {
  readonly question: string;
  readonly annotators: string;
  readonly statistic: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly papers: number;
  readonly note: string;
}

/** Names of the measures. */
const STATISTICS: Readonly<Record<string, string>> = {
  agreement: "Agreement",
  cohen_kappa: "Cohen's kappa",
  fleiss_kappa: "Fleiss' kappa",
  gwet_ac1: "Gwet's AC1",
  krippendorff_alpha: "Krippendorff's alpha",
  krippendorff_alpha_sets: "Krippendorff's alpha of sets",
};

/** Agreement between humans, for showing. */
export function agreementOf(
  rows: readonly AgreementRow[],
  { questions }: ValidationNames,
) {
  return rows.map((row) => ({
    question: questions.find(({ id }) => id === row.question)?.title ??
      row.question,
    annotators: row.annotators,
    statistic: STATISTICS[row.statistic] ?? row.statistic,
    value: row.value,
    interval: intervalInWords(row),
    n: row.papers,
  }));
}

/** Says whether the labels were checked against each other, and what that means for the scores. */
export function agreementInWords(
  rows: readonly AgreementRow[],
  { labelName }: ValidationNames,
): string {
  if (rows.length > 0) {
    return "Where humans disagree among themselves, no annotator can agree with all of them: their agreement is what a score should be held against.";
  }
  return labelName === "planted label"
    ? "Planted labels are one list without a second opinion, so that there is no agreement between humans to report."
    : "No paper was labelled by two humans, so that nothing says how reliable labels are: scores take them for the truth.";
}
