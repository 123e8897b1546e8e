import { parse } from "@std/csv";
import { projectPath } from "lib/paths.ts";

/** What a column of a table says. */
export interface Meaning {
  /** Of the values that are not empty. */
  readonly type: "text" | "integer" | "number";
  /** Empty for texts, and where the meaning says it. */
  readonly unit: string;
  readonly meaning: string;
}

/** Meanings by column. */
export type Meanings = Readonly<Record<string, Meaning>>;

/** A text. */
export const text = (meaning: string): Meaning => ({
  type: "text",
  unit: "",
  meaning,
});

/** A number of things. */
export const count = (unit: string, meaning: string): Meaning => ({
  type: "integer",
  unit,
  meaning,
});

/** A share from 0 to 1, or a limit of one. */
export const share = (meaning: string): Meaning => ({
  type: "number",
  unit: "share (0 to 1)",
  meaning,
});

/** The table of a meaning that holds for every table. */
export const ANY_TABLE = "*";

/** Reads `data/dictionary.csv`: the columns that no question names. */
export function loadMeanings(): ReadonlyMap<string, Meanings> {
  const csv = Deno.readTextFileSync(projectPath("data/dictionary.csv"));
  const rows = parse(csv, { skipFirstRow: true }) as unknown as readonly (
    & Meaning
    & { readonly table: string; readonly column: string }
  )[];
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([table, own]) => [
      table,
      Object.fromEntries(
        own.map(({ column, type, unit, meaning }) => [
          column,
          { type, unit, meaning },
        ]),
      ),
    ]),
  );
}
