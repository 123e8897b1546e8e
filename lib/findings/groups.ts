import type { Value } from "lib/findings/table.ts";
import {
  GROUP_SEPARATOR,
  type Grouping,
  UNASSIGNED,
} from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";

/** The columns that name a group. */
export const GROUP_COLUMNS = {
  all: [],
  year: ["year"],
  field: ["field"],
  field_year: ["field", "year"],
} as const satisfies Record<Grouping, readonly string[]>;

/** Splits a group's name into its columns' values. */
export function groupCells(
  grouping: Grouping,
  group: string,
): Record<string, Value> {
  const parts = group.split(GROUP_SEPARATOR);
  return Object.fromEntries(
    GROUP_COLUMNS[grouping].map((column, i) => [column, parts[i]!]),
  );
}

/** Years upwards, fields by name, and what is unknown or unassigned last. */
export function byGroup(a: string, b: string): number {
  const last = (group: string) =>
    group.split(GROUP_SEPARATOR).map((part) =>
      part === UNASSIGNED || part === "unknown" ? `\uffff${part}` : part
    ).join(GROUP_SEPARATOR);
  return byCodeUnit(last(a), last(b));
}
