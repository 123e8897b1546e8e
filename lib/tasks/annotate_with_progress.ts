import { annotateStudy } from "lib/study/annotate_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { saveFigures } from "lib/study/save_figures.ts";
import { writeTables } from "lib/study/write_tables.ts";
import { type Progress, startProgress } from "lib/tasks/progress.ts";

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

/**
 * The part of a run before its notebooks, with progress on standard error:
 * annotates the sample, then writes tables and figures.
 *
 * @param settings The study.
 * @param options Whether to ask again what failed; and a signal that stops.
 */
export async function annotateWithProgress(
  settings: StudySettings,
  options: { readonly retryFailed: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const warn = (warning: string) => console.error(`Warning: ${warning}`);
  const reading = progressOnStderr("Reading", "items");
  let annotating: Progress | undefined;
  let items = 0;
  const totals = await annotateStudy(settings, {
    ...options,
    onWarning: warn,
    onItem: (count) => reading.update(items = count, null),
    onSample(papers) {
      reading.finish(
        `Read ${count(items)} items, sampled ${count(papers)} papers`,
      );
      annotating = progressOnStderr("Annotating", "papers");
    },
    onPaper: ({ papers, failed }, total) =>
      annotating!.update(
        papers,
        total,
        failed > 0 ? `${count(failed)} failed` : "",
      ),
  });
  const { papers, asked, kept, failed } = totals;
  annotating?.finish(
    `Annotated ${count(papers)} papers: ${count(asked)} questions asked, ${
      count(kept)
    } answered before, ${count(failed)} without an answer`,
  );
  const { tables, warnings } = await writeTables(settings);
  warnings.forEach(warn);
  const figures = await saveFigures(settings, tables);
  console.error(`Wrote ${tables.length} tables and ${figures.length} figures`);
}

const count = (value: number) => value.toLocaleString("en-US");
