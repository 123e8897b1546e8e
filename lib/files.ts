/** Files that are either as they were or complete, whatever happens in between. */

import { join } from "node:path";

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

/** Tells whether there is a file or folder that can be seen. */
export function isThere(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, () => false);
}

/** A text that changes when a file does: its size and its time. */
export function fileState(path: string): string {
  const { size, mtime } = Deno.statSync(path);
  return `${size} ${mtime?.getTime()}`;
}

/**
 * Locks a folder for one process at a time, with a file "lock" in it. The lock
 * ends with its process, however that ends.
 *
 * @param folder The folder; it exists.
 * @param busy What to say if another process holds it.
 * @returns To be disposed of when the work is done.
 * @throws {Error} If another process holds it.
 */
export async function lockFolder(
  folder: string,
  busy: string,
): Promise<Disposable> {
  const file = await Deno.open(join(folder, "lock"), {
    write: true,
    create: true,
  });
  if (await file.tryLock(true)) return file;
  file.close();
  throw new Error(busy);
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
