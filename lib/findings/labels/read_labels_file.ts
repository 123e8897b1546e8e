import {
  type Labels,
  labelsOfCells,
  parseLabels,
} from "lib/findings/labels.ts";
import { readSheet } from "lib/findings/labels/read_sheet.ts";
import type { Question } from "lib/questions/question.ts";

/** What files of other kinds begin with. */
const STARTS = {
  zip: [0x50, 0x4b, 0x03, 0x04],
  xls: [0xd0, 0xcf, 0x11, 0xe0],
  utf16le: [0xff, 0xfe],
  utf16be: [0xfe, 0xff],
} as const;

/**
 * Reads human labels from the bytes of a file, CSV or .xlsx, whatever it is
 * called.
 *
 * @param bytes The file.
 * @param file Its name, for messages.
 * @param questions The study's questions.
 * @returns As `parseLabels()`.
 * @throws {SyntaxError} If it cannot be read: one sentence that says what to do.
 */
export async function readLabelsFile(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  questions: readonly Question[],
): Promise<Labels> {
  const startsWith = (start: readonly number[]) =>
    start.every((byte, i) => bytes[i] === byte);
  const refuse = (what: string, todo: string) =>
    new SyntaxError(`Cannot read labels "${file}" as ${what}: ${todo}`);
  if (startsWith(STARTS.zip) || /\.xlsx$/i.test(file)) {
    return labelsOfCells(await readSheet(bytes, file), file, questions);
  }
  if (startsWith(STARTS.xls)) {
    throw refuse(
      "it is a workbook of the old .xls kind",
      "save it again as .xlsx or as CSV UTF-8",
    );
  }
  const isUtf16 = startsWith(STARTS.utf16le) || startsWith(STARTS.utf16be) ||
    bytes.subarray(0, 200).includes(0);
  if (isUtf16) throw refuse("it is UTF-16 text", "save it again as CSV UTF-8");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse("it is not UTF-8 text", "save it again as CSV UTF-8");
  }
  return parseLabels(text, file, questions);
}
