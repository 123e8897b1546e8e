import type { Design } from "lib/findings/design.ts";

/** How shares and their intervals are to be read. */
export interface IntervalWords {
  /** Said after what a share is. */
  readonly share: string;
  /** The interval of papers answered yes. */
  readonly ofPapers: string;
  /** The interval of shares of mentions. */
  readonly ofMentions: string;
}

const EMPTY = "empty if a single paper has mentions";

/**
 * Says how the shares of a run were estimated, and how their intervals are to
 * be read.
 *
 * @param design How its papers were drawn.
 */
export function intervalWords(
  { isWeighted, isComplete }: Design,
): IntervalWords {
  if (isWeighted) {
    const how =
      "by stratum and inclusion probability; for papers of this kind, of which the eligible ones are one outcome";
    return {
      share:
        ", each paper weighted by 1 / its inclusion probability: an estimate for all eligible papers (megajournals and years of which no paper was drawn are not represented); counts beside it are those of the sample, without weights",
      ofPapers: `Wilson, with the effective number of papers ${how}`,
      ofMentions:
        `Wilson, with the effective number of mentions, papers being what was drawn, ${how}; ${EMPTY}`,
    };
  }
  const reading = isComplete
    ? "; all eligible papers were taken, so it is read as the range for papers of this kind, of which these are one outcome"
    : "; all papers were equally likely to be drawn";
  return {
    share: "",
    ofPapers: `Wilson${reading}`,
    ofMentions:
      `Wilson, with the effective number of mentions, as mentions of one paper belong together${reading}; ${EMPTY}`,
  };
}
