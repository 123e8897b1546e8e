import type { Gate } from "lib/annotate/gate/gate.ts";
import type { RunProgress } from "lib/annotate/run.ts";
import { annotateStudy } from "lib/study/annotate_study.ts";
import { checkPrice } from "lib/study/open_annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { saveFigures } from "lib/study/save_figures.ts";
import { writeTables } from "lib/study/write_tables.ts";
import { type Progress, startProgress } from "lib/tasks/progress.ts";
import type { RunFlags } from "lib/tasks/run_flags.ts";

const encoder = new TextEncoder();

/** A progress display on standard error. */
export function progressOnStderr(title: string, unit: string): Progress {
  return startProgress({
    title,
    unit,
    isTerminal: Deno.stderr.isTerminal(),
    write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    now: () => performance.now(),
  });
}

/** How to annotate, and what stops it. */
export interface AnnotateFlags extends RunFlags {
  readonly signal: AbortSignal;
  /** The command that goes on with this run. */
  readonly command: string;
}

/**
 * The part of a run before its notebooks, with progress on standard error:
 * annotates the sample, then writes tables and figures.
 *
 * @param settings The study.
 * @param flags How to ask, and a signal that stops.
 * @throws {LimitReached} If a limit of money or calls is reached; tables and
 * figures are then left as they were.
 */
export async function annotateWithProgress(
  settings: StudySettings,
  flags: AnnotateFlags,
): Promise<void> {
  const warn = (warning: string) => console.error(`Warning: ${warning}`);
  const gate = await openGateFor(settings, flags);
  const reading = progressOnStderr("Reading", "items");
  let annotating: Progress | undefined;
  let items = 0;
  const totals = await annotateStudy(settings, {
    ...flags,
    gate,
    papersAtOnce: gate && (() => papersFor(gate)),
    onWarning: warn,
    onItem: (count) => reading.update(items = count, null),
    onSample(papers) {
      reading.finish(
        `Read ${count(items)} items, sampled ${count(papers)} papers`,
      );
      annotating = progressOnStderr("Annotating", "papers");
    },
    onProgress: (progress, total) =>
      annotating!.update(progress.papers, total, noteOf(progress, gate)),
  }).finally(() => annotating?.end());
  const { papers, asked, kept, failed } = totals;
  const spent = noteOf({ ...totals, failed: 0 }, gate);
  annotating?.finish(
    `Annotated ${count(papers)} papers: ${count(asked)} questions asked, ${
      count(kept)
    } answered before, ${count(failed)} without an answer${
      spent && `; ${spent}`
    }`,
  );
  const { tables, warnings } = await writeTables(settings);
  warnings.forEach(warn);
  const figures = await saveFigures(settings, tables);
  console.error(`Wrote ${tables.length} tables and ${figures.length} figures`);
}

const count = (value: number) => value.toLocaleString("en-US");

/** A gate for a language model's requests; others send none. */
async function openGateFor(
  settings: StudySettings,
  { concurrency, maxUsd, maxCalls }: RunFlags,
): Promise<Gate | undefined> {
  if (settings.annotator !== "openai") return undefined;
  if (maxUsd !== undefined) await checkPrice(settings);
  const { openGate } = await import("lib/annotate/gate/gate.ts");
  const { stopTogether } = await import("lib/annotate/run/stop_together.ts");
  return stopTogether(openGate({ concurrency, maxUsd, maxCalls }));
}

/** A few more papers than requests, so that none of them has to wait for a text. */
function papersFor({ state: { limit } }: Gate): number {
  return Math.ceil(1.25 * limit) + 4;
}

/** What failed and what was spent, for the progress line. */
function noteOf(
  { failed, promptTokens, completionTokens }: RunProgress,
  gate: Gate | undefined,
): string {
  const tokens = promptTokens + completionTokens;
  const parts = [
    failed > 0 ? `${count(failed)} failed` : "",
    tokens > 0 ? `${count(tokens)} tokens` : "",
    gate && gate.state.usd > 0 ? `$${gate.state.usd.toFixed(2)}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
