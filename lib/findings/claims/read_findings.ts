import type { Findings, Trend } from "lib/findings/claims/finding.ts";
import { besideInWords } from "lib/findings/claims/write_markdown.ts";
import { capitalise } from "lib/figures/words.ts";

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
 * Says how shares change over the years, or numbers of papers grow.
 *
 * @param findings The findings of a run.
 * @param kind "trend" or "growth".
 */
export function trendsInWords(
  { trends }: Findings,
  kind: Trend["kind"],
): string {
  return trends.filter((trend) => trend.kind === kind)
    .map(({ statement }) => statement).join(" ") ||
    "This study asks nothing that could change over the years.";
}
