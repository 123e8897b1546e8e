/** What findings.json holds. Shares are from 0 to 1. */

/** What a run says of a claim at its number of papers. */
export type Verdict = "supported" | "not supported" | "undecided";

/** What an estimate is compared with: a number of the paper's, or what was planted. */
export interface Reference {
  /** What the number is. */
  readonly quantity: string;
  /** Null if there is no number, or none on the scale of the estimate. */
  readonly value: number | null;
  readonly source: string;
}

/** An estimate with its interval, and what it is compared with. */
export interface Estimate {
  /** What is estimated. */
  readonly quantity: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number | null;
  /** Papers that it rests on. */
  readonly n: number;
}

/** How a category or field compares with another. */
export interface PairResult {
  readonly first: string;
  readonly second: string;
  /** Share of the first less that of the second. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** After correction for the number of comparisons. */
  readonly p_adjusted: number | null;
}

/** One row of a claim's table, such as a field. */
export type DetailRow = Readonly<
  Record<string, string | number | null>
>;

/** A claim of the paper, and what the run says of it. */
export interface Claim extends Estimate {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly verdict: Verdict;
  /** What the run finds, with its numbers. */
  readonly statement: string;
  /** When a run supports the claim, and when it does not. */
  readonly rule: string;
  /** What the paper reports; null on made-up data. */
  readonly published: Reference | null;
  /** What was planted in made-up data; null on real data. */
  readonly planted: Reference | null;
  /** Whether the claim is true of the planted answers; null on real data, or where they cannot tell. */
  readonly planted_holds: boolean | null;
  /** Estimate less reference, in standard errors; null if one of them is missing. */
  readonly distance_in_se: number | null;
  /** Whether the annotator's errors are removed, and how the intervals were made. */
  readonly method: string;
  readonly details: readonly DetailRow[];
  readonly comparisons: readonly PairResult[];
}

/** A change over the years. */
export interface Trend extends Estimate {
  readonly id: string;
  readonly kind: "trend" | "growth";
  readonly statement: string;
  readonly first_year: number | null;
  readonly last_year: number | null;
  /** Years left out, as the last one may be incomplete. */
  readonly left_out: readonly number[];
  readonly p: number | null;
  readonly p_adjusted: number | null;
  readonly published: Reference | null;
  readonly planted: Reference | null;
  readonly distance_in_se: number | null;
  readonly method: string;
  readonly details: readonly DetailRow[];
}

/** A number of the run beside one of the paper's, or beside what was planted. */
export interface Comparison extends Estimate {
  readonly id: string;
  readonly statement: string;
  readonly published: Reference | null;
  readonly planted: Reference | null;
  readonly distance_in_se: number | null;
}

/** All findings of a run. */
export interface Findings {
  readonly study: string;
  readonly corpus: {
    readonly description: string;
    readonly papers: number;
    /** Papers that the sample stands for; of a complete corpus its own. */
    readonly stands_for: number;
    readonly design: string;
  };
  readonly synthetic: boolean;
  readonly annotator: string;
  readonly claims: readonly Claim[];
  readonly trends: readonly Trend[];
  readonly comparisons: readonly Comparison[];
  /** What was estimated, whatever the questions. */
  readonly estimates: readonly Estimate[];
  readonly notes: readonly string[];
}

/**
 * Distance of an estimate from a reference in standard errors, negative if it
 * is smaller.
 *
 * @param estimate The estimate and its standard error.
 * @param value The reference; taken to be exact.
 * @returns Null if one of them is missing, or the standard error is 0.
 */
export function distanceInSe(
  { estimate, se }: Pick<Estimate, "estimate" | "se">,
  value: number | null | undefined,
): number | null {
  if (estimate === null || !se || value === null || value === undefined) {
    return null;
  }
  return (estimate - value) / se;
}

/**
 * Sets an estimate beside its reference: what was planted if the data are made
 * up, else what the paper reports.
 */
export function referenced(
  estimate: Pick<Estimate, "estimate" | "se">,
  { published, planted }: {
    readonly published: Reference | null;
    readonly planted: Omit<Reference, "source"> | null;
  },
): {
  readonly published: Reference | null;
  readonly planted: Reference | null;
  readonly distance_in_se: number | null;
} {
  const reference = planted
    ? { ...planted, source: "planted in the same papers" }
    : published;
  return {
    published: planted ? null : published,
    planted: planted ? reference : null,
    distance_in_se: distanceInSe(estimate, reference?.value),
  };
}
