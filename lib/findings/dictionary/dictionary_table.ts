import type { Design } from "lib/findings/design.ts";
import { ANY_TABLE, loadMeanings } from "lib/findings/dictionary/meaning.ts";
import { questionTables } from "lib/findings/dictionary/question_tables.ts";
import type { Table } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";

const NAME = "dictionary";
const COLUMNS = ["table", "column", "type", "unit", "meaning"] as const;

/**
 * Describes every column of a run's tables: dictionary.csv, itself included.
 * Columns of tables that the questions name are described by the questions,
 * all others by `data/dictionary.csv`; one that neither describes has no
 * meaning.
 *
 * @param tables The tables that the run writes.
 * @param questions The questions that were asked.
 * @param design How the papers were drawn: it says which interval was used.
 * @returns Rows in the order of tables and columns.
 */
export function dictionaryTable(
  tables: readonly Table[],
  questions: readonly Question[],
  design: Design,
): Table {
  const fixed = loadMeanings();
  const named = questionTables(questions, design);
  const described = [...tables, { name: NAME, columns: COLUMNS }];
  return {
    name: NAME,
    columns: COLUMNS,
    rows: described.flatMap(({ name, columns }) =>
      columns.map((column) => {
        const found = named.get(name)?.[column] ?? fixed.get(name)?.[column] ??
          fixed.get(ANY_TABLE)?.[column];
        const { type = "", unit = "", meaning = "" } = found ?? {};
        return { table: name, column, type, unit, meaning };
      })
    ),
  };
}
