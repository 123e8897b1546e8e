/**
 * Measures how fast JATS files become papers, and how fast pandoc makes
 * Markdown of the same files.
 */

import { listJatsFiles } from "lib/corpus/jats/list_jats_files.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";

/** Passes over all files; the first ones are slow, as the code is not yet compiled. */
const PASSES = { warmUp: 3, measured: 5 };

/** What {@link measureJats} found; MB are 1,000,000 bytes of XML. */
export interface JatsMeasure {
  readonly files: number;
  readonly bytes: number;
  /** Median of five warm passes, on one core, over bytes in memory. */
  readonly megabytesPerSecond: number;
  /** The same for `pandoc -f jats -t markdown`, one process per file; null without pandoc. */
  readonly pandocMegabytesPerSecond: number | null;
}

/**
 * Measures the reader over the XML files of a folder.
 *
 * @param folder Folder of JATS files, all of which must be readable.
 */
export async function measureJats(folder: string): Promise<JatsMeasure> {
  const files = (await listJatsFiles(folder))
    .filter(({ member }) => member === null)
    .map(({ path, source }) => ({
      path,
      source,
      xml: Deno.readFileSync(path),
    }));
  const bytes = files.reduce((sum, { xml }) => sum + xml.length, 0);
  const seconds: number[] = [];
  for (let pass = 0; pass < PASSES.warmUp + PASSES.measured; pass++) {
    const start = performance.now();
    for (const { xml, source } of files) parseJats(xml, source);
    const time = (performance.now() - start) / 1000;
    if (pass >= PASSES.warmUp) seconds.push(time);
  }
  seconds.sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)]!;
  const pandoc = await timePandoc(files.map(({ path }) => path));
  return {
    files: files.length,
    bytes,
    megabytesPerSecond: bytes / 1e6 / median,
    pandocMegabytesPerSecond: pandoc === null ? null : bytes / 1e6 / pandoc,
  };
}

/** Seconds that pandoc takes for all files; null if it is not installed. */
async function timePandoc(paths: readonly string[]): Promise<number | null> {
  const start = performance.now();
  for (const path of paths) {
    try {
      await new Deno.Command("pandoc", {
        args: ["-f", "jats", "-t", "markdown", path],
        stdout: "null",
        stderr: "null",
      }).output();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }
  return (performance.now() - start) / 1000;
}

/** Puts a measure into lines for people. */
export function formatJatsMeasure(measure: JatsMeasure): string[] {
  const { files, bytes, megabytesPerSecond, pandocMegabytesPerSecond } =
    measure;
  const size = (bytes / 1e6).toFixed(1);
  const lines = [
    `JATS to paper: ${
      megabytesPerSecond.toFixed(1)
    } MB/s (${files} files, ${size} MB, median of ${PASSES.measured} warm passes)`,
  ];
  if (pandocMegabytesPerSecond === null) {
    lines.push("pandoc: skipped, it is not installed");
  } else {
    const ratio = megabytesPerSecond / pandocMegabytesPerSecond;
    lines.push(
      `pandoc -f jats -t markdown: ${
        pandocMegabytesPerSecond.toFixed(2)
      } MB/s, ${ratio.toFixed(0)} times slower`,
    );
  }
  return lines;
}
