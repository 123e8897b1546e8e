import { createHash } from "node:crypto";
import type { PaperMetadata } from "lib/corpus/paper.ts";
import { byCodeUnit } from "lib/order.ts";

/** How many papers to draw. */
export interface SampleSize {
  /** All papers, a fraction of them (0 to 1, not 1), or a number (1 or more). */
  readonly size: "all" | number;
  /** Draw at least one paper of every stratum, where the number allows it. */
  readonly atLeastOne: boolean;
}

/** A paper that was drawn, with how likely it was to be drawn. */
export interface SampledPaper {
  readonly metadata: PaperMetadata;
  /** Megajournal and year, such as "PLOS 2019". */
  readonly stratum: string;
  /** Papers drawn of the stratum divided by papers in it, above 0, at most 1. */
  readonly inclusionProbability: number;
}

/** The stratum of a paper: its megajournal and year of publication. */
export function stratumOf({ megajournal, year }: PaperMetadata): string {
  return `${megajournal} ${year ?? "unknown"}`;
}

/**
 * Shares a whole number out in proportion to weights: each stratum gets the
 * whole part of its quota, and what is left goes to the largest remainders
 * (Hamilton's method); between equal remainders the first wins.
 *
 * @param total Papers to share out, a whole number, at most the sum of sizes.
 * @param sizes Papers in each stratum.
 * @param minimum Papers each stratum gets first, capped at its size.
 * @returns Papers to draw of each stratum, in the order of `sizes`; they add
 * up to `total`, or to the sum of the minimums if that is more.
 *
 * @example
 * ```ts
 * import { largestRemainder } from "lib/corpus/sample.ts";
 * import assert from "node:assert/strict";
 * // Quotas 2.1, 1.4 and 0.5: the last has the largest remainder.
 * assert.deepEqual(largestRemainder(4, [21, 14, 5]), [2, 1, 1]);
 * ```
 */
export function largestRemainder(
  total: number,
  sizes: readonly number[],
  minimum = 0,
): number[] {
  const papers = sizes.reduce((sum, size) => sum + size, 0);
  if (papers === 0) return sizes.map(() => 0);
  // Products of whole numbers: remainders are compared without rounding.
  const shares = sizes.map((size) => Math.floor((size * total) / papers));
  const byRemainder = sizes
    .map((size, index) => ({ index, remainder: (size * total) % papers }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = total - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of byRemainder) {
    if (left-- <= 0) break;
    shares[index]!++;
  }
  const floors = sizes.map((size) => Math.min(size, minimum));
  return raiseToFloors(shares, floors);
}

/** Raises shares to their floors and takes the difference from the largest. */
function raiseToFloors(shares: number[], floors: readonly number[]): number[] {
  let owed = 0;
  for (const [i, floor] of floors.entries()) {
    owed += Math.max(0, floor - shares[i]!);
    shares[i] = Math.max(floor, shares[i]!);
  }
  while (owed > 0) {
    let largest = -1;
    for (let i = 0; i < shares.length; i++) {
      const spare = shares[i]! - floors[i]!;
      if (spare > 0 && (largest < 0 || shares[i]! > shares[largest]!)) {
        largest = i;
      }
    }
    if (largest < 0) break; // fewer papers asked for than there are strata
    shares[largest]!--;
    owed--;
  }
  return shares;
}

/**
 * Draws a sample of papers, stratified by megajournal and year, in proportion
 * to the strata's sizes. Within a stratum papers are ranked by a hash of seed
 * and DOI, so the sample depends on nothing else: not on the papers' order,
 * the language or the machine.
 *
 * @param papers Papers with distinct DOIs, in any order.
 * @param options How many; and the seed, any text or number.
 * @returns The drawn papers in the order of their DOIs.
 * @throws {RangeError} If the size is neither "all", a fraction nor a whole number.
 */
export function drawSample(
  papers: readonly PaperMetadata[],
  { size, atLeastOne, seed }: SampleSize & { seed: string | number },
): SampledPaper[] {
  const strata = new Map<string, PaperMetadata[]>();
  for (const paper of papers) {
    const stratum = stratumOf(paper);
    const members = strata.get(stratum);
    if (members) members.push(paper);
    else strata.set(stratum, [paper]);
  }
  const names = [...strata.keys()].sort(byCodeUnit);
  const sizes = names.map((name) => strata.get(name)!.length);
  const drawn = largestRemainder(
    papersToDraw(size, papers.length),
    sizes,
    atLeastOne ? 1 : 0,
  );
  const sample = names.flatMap((stratum, i) => {
    const inclusionProbability = drawn[i]! / sizes[i]!;
    return rankBySeed(strata.get(stratum)!, seed).slice(0, drawn[i])
      .map((metadata) => ({ metadata, stratum, inclusionProbability }));
  });
  return sample.sort((a, b) => byCodeUnit(a.metadata.doi, b.metadata.doi));
}

function papersToDraw(size: SampleSize["size"], papers: number): number {
  if (size === "all") return papers;
  if (size > 0 && size < 1) return Math.round(size * papers);
  if (Number.isSafeInteger(size) && size >= 1) return Math.min(size, papers);
  throw new RangeError(
    `Cannot draw a sample as its size must be "all", a fraction between 0 and 1, or a whole number: current value is ${size}`,
  );
}

/** Ranks papers by a hash of seed and DOI: an order that looks random and never changes. */
function rankBySeed(papers: readonly PaperMetadata[], seed: string | number) {
  const rank = ({ doi }: PaperMetadata) =>
    createHash("sha256").update(`${seed}\n${doi}`).digest("hex");
  return papers.map((paper) => ({ paper, rank: rank(paper) }))
    .sort((a, b) => byCodeUnit(a.rank, b.rank)).map(({ paper }) => paper);
}
