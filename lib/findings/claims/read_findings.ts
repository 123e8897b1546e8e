import type { Findings, Trend } from "lib/findings/claims/finding.ts";
import { ALPHA, pValueText } from "lib/findings/claims/numbers.ts";
import { besideInWords } from "lib/findings/claims/write_markdown.ts";
import { capitalise, listWords } from "lib/words.ts";

/**
 * The claims for showing, one row each: verdict, estimate with its limits, what
 * the paper reports or what was planted, and the distance in standard errors.
 */
export function claimRows({ claims }: Findings) {
  return claims.map((claim) => ({
    claim: claim.claim,
    verdict: claim.verdict,
    quantity: claim.quantity,
    estimate: claim.estimate,
    low: claim.low,
    high: claim.high,
    papers: claim.n,
    reference: (claim.planted ?? claim.published)?.value ?? null,
    distance: claim.distance_in_se,
  }));
}

/**
 * Says what a run finds about a claim: verdict, numbers, and what they are
 * compared with.
 *
 * @param findings The findings of a run.
 * @param id Such as "field-leads".
 */
export function claimInWords({ claims }: Findings, id: string): string {
  const claim = claims.find((claim) => claim.id === id);
  if (claim === undefined) {
    return "This study does not ask what this claim is about.";
  }
  return `${capitalise(claim.verdict)}. ${claim.statement} ${
    besideInWords(claim)
  }`;
}

/**
 * Changes over the years for showing, with headings as keys: of shares in
 * points of percentage a year, or of numbers of papers as the factor from one
 * year to the next.
 *
 * @param findings The findings of a run.
 * @param kind "trend" or "growth".
 */
export function trendRows({ trends }: Findings, kind: Trend["kind"]) {
  const isShare = kind === "trend";
  const own = trends.filter((trend) => trend.kind === kind);
  const hasPlanted = own.some(({ planted }) =>
    typeof planted?.value === "number"
  );
  const text = (value: number | null | undefined) =>
    typeof value !== "number"
      ? null
      : isShare
      ? signedChange(value)
      : value.toFixed(2);
  return own.map((trend) => ({
    [isShare ? "share of papers" : "papers with"]: subjectOf(trend),
    "years": trend.first_year && `${trend.first_year} to ${trend.last_year}`,
    [isShare ? "points a year" : "factor a year"]: text(trend.estimate),
    "95% interval": trend.low === null || trend.high === null
      ? null
      : `${text(trend.low)} to ${text(trend.high)}`,
    ...(isShare && {
      "test": trend.method,
      "p, corrected": trend.p_adjusted && pValueText(trend.p_adjusted),
    }),
    ...(hasPlanted && { "planted": text(trend.planted?.value) }),
    "papers": trend.n,
  }));
}

/** What a trend is about, without the words for how it is measured. */
function subjectOf({ quantity }: Trend): string {
  return quantity.replace(/: [^:]*$/, "").replace(", share of the papers", "");
}

/**
 * Says in short which shares rise or fall with the year, and which cannot be
 * told from constant ones.
 */
export function trendsInWords({ trends }: Findings): string {
  const tested = trends.filter(({ kind }) => kind === "trend");
  const sentences = tested.map((trend) => {
    const { estimate, p_adjusted: p } = trend;
    const what = subjectOf(trend);
    if (estimate === null || p === null) {
      return `${what}: too few complete years, or the same answer throughout.`;
    }
    const direction = estimate > 0 ? "rises" : "falls";
    return p > ALPHA
      ? `${what}: no trend can be told from chance.`
      : `${what}: ${direction} by ${
        signedChange(Math.abs(estimate)).slice(1)
      } points a year.`;
  });
  const leftOut = [...new Set(tested.flatMap((trend) => trend.left_out))];
  const omitted = leftOut.length === 0 ? [] : [
    `Left out, as incomplete or possibly so: ${
      listWords(leftOut.map(String))
    }.`,
  ];
  return [...sentences, ...omitted].join(" ") ||
    "This study asks nothing that could change over the years.";
}

/** A change of a share in points, such as "+1.2". */
function signedChange(change: number): string {
  const value = (100 * change).toFixed(1);
  const sign = Number(value) > 0 ? "+" : Number(value) < 0 ? "\u2212" : "";
  return `${sign}${value.replace("-", "")}`;
}
