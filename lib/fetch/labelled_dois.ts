import { normaliseDoi } from "lib/corpus/metadata.ts";
import { cellsOfCsv } from "lib/findings/labels/cells.ts";

/**
 * Reads which papers a labels file is about, whatever it says of them.
 *
 * @param text The CSV's text.
 * @param file Its name, for messages.
 * @returns Their DOIs, each once, in the order of the file.
 * @throws {SyntaxError} If it is no CSV with a column `doi`, or names no paper.
 *
 * @example
 * ```ts
 * import { labelledDois } from "lib/fetch/labelled_dois.ts";
 * import assert from "node:assert/strict";
 * const csv = "doi,question,value\n10.1/A,uses_dl,yes\n10.1/a,uses_ptms,no\n10.1/b,uses_dl,no\n";
 * assert.deepEqual(labelledDois(csv, "labels.csv"), ["10.1/a", "10.1/b"]);
 * ```
 */
export function labelledDois(text: string, file: string): string[] {
  const [header = [], ...rows] = cellsOfCsv(text, file);
  const columns = header.map((name) => name.trim().toLowerCase());
  const column = columns.indexOf("doi");
  if (column < 0) {
    throw new SyntaxError(
      `Cannot read labels "${file}" as there is no column "doi": columns are ${
        columns.join(", ")
      }`,
    );
  }
  const dois = rows.map((row) => normaliseDoi(row[column] ?? ""));
  const wrong = dois.findIndex((doi) =>
    doi !== "" && !/^10\.\S+\/\S/.test(doi)
  );
  if (wrong >= 0) {
    throw new SyntaxError(
      `Cannot fetch the papers of "${file}" as row ${wrong + 2} has "${
        dois[wrong]
      }" where a DOI should be`,
    );
  }
  const distinct = [...new Set(dois.filter((doi) => doi !== ""))];
  if (distinct.length === 0) {
    throw new SyntaxError(
      `Cannot fetch the papers of "${file}" as it names none`,
    );
  }
  return distinct;
}
