import {
  ASSUMED,
  type ErrorRate,
  type ErrorRates,
} from "lib/findings/labels/plan/error_rates.ts";
import type {
  LabelPlan,
  Target,
} from "lib/findings/labels/plan/plan_labels.ts";
import { sampleSizeProportion } from "lib/stats/sample_size.ts";

/** What a plan is about. */
export interface PlanContext {
  readonly question: string;
  readonly target: Target;
  readonly rates: ErrorRates;
  /** Papers of the sample, and those with a label. */
  readonly papers: number;
  readonly labelled: number;
}

/** Labels of a kind without which a normal interval covers too rarely. */
const ENOUGH = 10;

/**
 * A plan as lines to be read: target and assumptions, the strata, what the
 * labels are expected to give, and the same for other numbers of labels.
 */
export function planInWords(plan: LabelPlan, context: PlanContext): string[] {
  const { question, target, rates, papers, labelled } = context;
  const power = "power" in target ? target.power : 0.8;
  return [
    `Label ${
      count(plan.labels)
    } papers for ${question}: the 95 % interval of the adjusted share is then expected to be ${
      percent(plan.width)
    } wide${aim(target)}`,
    "",
    ...textTable(
      ["stratum", "not labelled", "expected disagreement", "labels", "chance"],
      plan.strata.map((stratum) => [
        stratum.name,
        count(stratum.papers.length),
        percent(stratum.disagreement),
        count(stratum.labels),
        percent(stratum.labels / stratum.papers.length),
      ]),
    ),
    "",
    `Sample: ${count(papers)} papers${known(labelled)}`,
    `Assumed: ${rateInWords(rates.wrongYes, "yes", ASSUMED.wrongYes)}; ${
      rateInWords(rates.wrongNo, "no", ASSUMED.wrongNo)
    }; half of the papers without an answer are yes`,
    `Expected among the labels: ${expectedInWords(plan)}`,
    ...smallCell(plan),
    ...withoutAnnotator(plan),
    "",
    ...textTable(
      ["labels", "expected width", `difference found with power ${power}`],
      [plan, ...plan.others].toSorted((a, b) => a.labels - b.labels).map((
        { labels, width, difference },
      ) => [
        `${count(labels)}${labels === plan.labels ? " (this plan)" : ""}`,
        percent(width),
        percent(difference),
      ]),
    ),
  ];
}

function known(labelled: number): string {
  if (labelled === 0) return ", none of them labelled yet";
  return `, ${
    count(labelled)
  } of them labelled already: these are not asked again and count as known (beside a new sheet their inclusion_probability is 1)`;
}

function aim(target: Target): string {
  if ("width" in target) {
    return ` (asked for: at most ${percent(target.width)})`;
  }
  if ("budget" in target) return "";
  return `, and a difference of ${
    percent(target.difference)
  } from a given share is found with power ${target.power} (two-sided test at 5 %)`;
}

function rateInWords(
  { share, from }: ErrorRate,
  answer: string,
  assumed: number,
): string {
  return `${percent(share)} of the ${answer} answers are wrong (${
    from === null
      ? `no or too few labels: the project's assumption of ${percent(assumed)}`
      : `${from.wrong} of ${from.papers} labelled ones, (wrong + 1) / (labelled + 2)`
  })`;
}

function expectedInWords({ expected: { yes, no, disagreements } }: LabelPlan) {
  return `${whole(yes)} yes, ${whole(no)} no, ${
    whole(disagreements)
  } that differ from the annotator's answer`;
}

/** Warns where too few labels of a kind are expected for the interval that was planned. */
function smallCell({ expected }: LabelPlan): string[] {
  if (Math.min(...Object.values(expected)) >= ENOUGH) return [];
  return [
    `Note: with fewer than ${ENOUGH} of one of these the planned interval covers too rarely, and a wider one is reported in its place: label more`,
  ];
}

/** How many papers a simple random sample without the annotator's help would take. */
function withoutAnnotator({ width, share }: LabelPlan): string[] {
  if (width <= 0 || width >= 1) return [];
  const { nRounded } = sampleSizeProportion({ margin: width / 2, p: share });
  return [
    `Without the annotator's answers a simple random sample would take ${
      count(nRounded)
    } labels for this width`,
  ];
}

const count = (value: number) => value.toLocaleString("en-US");
const whole = (value: number) => count(Math.round(value));
const percent = (share: number) => `${Number((100 * share).toFixed(1))} %`;

/** Columns side by side, the first flush left, the others flush right. */
function textTable(header: string[], rows: string[][]): string[] {
  const widths = header.map((name, j) =>
    Math.max(name.length, ...rows.map((row) => row[j]!.length))
  );
  return [header, ...rows].map((row) =>
    row.map((cell, j) =>
      j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!)
    ).join("  ").trimEnd()
  );
}
