/** Files that are either as they were or complete, whatever happens in between. */

/** A file that is written line by line. */
export interface LineFile extends Disposable {
  /** Adds a line; the line break is added here. */
  add(line: string): void;
  /** Puts the complete file in its place. */
  close(): void;
  /** Gives up, unless it is closed, and leaves the file as it was: for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Replaces a file by a new text, in one step.
 *
 * @param path The file; its folder exists.
 * @param content Its new content.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const part = partOf(path);
  try {
    if (typeof content === "string") await Deno.writeTextFile(part, content);
    else await Deno.writeFile(part, content);
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}

/** Where a file grows until it is complete; two processes do not share it. */
function partOf(path: string): string {
  return `${path}.${Deno.pid}.part`;
}

/**
 * Starts a file that is written line by line and takes its place when closed,
 * so that a table of any length needs no memory. Declare it with `using`: then
 * nothing is left behind where an error ends the work before.
 *
 * @param path The file; its folder exists.
 */
export function openLines(path: string): LineFile {
  const part = partOf(path);
  const file = Deno.openSync(part, {
    write: true,
    create: true,
    truncate: true,
  });
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let length = 0;
  let isOpen = true;
  const flush = () => {
    let bytes = encoder.encode(waiting.join(""));
    while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
    waiting = [];
    length = 0;
  };
  return {
    add(line) {
      waiting.push(line, "\n");
      length += line.length;
      if (length > 65_536) flush();
    },
    close() {
      flush();
      isOpen = false;
      file.close();
      Deno.renameSync(part, path);
    },
    [Symbol.dispose]() {
      if (!isOpen) return;
      isOpen = false;
      file.close();
      Deno.removeSync(part);
    },
  };
}
