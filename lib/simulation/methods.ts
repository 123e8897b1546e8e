import type { DrawnStudy } from "lib/simulation/draw_study.ts";
import {
  type CountEstimate,
  dslOfCounts,
  ppiOfCounts,
  type YesNoCells,
} from "lib/simulation/estimates_of_counts.ts";
import type { Setting } from "lib/simulation/setting.ts";
import {
  type AdjustedMethod,
  adjustedShare,
} from "lib/stats/adjusted_share.ts";
import { langReiczigel } from "lib/stats/lang_reiczigel.ts";
import { roganGladen } from "lib/stats/rogan_gladen.ts";
import { roganGladenKnown } from "lib/stats/rogan_gladen_known.ts";
import { scoreShare } from "lib/stats/score_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** What a method says of a study; null where it says nothing. */
type Method = (study: DrawnStudy, setting: Setting) => CountEstimate | null;

/** A method's interval, and the part of the rule that chose it if one did. */
export interface MethodResult extends CountEstimate {
  readonly method: string;
}

/** The annotator's own share, as if it never erred. */
const raw: Method = (cells) => {
  const { positives, of } = rawOf(cells);
  return of === 0 ? null : wilsonInterval(positives, of);
};

/** Labels of a simple random sample alone. */
const wilsonLabels: Method = (cells) => {
  const [positives, of] = [total(cells, "positives"), total(cells, "of")];
  return of === 0 ? null : wilsonInterval(positives, of);
};

/** Methods for a share of all papers from a simple random sample of labels. */
const FOR_SIMPLE_LABELS: Readonly<Record<string, Method>> = {
  rogan_gladen_known: withRates(({ sample, sensitivity, specificity }) =>
    roganGladenKnown(sample, {
      sensitivity: sensitivity.successes / sensitivity.n,
      specificity: specificity.successes / specificity.n,
    })
  ),
  rogan_gladen: withRates(({ sample, ...rates }) => {
    const { estimate, lowRaw, highRaw } = roganGladen(sample, rates);
    return { estimate, low: lowRaw, high: highRaw };
  }),
  lang_reiczigel: withRates(({ sample, ...rates }) =>
    unlessUndefined(() => langReiczigel(sample, rates))
  ),
  ppi: (cells) => ppiOfCounts(yesNo(cells), 1),
  ppi_tuned: (cells) => ppiOfCounts(yesNo(cells), "tuned"),
};

/**
 * Applies every method that suits a setting to a study.
 *
 * @returns One result for each method that says something; `adjusted` is the
 * one that is reported, and `adjusted_score` and its like is the same by the
 * part of the rule that chose it.
 */
export function applyMethods(
  cells: DrawnStudy,
  setting: Setting,
): MethodResult[] {
  const { design, of } = setting;
  const methods: Record<string, Method> = {
    raw,
    ...(of === "all" && design === "simple" && FOR_SIMPLE_LABELS),
    ...(of === "all" &&
      { dsl: (study: DrawnStudy) => dslOfCounts(yesNo(study), design) }),
    ...(design === "simple" && { wilson_labels: wilsonLabels }),
  };
  const results: MethodResult[] = [];
  for (const [method, apply] of Object.entries(methods)) {
    const result = apply(cells, setting);
    if (result !== null) results.push(named(method, result));
  }
  const { method, estimate, low, high } = adjustedShare(
    { cells, labelsAre: design },
    { of },
  );
  const chosen = estimate === null
    ? null
    : { estimate, low: low!, high: high! };
  const score = method.startsWith("score")
    ? chosen
    : unlessUndefined(() => scoreShare(cells, { of }));
  if (score !== null) results.push(named("score", score));
  if (chosen !== null) {
    results.push(
      named("adjusted", chosen),
      named(`adjusted_${method}`, chosen),
    );
  }
  return results;
}

/** Names of methods, as {@link applyMethods} gives them, in the order of the table. */
export const METHOD_NAMES: readonly string[] = [
  "raw",
  ...Object.keys(FOR_SIMPLE_LABELS),
  ...["dsl", "wilson_labels", "score", "adjusted"],
  ...(["score", "score_few_errors", "wilson_labels"] satisfies AdjustedMethod[])
    .map((method) => `adjusted_${method}`),
];

function named(
  method: string,
  { estimate, low, high }: CountEstimate,
): MethodResult {
  return { method, estimate, low, high };
}

/** Papers answered yes, and those that the annotator counts as a part. */
function rawOf([yes, no]: DrawnStudy) {
  return { positives: yes!.papers, of: yes!.papers + no!.papers };
}

function yesNo([yes, no]: DrawnStudy): YesNoCells {
  return [yes!, no!];
}

/** A method that takes error rates; it says nothing where labels give none. */
function withRates(
  compute: (rates: ReturnType<typeof ratesOf>) => CountEstimate | null,
): Method {
  return (cells) => {
    const rates = ratesOf(cells);
    const { sensitivity: se, specificity: sp } = rates;
    if (se.n === 0 || sp.n === 0) return null;
    const youden = se.successes / se.n + sp.successes / sp.n - 1;
    return youden > 1e-9 ? compute(rates) : null;
  };
}

function ratesOf([yes, no]: DrawnStudy) {
  const [tp, fn] = [yes!.positives, no!.positives];
  const [fp, tn] = [yes!.labels - tp, no!.labels - fn];
  return {
    sample: { successes: yes!.papers, n: yes!.papers + no!.papers },
    sensitivity: { successes: tp, n: tp + fn },
    specificity: { successes: tn, n: tn + fp },
  };
}

function total(cells: DrawnStudy, count: "positives" | "of"): number {
  return cells.reduce((sum, cell) => sum + cell[count], 0);
}

/** A result, or null where the method throws since it has none. */
function unlessUndefined(
  compute: () => CountEstimate,
): CountEstimate | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
