/**
 * One timed run for `deno task bench`: asks one question of papers of 40 kB
 * through the real client, gate and store, and prints seconds, processor time
 * and peak resident memory of this process as JSON.
 *
 * Arguments: base URL, papers, requests at once.
 */

import process from "node:process";
import { openGate } from "lib/annotate/gate/gate.ts";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { annotateSample } from "lib/annotate/run.ts";
import { papersFor } from "lib/annotate/run/papers_for.ts";
import { openStore } from "lib/annotate/store.ts";
import type { Corpus, PaperMetadata } from "lib/corpus/paper.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { peakMegabytes } from "lib/tasks/peak_memory.ts";

const [baseUrl = "", papers = "2000", concurrency = "64"] = Deno.args;
const LENGTH = 40_000;
/** Papers whose tokens are counted before the rest is estimated. */
const CALIBRATED = 16;
const SENTENCE =
  "The samples of site # were measured twice and compared with the record. ";

const metadataOf = (index: number): PaperMetadata => ({
  doi: `10.5555/bench.${String(index).padStart(6, "0")}`,
  title: `Paper ${index}`,
  journal: "Bench",
  megajournal: "other",
  date: null,
  year: 2020,
  articleType: "research-article",
  subjects: [],
  licence: "",
  citedByCount: null,
  fields: null,
  source: String(index),
});

const corpus: Corpus = {
  description: "synthetic papers of 40 kB",
  synthetic: true,
  async *items() {},
  read({ source }) {
    const text = SENTENCE.replace("#", source)
      .repeat(Math.ceil(LENGTH / SENTENCE.length)).slice(0, LENGTH);
    const sections = [
      { kind: "methods" as const, title: "", start: 0, end: text.length },
    ];
    return Promise.resolve({ ...metadataOf(Number(source)), text, sections });
  },
};

const folder = await Deno.makeTempDir();
const store = openStore(`${folder}/bench.sqlite`);
const sample = Array.from({ length: Number(papers) }, (_, index) => ({
  metadata: metadataOf(index),
  stratum: "bench",
  inclusionProbability: 1,
}));
store.begin({ sample, funnel: [], dropped: [], asks: "bench" });
const questions = await loadQuestions(["uses_dl"]);
const gate = openGate({ concurrency: Number(concurrency) });
const annotator = llmAnnotator({ model: "bench", baseUrl, gate, questions });
// Calibration and compilation happen once, whatever the number of papers.
await Promise.all(
  sample.slice(0, CALIBRATED).map(async ({ metadata }) =>
    await annotator.ask(await corpus.read(metadata), questions[0]!)
  ),
);
const before = process.cpuUsage();
const start = performance.now();
const { asked, failed } = await annotateSample({
  corpus,
  sample,
  questions,
  annotator,
  store,
  papersAtOnce: () => papersFor(gate),
});
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
store.close();
await Deno.remove(folder, { recursive: true });
console.log(JSON.stringify({
  seconds,
  asked,
  failed,
  cpuMsPerRequest: (user + system) / 1000 / asked,
  peakMegabytes: await peakMegabytes(),
}));
