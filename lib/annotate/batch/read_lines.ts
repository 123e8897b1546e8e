/** A line of a file and where it stands, so that it can be read again. */
export interface FileLine {
  readonly text: string;
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset after its last byte, the line break left out. */
  readonly end: number;
  /** False for a last line without a line break: it may have been cut off. */
  readonly ended: boolean;
}

const LINE_BREAK = 10;
const BLOCK = 65_536;

/**
 * Reads a file line by line; no more than one line and one block are in memory.
 *
 * @param path The file.
 * @returns Its lines that are not empty.
 */
export function* readLines(path: string): Generator<FileLine> {
  const decoder = new TextDecoder();
  const block = new Uint8Array(BLOCK);
  let text = "";
  let start = 0;
  let end = 0;
  const take = (ended: boolean): FileLine | null => {
    const line = (text + decoder.decode()).replace(/\r$/, "");
    text = "";
    return line.trim() === "" ? null : { text: line, start, end, ended };
  };
  using file = Deno.openSync(path);
  for (;;) {
    const read = file.readSync(block);
    if (read === null) break;
    for (let from = 0; from < read;) {
      const found = block.subarray(0, read).indexOf(LINE_BREAK, from);
      const to = found < 0 ? read : found;
      text += decoder.decode(block.subarray(from, to), { stream: true });
      end += to - from;
      from = to + 1;
      if (found < 0) break;
      const line = take(true);
      if (line) yield line;
      start = end = end + 1;
    }
  }
  const line = take(false);
  if (line) yield line;
}

/**
 * Reads a part of a file.
 *
 * @param path The file.
 * @param start Offset of the first byte.
 * @param end Offset after the last one.
 */
export function readSpan(path: string, start: number, end: number): string {
  using file = Deno.openSync(path);
  file.seekSync(start, Deno.SeekMode.Start);
  const bytes = new Uint8Array(end - start);
  for (let at = 0; at < bytes.length;) {
    const read = file.readSync(bytes.subarray(at));
    if (read === null) break;
    at += read;
  }
  return new TextDecoder().decode(bytes);
}
