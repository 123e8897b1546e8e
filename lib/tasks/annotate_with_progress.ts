import type { Gate } from "lib/annotate/gate/gate.ts";
import { collectGarbage } from "lib/breathe.ts";
import type { Findings } from "lib/findings/claims/finding.ts";
import type { Table } from "lib/findings/table.ts";
import type { RunProgress } from "lib/annotate/run.ts";
import type { Store } from "lib/annotate/store.ts";
import { papersFor } from "lib/annotate/run/papers_for.ts";
import {
  type AnnotateOptions,
  annotateStudy,
} from "lib/study/annotate_study.ts";
import { checkBeforeAsking } from "lib/study/check_before_asking.ts";
import { selectionInWords } from "lib/study/check_sample.ts";
import { type CorpusFacts, factsOf } from "lib/study/figure_context.ts";
import type { RecordedStudy } from "lib/study/open_recorded.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { checkPrice } from "lib/study/open_annotator.ts";
import { openRunStore } from "lib/study/run_store.ts";
import {
  savedSettingsPath,
  saveSettings,
  takeName,
} from "lib/study/saved_settings.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { readFacts, saveFigures } from "lib/study/save_figures.ts";
import { writeFindings } from "lib/study/write_findings.ts";
import { writeTables } from "lib/study/write_tables.ts";
import type { Progress } from "lib/tasks/progress.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";
import type { RunFlags } from "lib/tasks/run_flags.ts";
import { countOf, formatCount } from "lib/words.ts";

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
 * @returns False if questions were asked and none of them was answered.
 * @throws {LimitReached} If a limit of money or calls is reached; tables and
 * figures are then left as they were.
 */
export async function annotateWithProgress(
  settings: StudySettings,
  flags: AnnotateFlags,
): Promise<boolean> {
  const written = await annotateAndWrite(settings, flags);
  const { tables, corpus, findings, isAnswered } = written;
  // What was read for the tables need not be there with the figures.
  collectGarbage();
  const figures = await saveFigures(settings, tables, corpus, findings);
  console.error(
    `Wrote ${countOf(tables.length, "table")} and ${
      countOf(figures.length, "figure")
    }`,
  );
  return isAnswered;
}

/** Annotates and writes the tables. */
async function annotateAndWrite(
  settings: StudySettings,
  flags: AnnotateFlags,
): Promise<{
  tables: readonly Table[];
  corpus: CorpusFacts;
  findings: Findings;
  isAnswered: boolean;
}> {
  await checkBeforeAsking(settings, await questionsOfStudy(settings));
  let recorded = await openRecordedOf(settings);
  // Held until the tables are written, so that no other run takes its place.
  let store: Store | undefined;
  const openStore = async () => store = await openRunStore(settings);
  try {
    await annotate(settings, { ...flags, recorded, openStore });
    await saveSettings(settings, savedSettingsPath(settings));
    const written = await writeTables(settings, { recorded });
    const { tables, warnings, found, isAnswered } = written;
    warnings.forEach((warning) => console.error(`Warning: ${warning}`));
    const corpus = recorded
      ? factsOf(recorded.artifact)
      : await readFacts(settings);
    // Its papers need no memory while the findings are made.
    recorded?.close();
    recorded = null;
    const findings = await writeFindings(settings, { ...found, corpus });
    return { tables, corpus, findings, isAnswered };
  } finally {
    recorded?.close();
    store?.close();
  }
}

/** Annotates, with progress on standard error. */
async function annotate(
  settings: StudySettings,
  flags: AnnotateFlags & Pick<AnnotateOptions, "recorded" | "openStore">,
): Promise<void> {
  const gate = await openGateFor(settings, flags);
  flags.signal.addEventListener("abort", () => sayWhatIsAwaited(gate));
  const reading = progressOnStderr("Reading", "items");
  let annotating: Progress | undefined;
  let items = 0;
  const totals = await annotateStudy(settings, {
    ...flags,
    gate,
    papersAtOnce: gate && (() => papersFor(gate)),
    onWarning: (warning) => console.error(`Warning: ${warning}`),
    onItem: (count) => reading.update(items = count, null),
    async onSample(selected) {
      const sampled = countOf(selected.sample.length, "paper");
      reading.finish(`Read ${countOf(items, "item")}, sampled ${sampled}`);
      for (const line of selectionInWords(selected)) console.error(line);
      await takeName(settings);
      annotating = progressOnStderr("Annotating", "papers");
    },
    onProgress: (progress, total) =>
      annotating!.update(progress.papers, total, noteOf(progress, gate)),
  }).finally(() => annotating?.end());
  const { papers, asked, kept, failed } = totals;
  const spent = noteOf({ ...totals, failed: 0 }, gate);
  annotating?.finish(
    `Annotated ${countOf(papers, "paper")}: ${
      countOf(asked, "question")
    } asked, ${formatCount(kept)} answered before, ${
      formatCount(failed)
    } without an answer${spent && `; ${spent}`}`,
  );
}

/** Says what comes to its end after an interruption. */
function sayWhatIsAwaited(gate: Gate | undefined): void {
  const { inFlight = 0 } = gate?.state ?? {};
  if (inFlight === 0) return;
  console.error(
    `Waiting for ${countOf(inFlight, "request")} in flight; ${
      inFlight === 1 ? "its answer is" : "their answers are"
    } kept`,
  );
}

/** The artifact of a study that takes its answers from one; it is read once for the whole run. */
async function openRecordedOf(
  settings: StudySettings,
): Promise<RecordedStudy | null> {
  if (settings.annotator !== "recorded") return null;
  const { openRecorded } = await import("lib/study/open_recorded.ts");
  return await openRecorded(settings, await questionsOfStudy(settings));
}

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

/** What failed and what was spent, for the progress line. */
function noteOf(
  { failed, promptTokens, completionTokens }: RunProgress,
  gate: Gate | undefined,
): string {
  const tokens = promptTokens + completionTokens;
  const parts = [
    failed > 0 ? `${formatCount(failed)} failed` : "",
    tokens > 0 ? `${formatCount(tokens)} tokens` : "",
    gate && gate.state.usd > 0 ? `$${gate.state.usd.toFixed(2)}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
