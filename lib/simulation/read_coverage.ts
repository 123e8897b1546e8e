import { COVERAGE_METHODS } from "lib/figures/interval_coverage.ts";
import type { SimulatedRow } from "lib/simulation/load_coverage.ts";
import { ADJUSTMENT_RULE } from "lib/stats/adjusted_share.ts";
import { countOf, formatCount, formatShare } from "lib/words.ts";

/** Coverage that is allowed where the rule uses the score interval, and where it falls back. */
const ALLOWED = { score: [0.93, 0.975], fallback: [0.91, 0.99] } as const;

/** A method that gives an interval in fewer studies of a setting does not count there. */
const LEAST_USED = 0.5;

/** In fewer studies of a setting there are too few intervals to judge. */
const SELDOM_USED = 0.01;

/** How labels are turned into an adjusted share, step by step. */
export function adjustmentRule(): {
  readonly step: number;
  readonly labels: string;
  readonly method: string;
}[] {
  const { errors, alone, cautious } = ADJUSTMENT_RULE;
  return [
    [
      `labels that amount to ${errors} errors of the annotator or more`,
      "labels weighed by answers, score interval",
    ],
    [
      `else, a simple random sample of ${alone.least} to ${
        alone.below - 1
      } labels`,
      "the labels alone, Wilson's interval",
    ],
    [
      `else, ${cautious.labels} or more that amount to ${cautious.errors} errors, or ${cautious.withoutErrors} or more`,
      "as in step 1, with an interval that is rather too wide",
    ],
    ["else", "no number, and a note that says what is missing"],
  ].map(([labels, method], i) => ({
    step: i + 1,
    labels: labels!,
    method: method!,
  }));
}

/** For each method, how its intervals did in all settings. */
export function coverageByMethod(rows: readonly SimulatedRow[]) {
  return Object.entries(COVERAGE_METHODS).flatMap(([method, name]) => {
    const own = usedRows(rows, method);
    if (own.length === 0) return [];
    const coverages = own.map(({ coverage }) => coverage)
      .sort((a, b) => a - b);
    return [{
      method: name,
      settings: own.length,
      least: percent(coverages[0]!),
      median: percent(coverages[Math.floor(coverages.length / 2)]!),
      most: percent(coverages.at(-1)!),
      largest_bias: largest(own.map(({ bias }) => bias)).toFixed(3),
    }];
  });
}

/** For each method, the setting in which its intervals hold the truth most rarely. */
export function worstSettings(rows: readonly SimulatedRow[]) {
  return Object.entries(COVERAGE_METHODS).flatMap(([method, name]) => {
    const [worst] = usedRows(rows, method).sort((a, b) =>
      a.coverage - b.coverage
    );
    return worst === undefined ? [] : [{
      method: name,
      coverage: percent(worst.coverage),
      monte_carlo_error: percent(worst.coverage_se),
      below: percent(worst.below),
      above: percent(worst.above),
      labels: `${formatCount(worst.labels)} of ${formatCount(worst.papers)}`,
      design: worst.design,
      prevalence: formatShare(worst.prevalence),
      sensitivity: worst.sensitivity,
      specificity: worst.specificity,
    }];
  });
}

/** Says whether the rule keeps what it promises. */
export function coverageInWords(rows: readonly SimulatedRow[]): string {
  const bySetting = Map.groupBy(rows, settingOf);
  const silent: SimulatedRow[] = [];
  const outside: string[] = [];
  const counts = { score: 0, fallback: 0 };
  for (const own of bySetting.values()) {
    const reported = own.find(({ method }) => method === "adjusted");
    if (reported === undefined || reported.used < LEAST_USED) {
      silent.push(reported ?? { ...own[0]!, used: 0 });
      continue;
    }
    const score = own.find(({ method }) => method === "adjusted_score");
    const kind = (score?.used ?? 0) > reported.used / 2 ? "score" : "fallback";
    counts[kind]++;
    const [low, high] = ALLOWED[kind];
    const error = 2 * reported.coverage_se;
    if (
      reported.coverage < low - error || reported.coverage > high + error
    ) outside.push(`${percent(reported.coverage)} in ${settingOf(reported)}`);
  }
  const [first] = rows;
  if (first === undefined) return "There is no simulation to read.";
  return `Of ${countOf(bySetting.size, "setting")}, each with ${
    formatCount(first.studies)
  } studies, the rule uses mostly the score interval in ${counts.score} and mostly a fallback in ${counts.fallback}; in ${silent.length} it gives no number in most studies. The score interval should hold the truth in ${
    bandInWords("score")
  } of studies and a fallback, discrete as it is, in ${
    bandInWords("fallback")
  }, within two Monte Carlo standard errors: ${
    outside.length === 0
      ? "this is so in each of these settings"
      : `this is not so in ${outside.length}: ${outside.join("; ")}`
  }.${seldomInWords(silent)}`;
}

/** Says how good the numbers are that the rule gives where it mostly gives none. */
function seldomInWords(rows: readonly SimulatedRow[]): string {
  const seldom = rows.filter(({ used }) => used >= SELDOM_USED)
    .map(({ coverage }) => coverage);
  return seldom.length === 0
    ? ""
    : ` It is not so for the numbers that the rule gives in 1 to 50% of studies, in ${
      countOf(seldom.length, "further setting")
    }: these hold the truth in ${percent(Math.min(...seldom))} to ${
      percent(Math.max(...seldom))
    } of cases, as labels that by chance carry enough errors are not typical ones. Few labels that were drawn by the annotator's answers are best joined by more of them before their number is trusted.`;
}

function usedRows(
  rows: readonly SimulatedRow[],
  method: string,
): SimulatedRow[] {
  return rows.filter((row) => row.method === method && row.used >= LEAST_USED);
}

function settingOf(row: SimulatedRow): string {
  const { of, design, papers, labels, prevalence, part } = row;
  return `${design} labels, ${labels} of ${papers}, true share ${prevalence}${
    of === "part" ? ` of a part of ${part}` : ""
  }, sensitivity ${row.sensitivity}, specificity ${row.specificity}`;
}

function bandInWords(kind: keyof typeof ALLOWED): string {
  return ALLOWED[kind].map(percent).join(" to ");
}

function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.abs(b) > Math.abs(a) ? b : a, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
