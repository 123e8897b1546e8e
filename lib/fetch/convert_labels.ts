import { basename, dirname, join } from "node:path";
import { replaceFile } from "lib/files.ts";
import { readLabelsFile } from "lib/findings/labels/read_labels_file.ts";
import { LABEL_COLUMNS, type LabelRow } from "lib/findings/labels.ts";
import { tableToCsv } from "lib/findings/table.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";

/** Name of the converted file. */
const NAME = "labels.csv";

/**
 * Writes the sheet of the study's authors as `labels.csv` beside it.
 *
 * @param path The sheet, .xlsx.
 * @returns Lines that say what is in it, and what could not be used.
 * @throws {SyntaxError} If it is no such sheet: one sentence.
 */
export async function convertLabels(path: string): Promise<string> {
  const { rows, warnings } = await readLabelsFile(
    await Deno.readFile(path),
    basename(path),
    await loadQuestions(),
  );
  const csv = tableToCsv({
    name: "labels",
    columns: LABEL_COLUMNS,
    rows: rows.map((
      { doi, annotator, question, value, model, passage },
    ) => ({ doi, annotator, question, value, model, passage })),
  });
  await replaceFile(join(dirname(path), NAME), csv);
  return [describe(rows), ...warnings].join("\n");
}

function describe(rows: readonly LabelRow[]): string {
  const papers = (question: string, value: string) =>
    new Set(
      rows.filter((row) => row.question === question && row.value === value)
        .map(({ doi }) => doi),
    );
  const [usesDl, usesPtms] = [
    papers("uses_dl", "yes"),
    papers("uses_ptms", "yes"),
  ];
  const pairs = rows.filter(({ model }) => model !== "");
  const patterns = [...Map.groupBy(pairs, ({ value }) => value)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([value, { length }]) => `${length} ${value}`);
  return `Wrote "${NAME}" beside it: ${
    new Set(rows.map(({ doi }) => doi)).size
  } papers, of which ${papers("uses_dl", "no").size} use no deep learning, ${
    usesDl.difference(usesPtms).size
  } use it without a pre-trained model and ${usesPtms.size} reuse one; ${pairs.length} pairs of model and pattern (${
    patterns.join(", ")
  })`;
}
