import type { SampledPaper } from "lib/corpus/sample.ts";

/** A stratum of a sample. */
export interface Stratum {
  /** Papers drawn. */
  sampled: number;
  /** How likely each of its papers was to be drawn. */
  readonly probability: number;
}

/** How the papers of a run were drawn. */
export interface Design {
  /** By the key that {@link stratumKey} gives. */
  readonly strata: ReadonlyMap<string, Stratum>;
  /** True if some papers were likelier to be drawn than others: then shares are weighted. */
  readonly isWeighted: boolean;
  /** True if every eligible paper was taken. */
  readonly isComplete: boolean;
}

/** What says how a paper was drawn. */
export type DrawnPaper = Pick<
  SampledPaper,
  "stratum" | "inclusionProbability"
>;

/** Papers of one stratum that were equally likely to be drawn share a key. */
export function stratumKey(
  { stratum, inclusionProbability }: DrawnPaper,
): string {
  return `${inclusionProbability} ${stratum}`;
}

/**
 * Notes how papers were drawn, one by one.
 *
 * @example
 * ```ts
 * import { openDesign } from "lib/findings/design.ts";
 * import assert from "node:assert/strict";
 * const drawn = openDesign();
 * drawn.add({ stratum: "PLOS 2020", inclusionProbability: 0.1 });
 * drawn.add({ stratum: "BMJ 2020", inclusionProbability: 1 });
 * assert.equal(drawn.design().isWeighted, true);
 * ```
 */
export function openDesign(): {
  add(paper: DrawnPaper): void;
  design(): Design;
} {
  const strata = new Map<string, Stratum>();
  return {
    add(paper) {
      const key = stratumKey(paper);
      const stratum = strata.get(key);
      if (stratum) stratum.sampled++;
      else {
        strata.set(key, {
          sampled: 1,
          probability: paper.inclusionProbability,
        });
      }
    },
    design() {
      const likely = new Set(
        [...strata.values()].map(({ probability }) => probability),
      );
      return {
        strata,
        isWeighted: likely.size > 1,
        isComplete: [...likely].every((probability) => probability === 1),
      };
    },
  };
}
