import type { Design, Values } from "lib/findings/claims/design.ts";
import { prng } from "lib/stats/random.ts";

/** Papers in groups that overlap, some of which are counted. */
export interface GroupedPapers {
  /** Groups of each paper, as numbers from 0. */
  readonly groups: readonly (readonly number[])[];
  /** Per paper, 1 if it is looked at and 0 if not. */
  readonly all: Values;
  /** Per paper, 1 if it is counted and 0 if not. */
  readonly part: Values;
}

/** How often a group comes first when papers are drawn anew. */
export interface RankStability {
  /** Share of the replicates in which it has more counted papers than any other group. */
  readonly byCount: number;
  /** Share of the replicates in which its share of counted papers is largest. */
  readonly byShare: number;
  readonly replicates: number;
}

/**
 * Bootstrap of a first place: papers are drawn with replacement, whole, with
 * all their groups; within strata if they were sampled so. A first place that
 * is shared does not count.
 *
 * @param design How the papers were drawn.
 * @param papers Papers in the order of the design.
 * @param leader The group whose place is asked for.
 * @param options.seed The same seed gives the same numbers everywhere.
 */
export function rankStability(
  design: Design,
  papers: GroupedPapers,
  leader: number,
  { seed, replicates = 2000 }: {
    readonly seed: number | string;
    readonly replicates?: number;
  },
): RankStability {
  const { cells, cellOf } = cellsOf(design, papers);
  const groups = 1 + Math.max(leader, ...cells.flatMap(({ groups }) => groups));
  const random = prng(seed);
  const strata = design.isSample
    ? design.strata.map((members) => members.map((i) => cellOf[i]!))
    : [[...cellOf]];
  const drawn = new Uint32Array(cells.length);
  const counts = new Float64Array(groups);
  const totals = new Float64Array(groups);
  let [byCount, byShare] = [0, 0];
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawn.fill(0);
    for (const members of strata) {
      const n = members.length;
      for (let i = 0; i < n; i++) drawn[members[Math.floor(random() * n)]!]!++;
    }
    counts.fill(0);
    totals.fill(0);
    cells.forEach(({ groups, weight, part, all }, cell) => {
      for (const group of groups) {
        counts[group]! += weight * part * drawn[cell]!;
        totals[group]! += weight * all * drawn[cell]!;
      }
    });
    if (isFirst(counts, leader)) byCount++;
    if (isFirst(counts.map((count, i) => count / totals[i]!), leader)) {
      byShare++;
    }
  }
  return {
    byCount: byCount / replicates,
    byShare: byShare / replicates,
    replicates,
  };
}

/** Papers that are alike in all that matters. */
interface Cell {
  readonly groups: readonly number[];
  readonly weight: number;
  readonly part: number;
  readonly all: number;
}

/** Puts papers that are alike together, as there are far fewer kinds of them than papers. */
function cellsOf(
  { weights }: Design,
  { groups, part, all }: GroupedPapers,
): { cells: Cell[]; cellOf: Uint32Array } {
  const cells: Cell[] = [];
  const byKey = new Map<string, number>();
  const cellOf = Uint32Array.from(weights, (weight, i) => {
    const cell = {
      groups: groups[i]!,
      weight,
      part: part[i]!,
      all: all[i]!,
    };
    const key = JSON.stringify(cell);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, cells.length);
    return cells.push(cell) - 1;
  });
  return { cells, cellOf };
}

/** True if a value is larger than all others; one that does not exist is never first. */
function isFirst(values: Float64Array, leader: number): boolean {
  const own = values[leader]!;
  return own > 0 && values.every((value, i) => i === leader || !(value >= own));
}
