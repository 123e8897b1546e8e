/** `deno task bench`: speed of the JATS reader, and time and memory of whole runs. */

import { formatJatsMeasure, measureJats } from "lib/tasks/bench_jats.ts";
import { projectPath } from "lib/paths.ts";

/** Papers of the demo corpora that are run, the last as many as in the study. */
const SIZES = [1200, 5000, 17_511] as const;

/** The server that is asked: its latency, the requests at once, and the papers. */
const LATENCY_MS = 200;
const AT_ONCE = 64;
const ASKED_PAPERS = 17_511;

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

await benchAnnotator();

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

/** Runs a size in a process of its own, so that no run inherits another's memory. */
async function runOnce(papers: number) {
  return await runMeasured("lib/tasks/bench_run.ts", [String(papers)]) as {
    seconds: number;
    analysed: number;
    peakMegabytes: number;
  };
}

/** Asks a server in a process of its own, and says how near to its speed we come. */
async function benchAnnotator(): Promise<void> {
  const server = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-net=127.0.0.1", "tests/support/slow_server.ts"],
      String(LATENCY_MS),
    ],
    cwd: projectPath(""),
    stdout: "piped",
  }).spawn();
  try {
    const [first] = await Array.fromAsync(firstLine(server.stdout));
    const found = await runMeasured("lib/tasks/bench_annotate.ts", [
      ...[first!, String(ASKED_PAPERS), String(AT_ONCE)],
    ]) as {
      seconds: number;
      asked: number;
      cpuMsPerRequest: number;
      peakMegabytes: number;
    };
    const ideal = ASKED_PAPERS / AT_ONCE * LATENCY_MS / 1000;
    console.log(
      `${found.asked} papers of 40 kB asked at ${LATENCY_MS} ms latency, ${AT_ONCE} at once: ${
        found.seconds.toFixed(1)
      } s, ${(100 * ideal / found.seconds).toFixed(0)} % of the ideal, ${
        found.cpuMsPerRequest.toFixed(2)
      } ms of processor time per request, peak ${
        Math.round(found.peakMegabytes)
      } MB`,
    );
  } finally {
    server.kill();
    await server.status;
  }
}

/** The first line that a process prints. */
async function* firstLine(stream: ReadableStream<Uint8Array>) {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (!text.includes("\n")) continue;
    yield text.split("\n", 1)[0]!;
    return;
  }
}

/** Runs a script that prints its measures as JSON. */
async function runMeasured(script: string, args: string[]): Promise<unknown> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--v8-flags=--expose-gc", "--allow-read", "--allow-write"],
      ...["--allow-env", "--allow-ffi", "--allow-sys", "--allow-net=127.0.0.1"],
      ...[script, ...args],
    ],
    cwd: projectPath(""),
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Cannot measure as ${script} failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
