import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import { askedInWords, count } from "lib/annotate/batch/describe.ts";
import {
  exportBatch,
  type ExportReport,
} from "lib/annotate/batch/export_batch.ts";
import { vllmCommands } from "lib/annotate/batch/vllm_commands.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { openStore } from "lib/annotate/store.ts";
import { storePath } from "lib/study/run_store.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { checkSample } from "lib/study/check_sample.ts";
import { takeName } from "lib/study/saved_settings.ts";
import { selectSample } from "lib/study/select_sample.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";
import type { BatchFlags } from "lib/tasks/batch/flags.ts";
import { openWork } from "lib/tasks/batch/open_work.ts";

/** Writes what can be asked now, and says what that is and what remains. */
export async function runExport(
  flags: BatchFlags,
  signal: AbortSignal,
): Promise<void> {
  const { settings, target } = flags;
  if (target === "vllm" && !Deno.env.get("OPENAI_BASE_URL")) {
    throw new AnnotatorStopped(
      "Cannot export for vLLM as OPENAI_BASE_URL is not set: give it the address that the answers are kept under, such as http://localhost:8000/v1; nothing is sent there",
    );
  }
  using work = await openWork(settings, signal);
  const { writing } = work;
  const corpus = await openCorpus(settings);
  const store = openStore(storePath(settings));
  try {
    const reading = progressOnStderr("Reading", "items");
    const selected = await selectSample(settings, corpus, {
      onItem: (items) => reading.update(items, null),
      onWarning: (warning) => console.error(`Warning: ${warning}`),
      signal,
    });
    checkSample(selected, settings);
    const { sample } = selected;
    await takeName(settings);
    reading.finish(`Sampled ${count(sample.length, "paper")}`);
    const exporting = progressOnStderr("Exporting", "papers");
    const report = await exportBatch({
      batches: work.path,
      study: settings.name,
      target,
      limits: flags.limits,
      corpus,
      sample,
      questions: work.questions,
      annotator: work.annotator,
      store,
      writing: { settings: writing, gauge: openTokenGauge() },
      first: { profile: firstProfile(writing.endpoint), contextTokens: null },
      retryFailed: flags.retryFailed,
      again: flags.again,
      signal,
      onPaper: (papers) => exporting.update(papers, sample.length),
    });
    exporting.finish(`Looked at ${count(sample.length, "paper")}`);
    for (const line of reportInWords(report, flags)) console.log(line);
  } finally {
    store.close();
    corpus.close?.();
  }
}

function reportInWords(report: ExportReport, flags: BatchFlags): string[] {
  const { folder, answered, failed, pending, unreadable } = report;
  const { commandFor } = flags;
  const state = [
    `${count(answered, "question")} answered`,
    `${count(failed, "question")} ended without an answer`,
    `${count(pending, "request")} not back yet`,
    ...(unreadable > 0 ? [`${count(unreadable, "paper")} unreadable`] : []),
  ].join(", ");
  if (folder === null) {
    if (pending > 0) {
      return [
        `Nothing to export now: ${state}`,
        `Next: ${commandFor("batch", "status")}`,
      ];
    }
    return [
      `Nothing is left to ask: ${state}`,
      ...(failed > 0
        ? [`--retry-failed asks again what ended without an answer`]
        : []),
      "Next, to write the tables without asking anything, or to run the whole study:",
      `  ${commandFor("annotate")}`,
      `  ${commandFor("reproduce")}`,
    ];
  }
  const { manifest, path } = folder;
  const { shards } = manifest;
  const requests = shards.reduce((sum, shard) => sum + shard.requests, 0);
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const deepest = Math.max(...manifest.questions.map(({ wave }) => wave));
  return [
    `Wrote ${askedInWords(manifest)}: ${count(requests, "request")} in ${
      count(shards.length, "file")
    }, ${(bytes / 1e6).toFixed(1)} MB, in ${path}`,
    `Before: ${state}`,
    ...(deepest < manifest.waves
      ? [
        `Left: wave ${
          deepest + 1
        } of ${manifest.waves}, due when this is collected, where the answers allow it`,
      ]
      : ["Left: nothing, if all of this is answered"]),
    ...flags.target === "vllm"
      ? vllmLines(folder, commandFor)
      : [`Next: ${commandFor("batch", "submit")}`],
  ];
}

function vllmLines(
  folder: NonNullable<ExportReport["folder"]>,
  commandFor: BatchFlags["commandFor"],
): string[] {
  const { lines, slurm } = vllmCommands(folder);
  return [
    "",
    "Next, on a machine with a GPU:",
    ...lines.map((line) => `  ${line}`),
    "",
    "or all files on a cluster with Slurm:",
    "",
    slurm,
    `Then: ${commandFor("batch", "collect")}`,
  ];
}
