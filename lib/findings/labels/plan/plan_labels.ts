import type { ErrorRates } from "lib/findings/labels/plan/error_rates.ts";
import type { PlannedPaper } from "lib/findings/labels/plan/strata.ts";
import { allocateLabels } from "lib/stats/allocate_labels.ts";
import { criticalValue, normalQuantile } from "lib/stats/distributions.ts";

/** What the labels are to achieve. */
export type Target =
  /** Full width of the 95 % interval of the adjusted share. */
  | { readonly width: number }
  /** Chance to find that the adjusted share differs by so much from a given one. */
  | { readonly power: number; readonly difference: number }
  /** Labels that can be afforded. */
  | { readonly budget: number };

/** A stratum of a plan. */
export interface PlannedStratum {
  readonly name: string;
  /** Its papers without a label. */
  readonly papers: readonly PlannedPaper[];
  /** Expected share of papers that annotator and human answer differently. */
  readonly disagreement: number;
  /** Standard deviation of human minus annotator, answers as 1 and 0. */
  readonly deviation: number;
  /** Papers to label. */
  readonly labels: number;
}

/** What a number of labels is expected to give. */
export interface Expected {
  readonly labels: number;
  /** Full width of the 95 % interval. */
  readonly width: number;
  /** Smallest difference that a two-sided test at 5 % finds with the plan's power. */
  readonly difference: number;
}

/** A plan of labels. */
export interface LabelPlan extends Expected {
  readonly strata: readonly PlannedStratum[];
  /** Expected among the papers to label: labelled yes, labelled no, and answered otherwise than labelled. */
  readonly expected: {
    readonly yes: number;
    readonly no: number;
    readonly disagreements: number;
  };
  /** Expected share of yes among all papers without a label. */
  readonly share: number;
  /** The same with other numbers of labels, in rising order. */
  readonly others: readonly Expected[];
}

/** How a plan is made. */
export interface PlanOptions {
  readonly target: Target;
  readonly rates: ErrorRates;
  /** Papers of the sample that have a label: they count as known. */
  readonly labelled: number;
  /** Least labels per stratum, as far as it has papers. */
  readonly minimum: number;
}

/** Numbers of labels that a plan is compared with. */
const BUDGETS = [25, 50, 100, 200, 400, 800, 1600] as const;

/** Power for the smallest difference if the target names none. */
const USUAL_POWER = 0.8;

/**
 * Plans how many papers humans label in each stratum: Neyman allocation of the
 * smallest number that reaches the target.
 *
 * The adjusted share is the stratified difference estimator: the share of yes
 * answers plus the mean of human minus annotator, D, from the labels. With N_h
 * papers without a label and n_h labels in stratum h, N papers in all, and the
 * error rates w1 (of yes) and w0 (of no) taken as known, D is -1 for a share
 * m = w1 q1 of the stratum and 1 for a share p = w0 q0 + q/2, where q1, q0 and
 * q are its shares of yes, no and missing answers (of which nothing is known:
 * half are expected to be yes). Then S_h² = p + m - (p - m)² and, with the
 * expected share P of yes, SE² = P(1 - P)/N + sum (N_h/N)² (1 - n_h/N_h) S_h²/n_h
 * (Cochran 1977, ch. 5 and 12.2): the adjusted share is of papers of this kind,
 * of which the N are a sample, so that the first term remains even with a label
 * for every paper. The width is 2 · 1.96 SE; a difference d is found with power
 * g if SE = d / (1.96 + z_g).
 *
 * @param strata Papers without a label, by stratum.
 * @throws {RangeError} If there is no paper to label, the budget does not reach
 * the minimum of every stratum or exceeds the papers, or a width or difference
 * is not reached with all of them.
 */
export function planLabels(
  strata: ReadonlyMap<string, readonly PlannedPaper[]>,
  { target, rates, labelled, minimum }: PlanOptions,
): LabelPlan {
  const drafts = [...strata].map(([name, papers]) => ({
    name,
    papers,
    ...expectedErrors(papers, rates),
  }));
  const sizes = drafts.map(({ papers }) => papers.length);
  const deviations = drafts.map(({ deviation }) => deviation);
  const most = sum(sizes);
  if (most === 0) {
    throw new RangeError(
      "Cannot plan labels as every paper of the sample has one",
    );
  }
  const least = sum(sizes.map((size) => Math.min(size, minimum)));
  const power = "power" in target ? target.power : USUAL_POWER;
  const z = criticalValue(0.95);
  const allocate = (n: number) =>
    allocateLabels({ n, sizes, deviations }, { minimum });
  const share = sum(drafts.map(({ yes }, h) => yes * sizes[h]!)) / most;
  const errorOf = (n: number) => {
    const total = most + labelled;
    const ofPapers = share * (1 - share) / total;
    return Math.sqrt(
      ofPapers + sum(
        allocate(n).map((labels, h) =>
          (sizes[h]! / total) ** 2 * (1 - labels / sizes[h]!) *
          deviations[h]! ** 2 / labels
        ),
      ),
    );
  };
  const expect = (n: number): Expected => {
    const error = errorOf(n);
    return {
      labels: n,
      width: 2 * z * error,
      difference: (z + normalQuantile(power)) * error,
    };
  };
  const isEnough = (labels: number) =>
    "width" in target
      ? expect(labels).width <= target.width
      : "power" in target && expect(labels).difference <= target.difference;
  if (!("budget" in target) && !isEnough(most)) {
    throw new RangeError(whyNever(target, expect(most)));
  }
  const n = "budget" in target
    ? checkBudget(target.budget, least, most)
    : smallest(least, most, isEnough);
  const shares = allocate(n);
  const planned = drafts.map((draft, h) => ({ ...draft, labels: shares[h]! }));
  const mean = (of: (draft: (typeof drafts)[number]) => number) =>
    sum(planned.map((stratum) => stratum.labels * of(stratum)));
  return {
    ...expect(n),
    strata: planned,
    expected: {
      yes: mean(({ yes }) => yes),
      no: mean(({ yes }) => 1 - yes),
      disagreements: mean(({ disagreement }) => disagreement),
    },
    share,
    others: [...BUDGETS, most]
      .filter((budget) => budget >= least && budget <= most && budget !== n)
      .map(expect),
  };
}

/** What is expected of a stratum's papers, see {@link planLabels}. */
function expectedErrors(
  papers: readonly PlannedPaper[],
  { wrongYes, wrongNo }: ErrorRates,
) {
  const shareOf = (answer: PlannedPaper["answer"]) =>
    papers.filter((paper) => paper.answer === answer).length / papers.length;
  const minus = wrongYes.share * shareOf("yes");
  const plus = wrongNo.share * shareOf("no") + shareOf("none") / 2;
  return {
    disagreement: plus + minus,
    deviation: Math.sqrt(plus + minus - (plus - minus) ** 2),
    yes: shareOf("yes") - minus + plus,
  };
}

function checkBudget(budget: number, least: number, most: number): number {
  if (budget >= least && budget <= most) return budget;
  throw new RangeError(
    `Cannot plan ${budget} labels as there must be ${least} to ${most}: ${least} are the least of all strata, ${most} the papers without a label`,
  );
}

/** Says why no number of labels reaches a target. */
function whyNever(
  target: Exclude<Target, { readonly budget: number }>,
  { width, difference }: Expected,
): string {
  const [wanted, best] = "width" in target
    ? [`an interval ${target.width} wide`, width]
    : [`a difference of ${target.difference}`, difference];
  return `Cannot plan labels for ${wanted} as it is ${
    best.toPrecision(3)
  } even with a label for every paper, the papers being a sample of their kind: ask for more, or add papers`;
}

/** The smallest number for which a test holds that, once it holds, goes on holding. */
function smallest(
  low: number,
  high: number,
  test: (n: number) => boolean,
): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
