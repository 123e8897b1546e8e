import { parse } from "@std/csv";

/**
 * Splits a labels file into cells.
 *
 * @param given CSV; a byte-order mark is fine, and lines that end in CRLF or in
 * CR alone, as spreadsheets on a Mac can save them.
 * @param file Its name, for messages.
 * @returns Rows of cells at the places where a spreadsheet shows them: a blank
 * line is a row of empty cells.
 * @throws {SyntaxError} If it is empty, not CSV, or separated by something else
 * than commas.
 */
export function cellsOfCsv(given: string, file: string): string[][] {
  const text = given.includes("\n") ? given : given.replaceAll("\r", "\n");
  if (text.trim() === "") {
    throw new SyntaxError(
      `Cannot read labels "${file}" as there is no column "doi": the file is empty`,
    );
  }
  const header = text.slice(0, Math.max(text.search(/[\r\n]/), 0)) || text;
  for (const [separator, name] of [[";", "semicolons"], ["\t", "tabs"]]) {
    if (header.includes(separator!) && !header.includes(",")) {
      throw new SyntaxError(
        `Cannot read labels "${file}" as ${name} stand between its values: save it again as CSV with commas`,
      );
    }
  }
  try {
    return parse(keepBlankLines(text));
  } catch (error) {
    throw new SyntaxError(
      `Cannot read labels "${file}" as CSV: ${(error as Error).message}`,
    );
  }
}

/** Makes blank lines rows of empty cells: the reader would leave them out. */
function keepBlankLines(text: string): string {
  let isQuoted = false;
  return text.split("\n").map((line) => {
    if (!isQuoted && line.trim() === "") return ",";
    if (line.split('"').length % 2 === 0) isQuoted = !isQuoted;
    return line;
  }).join("\n");
}
