import type { Evidence } from "lib/findings/claims/evidence.ts";
import type { Share } from "lib/findings/claims/share.ts";

/** Which corrected share is asked for, as adjusted.csv names its rows. */
export interface AdjustedKey {
  readonly question: string;
  /** A value of the question's closed list; empty for a yes-no question. */
  readonly category: string;
  readonly grouping: "all" | "field" | "year";
  /** The field or year; empty for all of them. */
  readonly group: string;
  /** Of what papers: `ALL_PAPERS`, or those with a yes to the question of this id. */
  readonly of: string;
}

/** Gives a share that is corrected for the annotator's errors; null where there is none. */
export type AdjustedShares = (key: AdjustedKey) => Share | null;

/** What a claim is judged from. */
export interface ClaimInput {
  readonly evidence: Evidence;
  /** The same papers with the answers that were planted in them; null on real data. */
  readonly planted: Evidence | null;
  /** Of the bootstrap. */
  readonly seed: number | string;
  /** Corrected shares, if the study has labels enough for them. */
  readonly adjusted?: AdjustedShares | undefined;
}
