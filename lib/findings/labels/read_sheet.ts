/** Reads the first sheet of an .xlsx workbook. */

/**
 * Reads the cells of a workbook's first sheet as text. The reader is loaded
 * only here: `read-excel-file` is the smallest well-kept one, in plain
 * JavaScript, and needs neither the network nor a file system.
 *
 * @param bytes The workbook.
 * @param file Its name, for messages.
 * @returns Rows of cells; an empty cell is an empty text, TRUE is "true".
 * @throws {SyntaxError} If it is not an .xlsx workbook.
 */
export async function readSheet(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<string[][]> {
  const { readSheet: read } = await import("read-excel-file/universal");
  try {
    const rows = await read(bytes.slice().buffer);
    return rows.map((row) => row.map((cell) => textOf(cell)));
  } catch (error) {
    throw new SyntaxError(
      `Cannot read labels "${file}" as it is not an .xlsx workbook that can be opened: save it again as .xlsx or as CSV UTF-8`,
      { cause: error },
    );
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
