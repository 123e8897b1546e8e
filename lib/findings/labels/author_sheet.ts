import { parsePairs } from "lib/findings/labels/pairs.ts";
import type { LabelProblem } from "lib/findings/labels/problems.ts";
import type { LabelRecord } from "lib/findings/labels/records.ts";

/** Name under which the labels of the study's authors stand. */
const AUTHORS = "authors";

/** Columns of the authors' sheet that are read, as it names them. */
const COLUMNS = {
  doi: "DOI",
  uses_dl: "Uses DL?",
  uses_ptms: "Are PTMs Used?",
  pairs: "PTM and PTM Reuse Method Pairings",
} as const;

/** Says whether a sheet has the columns of the study authors' sheet, or some of its own. */
export function isAuthorSheet([header = []]: readonly (readonly string[])[]) {
  const { doi: _, ...own } = COLUMNS;
  return Object.values(own).some((column) => positionOf(header, column) >= 0);
}

function positionOf(header: readonly string[], column: string): number {
  return header.findIndex((name) =>
    name.trim().toLowerCase() === column.toLowerCase()
  );
}

/**
 * Reads the sheet in which the study's authors published their labels
 * (`authorAgreement.xlsx`): one row per paper with a DOI, two answers, and a
 * list of pairs such as `[VGGNet (VGG-16), Adaptation]; [U-Net, Conceptual]`.
 *
 * @param cells Rows of cells, the header first.
 * @param file Its name, for messages.
 * @param problems Takes pairs that do not parse, and pairs that contradict the
 * answer beside them.
 * @returns Records of the two yes-no questions and of `identify_ptm_reuse`.
 * @throws {SyntaxError} If a column is missing.
 */
export function authorRecords(
  cells: readonly (readonly string[])[],
  file: string,
  problems: LabelProblem[],
): LabelRecord[] {
  const [header = [], ...rows] = cells;
  for (const column of Object.values(COLUMNS)) {
    if (positionOf(header, column) >= 0) continue;
    throw new SyntaxError(
      `Cannot read labels "${file}" as there is no column "${column}": columns are ${
        header.join(", ")
      }`,
    );
  }
  return rows.flatMap((values, index) => {
    const row = index + 2;
    const cell = (name: keyof typeof COLUMNS) =>
      values[positionOf(header, COLUMNS[name])]?.trim() ?? "";
    if (values.every((value) => value.trim() === "")) return [];
    const record = (
      question: string,
      column: string,
      value: string,
      model = "",
    ): LabelRecord => ({
      row,
      cells: { doi: cell("doi"), annotator: AUTHORS, question, value, model },
      columns: { doi: COLUMNS.doi, value: column, model: column },
    });
    const { pairs, rest } = parsePairs(cell("pairs"));
    const complain = (found: string, problem: string) =>
      problems.push({ row, column: COLUMNS.pairs, found, problem });
    for (const text of rest) complain(text, "not [model, pattern], left out");
    const usesPtms = /^(yes|true|1)$/i.test(cell("uses_ptms"));
    if (usesPtms === (cell("pairs") === "")) {
      complain(
        cell("pairs"),
        usesPtms
          ? `empty, though "${COLUMNS.uses_ptms}" is true`
          : `not empty, though "${COLUMNS.uses_ptms}" is not true; kept`,
      );
    }
    return [
      record("uses_dl", COLUMNS.uses_dl, cell("uses_dl")),
      record("uses_ptms", COLUMNS.uses_ptms, cell("uses_ptms")),
      ...pairs.map(({ model, pattern }) =>
        record("identify_ptm_reuse", COLUMNS.pairs, pattern, model)
      ),
    ];
  });
}
