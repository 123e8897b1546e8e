import type { AdjustedShares } from "lib/findings/claims/claim_input.ts";
import type { Evidence } from "lib/findings/claims/evidence.ts";
import type { Quantity } from "lib/findings/claims/quantities.ts";

/** What trends are found in. */
export interface TrendInput {
  readonly evidence: Evidence;
  readonly planted: Evidence | null;
  /** Shares of papers answered yes, one trend each. */
  readonly quantities: readonly Quantity[];
  /** The year in which the papers were collected; null if unknown. */
  readonly incompleteYear: number | null;
  readonly adjusted?: AdjustedShares | undefined;
}
