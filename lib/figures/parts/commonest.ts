import { leading } from "lib/figures/parts/leading.ts";
import { capitalise, listWords } from "lib/words.ts";

/** One group, such as a year or a field, and its mentions by category. */
export interface Group {
  readonly name: string;
  readonly parts: readonly {
    readonly category: string;
    readonly mentions: number;
  }[];
}

/** The words of the sentence. */
export interface CommonestWords {
  /** What a category is, in the singular: "reuse pattern". */
  readonly category: string;
  /** What a group is, in the singular: "field". */
  readonly group: string;
  /** What the groups counted have: "with reuses"; empty if that goes without saying. */
  readonly having: string;
  /** The sentence if there is no mention at all. */
  readonly nothing: string;
}

/**
 * Says which category is the commonest one in most groups, and in how many.
 * Groups without mentions do not count; in a group where two categories tie,
 * none is the commonest.
 */
export function commonestCategory(
  groups: readonly Group[],
  words: CommonestWords,
): string {
  const { category, group, having } = words;
  const filled = groups.filter(({ parts }) =>
    parts.some(({ mentions }) => mentions > 0)
  );
  if (filled.length === 0) return words.nothing;
  const leaders = filled.map(({ parts }) =>
    leading(parts, ({ mentions }) => mentions)
  ).filter((leaders) => leaders.length === 1)
    .flatMap((leaders) => leaders.map(({ category }) => category));
  const wins = [...new Set(leaders)].toSorted().map((name) => ({
    name,
    groups: leaders.filter((leader) => leader === name).length,
  }));
  const best = leading(wins, ({ groups }) => groups);
  const [first] = best;
  const only = filled.length === 1 ? filled[0]?.name ?? "" : null;
  const where = only === null
    ? `${filled.length} ${group}s ${having}`.trimEnd()
    : `${only}, the only ${group} ${having}`.trimEnd();
  if (first === undefined) {
    return only === null
      ? `No ${category} is commoner than the others in any ${group}`
      : `No ${category} is commoner than the others in ${where}`;
  }
  const [name = "", ...others] = best.map(({ name }) => name);
  if (others.length > 0) {
    return `${
      listWords([capitalise(name), ...others])
    } are each the commonest ${category} in ${first.groups} of ${where}`;
  }
  const all = first.groups === filled.length;
  const count = only !== null ? "" : all ? "all " : `${first.groups} of `;
  return `${capitalise(name)} is the commonest ${category} in ${count}${where}`;
}
