import {
  type Claim,
  type Comparison,
  type DetailRow,
  type Estimate,
  type Findings,
  type Reference,
  type Trend,
} from "lib/findings/claims/finding.ts";
import { bullets, plain, table } from "lib/findings/claims/markdown_parts.ts";
import {
  distanceText,
  pointLimits,
  points,
  pValueText,
  shareText,
} from "lib/findings/claims/numbers.ts";
import {
  capitalise,
  formatCount,
  formatMetric,
  formatShare,
} from "lib/words.ts";

const SYNTHETIC =
  "The data are synthetic: the papers are made up, and the findings are no evidence about the literature.";
const PLANTED =
  "They are compared with what was planted in the papers instead of what the paper reports.";

/**
 * Writes findings as Markdown. On made-up data the first line says so.
 *
 * @param findings What {@link judgeRun} gives.
 * @returns The text of findings.md.
 */
export function findingsToMarkdown(findings: Findings): string {
  const { study, corpus, synthetic, annotator, notes } = findings;
  const { claims, trends, comparisons } = findings;
  const isPlanted = [...claims, ...trends, ...comparisons]
    .some(({ planted }) => planted !== null);
  const blocks = [
    ...(synthetic ? [isPlanted ? `${SYNTHETIC} ${PLANTED}` : SYNTHETIC] : []),
    `# Findings of the study ${plain(study)}`,
    `Corpus: ${plain(corpus.description)}. Answers: ${
      plain(annotator)
    }. Papers in the run: ${formatCount(corpus.papers)}. ${corpus.design}`,
    ...claimBlocks(findings),
    ...trendBlocks(findings),
    ...comparisonBlocks(findings.comparisons, synthetic),
    ...estimateBlocks(findings.estimates),
    ...(notes.length === 0 ? [] : ["## Notes", bullets(notes)]),
  ];
  return blocks.filter((block) => block !== "").join("\n\n") + "\n";
}

function claimBlocks({ claims, synthetic }: Findings): string[] {
  if (claims.length === 0) return [];
  const reference = claims.some(({ planted }) => planted !== null)
    ? "planted"
    : synthetic
    ? "compared with"
    : "reported";
  return [
    "## Claims",
    table(
      ["claim", "verdict", "estimate", "papers", reference, "distance"],
      claims.map((claim) => [
        claim.claim,
        `**${claim.verdict}**`,
        shareText(claim),
        formatCount(claim.n),
        referenceCell(claim),
        claim.distance_in_se === null
          ? ""
          : `${formatMetric(claim.distance_in_se)} SE`,
      ]),
    ),
    "Estimates are shares, see below of what. The distance is that of the estimate from the value beside it, in standard errors of the estimate.",
    ...claims.flatMap(claimBlock),
  ];
}

function claimBlock(claim: Claim): string[] {
  return [
    `### ${plain(claim.claim)}`,
    `**${capitalise(claim.verdict)}** at n = ${formatCount(claim.n)} papers. ${
      plain(claim.statement)
    }`,
    bullets([
      `Estimate: ${claim.quantity}, ${shareText(claim)}.`,
      besideInWords(claim),
      `Rule: ${claim.rule}`,
      `Method: ${claim.method}`,
      `Source of the claim: ${claim.source}.`,
    ]),
    ...(claim.details.length === 0 ? [] : [detailTable(claim.details)]),
    ...(claim.id === "field-leads" ? [] : [pairTable(claim)]),
  ];
}

/** Says what a claim's estimate is compared with, and how far apart the two are. */
export function besideInWords(claim: Claim): string {
  const { planted, published, distance_in_se: distance } = claim;
  const reference = planted ?? published;
  const name = planted ? "Planted" : "The paper reports";
  if (reference === null) return "There is nothing to compare it with.";
  const value = reference.value === null
    ? ""
    : `, ${formatShare(reference.value)}`;
  return `${name}: ${reference.quantity}${value} (${reference.source}).${
    distance === null
      ? " No distance can be given."
      : ` The run lies ${distanceText(distance)} it.`
  }${holds(claim)}`;
}

function holds({ planted_holds: isTrue }: Claim): string {
  return isTrue === null
    ? ""
    : ` Of the planted answers the claim is ${isTrue ? "true" : "not true"}.`;
}

function referenceCell({ planted, published }: {
  readonly planted: Reference | null;
  readonly published: Reference | null;
}): string {
  const reference = planted ?? published;
  if (reference === null) return "";
  return reference.value === null
    ? "no number at hand"
    : formatShare(reference.value);
}

function pairTable({ comparisons }: Claim): string {
  return comparisons.length === 0 ? "" : table(
    ["first", "second", "difference", "simultaneous interval"],
    comparisons.map(({ first, second, difference, low, high }) => [
      first,
      second,
      difference === null ? "" : signedPoints(difference),
      low === null || high === null ? "" : pointLimits(low, high),
    ]),
  );
}

function signedPoints(difference: number): string {
  return `${difference < 0 ? "\u2212" : ""}${points(difference)}`;
}

/** Columns that are shares, p-values and counts; others are texts. */
const SHARES = [
  ...["share", "low", "high", "planted", "planted_share"],
  ...["corrected_share", "corrected_low", "corrected_high"],
];
const P_VALUES = ["p_count", "p_share"];

function detailTable(rows: readonly DetailRow[]): string {
  const columns = Object.keys(rows[0]!);
  return table(
    columns.map((column) => column.replaceAll("_", " ")),
    rows.map((row) => columns.map((column) => cellOf(column, row[column]))),
  );
}

function cellOf(column: string, value: DetailRow[string] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (SHARES.includes(column)) return formatShare(value);
  if (P_VALUES.includes(column)) return pValueText(value);
  return column === "year" ? String(value) : formatCount(Math.round(value));
}

function trendBlocks({ trends, claims, synthetic }: Findings): string[] {
  const of = (kind: Trend["kind"]) =>
    trends.filter((trend) => trend.kind === kind);
  if (trends.length === 0) return [];
  const growth = of("growth");
  return [
    "## Trends",
    bullets(of("trend").map(({ statement }) => statement)),
    "## Growth from year to year",
    bullets(growth.map(({ statement }) => statement)),
    ...growth.filter(({ details }) => details.length > 0).flatMap((
      { quantity, details },
    ) => [
      `${
        plain(quantity.replace(/:.*/, ""))
      }, papers by year and the factor from the year before:`,
      growthTable(details),
    ]),
    ...(synthetic || claims.length === 0 ? [] : [
      "Of the paper, no slope and no growth rate is at hand to compare with.",
    ]),
  ];
}

function growthTable(rows: readonly DetailRow[]): string {
  const factor = (value: DetailRow[string] | undefined) =>
    typeof value === "number" ? value.toFixed(2) : "";
  return table(
    ["year", "papers", "factor", "95% interval"],
    rows.map(({ year, papers, factor: growth, low, high }) => [
      String(year),
      formatCount(Math.round(Number(papers))),
      factor(growth),
      growth === null
        ? ""
        : `${factor(low)} to ${high === null ? "no bound" : factor(high)}`,
    ]),
  );
}

function comparisonBlocks(
  comparisons: readonly Comparison[],
  synthetic: boolean,
): string[] {
  if (comparisons.length === 0) return [];
  return [
    synthetic
      ? "## Beside what was planted"
      : "## Beside what the paper reports",
    synthetic
      ? "Distances are in standard errors of the run's estimate."
      : "Distances are in standard errors of the difference; a reported number without the count that it rests on is taken to be exact.",
    bullets(comparisons.map(({ statement }) => statement)),
  ];
}

function estimateBlocks(estimates: readonly Estimate[]): string[] {
  if (estimates.length === 0) return [];
  return [
    "## What was estimated",
    table(
      ["quantity", "estimate", "papers"],
      estimates.map((estimate) => [
        estimate.quantity,
        shareText(estimate),
        formatCount(estimate.n),
      ]),
    ),
  ];
}
