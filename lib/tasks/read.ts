/**
 * `deno task read FILE`: prints a paper as an annotator sees it.
 */

import { basename, resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { formatForReading } from "lib/corpus/format_for_reading.ts";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";
import { visible } from "lib/notebook/escape.ts";
import { EXIT, userFolder } from "lib/tasks/command.ts";

const HELP =
  `Print what an annotator gets of a paper: a few facts about it, then its text.

Usage: deno task read FILE

FILE is a JATS article (.xml, .nxml) or a PDF (.pdf).

  --help    this text

Examples:
  deno task read article.xml
  deno task read article.pdf | less`;

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @param folder Folder that a relative FILE belongs to.
 * @returns The exit code and what to print: on standard output if it is 0, on
 * standard error otherwise.
 */
export async function readCommand(
  args: readonly string[],
  folder: string,
): Promise<{ code: number; output: string }> {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    boolean: ["help"],
    string: ["_"],
    unknown: (argument, key) => {
      if (key === undefined) return true;
      unknown.push(argument);
      return false;
    },
  });
  if (flags.help) return { code: EXIT.done, output: `${HELP}\n` };
  const misuse = (rule: string) => ({
    code: EXIT.wrongUsage,
    output: `Cannot read a paper as ${rule}: see --help\n`,
  });
  if (unknown.length > 0) return misuse(`"${unknown[0]}" is no option`);
  if (flags._.length !== 1) {
    return misuse(`it takes one FILE, and ${flags._.length} are given`);
  }
  const file = String(flags._[0]);
  if (!/\.(?:n?xml|pdf)$/i.test(file)) {
    return misuse(`FILE must end in .xml, .nxml or .pdf: it is "${file}"`);
  }
  try {
    const paper = await readPaper(resolve(folder, file));
    return { code: EXIT.done, output: formatForReading(paper) };
  } catch (error) {
    return { code: EXIT.failed, output: `${describe(error, file)}\n` };
  }
}

/** Reads either kind of file; what PDFs need is only loaded for them. */
async function readPaper(path: string): Promise<Paper> {
  const source = basename(path);
  if (/\.pdf$/i.test(path)) {
    const { parsePdf } = await import("lib/corpus/pdf/parse_pdf.ts");
    return await parsePdf(await Deno.readFile(path), source);
  }
  const { readJatsFile } = await import("lib/corpus/jats/read_jats_file.ts");
  return await readJatsFile(path, source);
}

function describe(error: unknown, file: string): string {
  if (error instanceof UnreadablePaper) {
    const { message } = error;
    return message.startsWith("Cannot ")
      ? message
      : `Cannot read "${file}": ${message}`;
  }
  if (error instanceof Deno.errors.NotFound) {
    return `Cannot read "${file}" as there is no such file`;
  }
  if (error instanceof Error && error.name in Deno.errors) {
    return `Cannot read "${file}" as the system does not allow it: ${error.name}`;
  }
  throw error;
}

/** Writes all of the text; a reader that stops early (`| head`) is no error. */
function writeAll(stream: typeof Deno.stdout, text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

if (import.meta.main) {
  const { code, output } = await readCommand(Deno.args, userFolder());
  const stream = code === EXIT.done ? Deno.stdout : Deno.stderr;
  // A paper's text may hold what a terminal would take for commands.
  writeAll(stream, stream.isTerminal() ? visible(output) : output);
  Deno.exit(code);
}
