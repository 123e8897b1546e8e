/** Where in a cell's source an error arose. */

import { SourceMap, type SourceMapPayload } from "node:module";
import type { Content } from "lib/notebook/message.ts";

/** An error of a cell, with the line that it arose in. */
export interface LocatedError {
  readonly name: string;
  readonly message: string;
  /** Line in the cell's source, from 1; null if the error does not tell. */
  readonly line: number | null;
}

/** What the kernel puts in front of the first line of what it executes. */
const PREFIX = '"use strict"; void 0;';

/** Where a stack trace leaves the cell for the kernel's own code. */
const KERNEL_FRAME = "ext:cli/40_jupyter.js";

/**
 * Finds the line of a cell that an error arose in. The kernel reports lines of
 * the JavaScript that it makes of the cell, so the cell is transpiled once more,
 * with a source map. A cell that cannot be parsed gets the parser's message.
 *
 * @param source The cell's code.
 * @param error The kernel's error: ename, evalue and traceback.
 */
export async function locateError(
  source: string,
  error: Content,
): Promise<LocatedError> {
  const name = String(error.ename);
  const message = String(error.evalue);
  const transpiled = await transpile(source);
  if (!(transpiled instanceof SourceMap)) {
    return transpiled ?? { name, message, line: null };
  }
  const traceback = [error.traceback].flat().join("\n");
  const [ofCell = ""] = traceback.split(KERNEL_FRAME);
  const frames = ofCell.matchAll(/<anonymous>:(\d+):(\d+)/g);
  const [, line, column] = [...frames].at(-1)?.map(Number) ?? [];
  if (line === undefined || column === undefined) {
    return { name, message, line: null };
  }
  const prefix = line === 1 ? PREFIX.length : 0;
  const at = Math.max(0, column - 1 - prefix);
  const entry = transpiled.findEntry(line - 1, at);
  const found = "originalLine" in entry ? entry.originalLine + 1 : null;
  return { name, message, line: found };
}

/** The source map, or the syntax error, or null if there is neither. */
async function transpile(
  source: string,
): Promise<SourceMap | LocatedError | null> {
  const folder = await Deno.makeTempDir();
  try {
    // As the kernel does it: imports that nothing uses are kept.
    const config = { compilerOptions: { verbatimModuleSyntax: true } };
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(config));
    await Deno.writeTextFile(`${folder}/cell.ts`, source);
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "transpile",
        "--source-map",
        "separate",
        "--output",
        "cell.js",
        "cell.ts",
      ],
      cwd: folder,
      env: { NO_COLOR: "1" },
      stdin: "null",
    });
    const { success, stderr } = await command.output();
    if (!success) return readSyntaxError(stderr);
    const map = await Deno.readTextFile(`${folder}/cell.js.map`);
    return new SourceMap(JSON.parse(map) as SourceMapPayload);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function readSyntaxError(stderr: Uint8Array): LocatedError | null {
  const text = new TextDecoder().decode(stderr);
  const message = /SyntaxError: (.*)/.exec(text)?.[1];
  if (message === undefined) return null;
  const line = /cell\.ts:(\d+)/.exec(text)?.[1];
  return { name: "SyntaxError", message, line: line ? Number(line) : null };
}
