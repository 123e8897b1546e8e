/** `deno task bench`: speed of the JATS reader, time and memory of whole runs, and speed of asking a language model. */

import { projectPath } from "lib/paths.ts";
import { formatJatsMeasure, measureJats } from "lib/tasks/bench_jats.ts";
import { formatModelMeasure, measureModel } from "lib/tasks/bench_model.ts";
import { runMeasured } from "lib/tasks/run_measured.ts";

/** Papers of the demo corpora that are run, the last as many as in the study. */
const SIZES = [1200, 5000, 17_511] as const;

/** Papers of the artifact that is run, as many as in the study. */
const ARTIFACT_PAPERS = 17_511;

/** What a language model is asked. */
const MODEL_LOAD = { papers: 17_511, latencyMs: 200, atOnce: 64 } as const;

const HELP = `Measures speed and memory. It takes about two minutes.

Usage: deno task bench [FOLDER]

  FOLDER   JATS articles to read; without one the reader is not measured where
           the articles of the tests are not at hand
  --help   this text`;

if (Deno.args[0] === "--help") {
  console.log(HELP);
  Deno.exit(0);
}
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
  console.log(await measureRun(`demo:${papers}`, `demo:${papers}`));
}
await benchArtifact(ARTIFACT_PAPERS);
for (const line of formatModelMeasure(await measureModel(MODEL_LOAD))) {
  console.log(line);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

/** Runs a study in a process of its own, so that no run inherits another's memory. */
async function measureRun(corpus: string, title: string): Promise<string> {
  const { seconds, peakMegabytes } = await runMeasured<
    { seconds: number; peakMegabytes: number }
  >("lib/tasks/bench_run.ts", [corpus]);
  return `${title} to tables, figures and gallery: ${
    seconds.toFixed(1)
  } s, peak ${Math.round(peakMegabytes)} MB`;
}

/** Runs a study from recorded answers, on a database of synthetic papers with 40 kB of text each. */
async function benchArtifact(papers: number): Promise<void> {
  const script = projectPath("../shared/make_aius_db.py");
  const folder = await Deno.makeTempDir();
  try {
    const { success } = await new Deno.Command("python3", {
      args: [
        ...[script, `${folder}/aius.sqlite`, "--papers", String(papers)],
        ...["--seed", "1", "--markdown-kb", "40"],
      ],
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) throw new Deno.errors.NotFound();
    console.log(
      await measureRun(
        `artifact:${folder}/aius.sqlite`,
        `artifact of ${papers} papers of 40 kB`,
      ),
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.log(
      "artifact: skipped, as the script that makes such databases, or Python, is not there",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
