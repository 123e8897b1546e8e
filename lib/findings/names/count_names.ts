import type { NamedThing } from "lib/findings/model_names.ts";
import type { NameRegister } from "lib/findings/names/name_register.ts";
import type { Row } from "lib/findings/table.ts";
import { entry } from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";

/** How often one thing is named. */
interface NameCount {
  readonly thing: NamedThing;
  mentions: number;
  papers: number;
}

/** Counts of named things by group. */
export type NameGroups = Map<string, Map<string, NameCount>>;

/**
 * Counts what one paper names.
 *
 * @param groups Is changed.
 * @param group Where the paper counts.
 * @param things One for each mention.
 */
export function countNames(
  groups: NameGroups,
  group: string,
  things: readonly NamedThing[],
): void {
  if (things.length === 0) return;
  const counts = entry(groups, group, () => new Map());
  const seen = new Set<string>();
  for (const thing of things) {
    const count = entry(
      counts,
      thing.key,
      () => ({ thing, mentions: 0, papers: 0 }),
    );
    count.mentions++;
    if (!seen.has(thing.key)) count.papers++;
    seen.add(thing.key);
  }
}

/**
 * Rows of one group: the name, whatever else is said of it, mentions and
 * papers; commonest first.
 *
 * @param column What the names are called.
 * @param more Further cells of a thing.
 */
export function nameRows(
  counts: ReadonlyMap<string, NameCount> | undefined,
  { column, register, more = () => ({}) }: {
    readonly column: string;
    readonly register: NameRegister;
    readonly more?: (thing: NamedThing) => Row;
  },
): Row[] {
  return [...counts?.values() ?? []].map(({ thing, mentions, papers }) => ({
    name: register.nameOf(thing),
    row: { ...more(thing), mentions, papers },
  })).sort((a, b) =>
    b.row.mentions - a.row.mentions || byCodeUnit(a.name, b.name)
  ).map(({ name, row }) => ({ [column]: name, ...row }));
}
