/** `deno task bench`: speed of the JATS reader, and time and memory of whole runs. */

import { formatJatsMeasure, measureJats } from "lib/tasks/bench_jats.ts";
import { projectPath } from "lib/paths.ts";

/** Papers of the demo corpora that are run, the last as many as in the study. */
const SIZES = [1200, 5000, 17_511] as const;

const articles = Deno.args[0] ?? projectPath("../shared/corpus");
if (await isFolder(articles)) {
  for (const line of formatJatsMeasure(await measureJats(articles))) {
    console.log(line);
  }
} else {
  console.log(
    "JATS to paper: skipped, as there is no folder of articles to read; name one: deno task bench FOLDER",
  );
}

for (const papers of SIZES) {
  const { seconds, analysed, peakMegabytes } = await runOnce(papers);
  console.log(
    `demo:${papers} to tables and figures: ${seconds.toFixed(1)} s, ${
      (1000 * seconds / papers).toFixed(2)
    } ms per paper found, ${analysed} papers analysed, peak ${
      Math.round(peakMegabytes)
    } MB`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

/** Runs a size in a process of its own, so that no run inherits another's memory. */
async function runOnce(papers: number) {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-read", "--allow-write", "--allow-env", "--allow-ffi"],
      ...["--allow-sys", "lib/tasks/bench_run.ts", String(papers)],
    ],
    cwd: projectPath(""),
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Cannot time demo:${papers} as its run failed`);
  return JSON.parse(new TextDecoder().decode(stdout)) as {
    seconds: number;
    analysed: number;
    peakMegabytes: number;
  };
}
