import { estimateStudy, type StudyEstimate } from "lib/study/estimate_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { progressOnStderr } from "lib/tasks/annotate_with_progress.ts";

/** Prints what a study would take, and asks nothing. */
export async function printDryRun(
  settings: StudySettings,
  signal: AbortSignal,
): Promise<void> {
  const reading = progressOnStderr("Reading", "items");
  const estimate = await estimateStudy(settings, {
    signal,
    onItem: (count) => reading.update(count, null),
    onWarning: (warning) => console.error(`Warning: ${warning}`),
  }).finally(() => reading.end());
  for (const line of estimateInWords(estimate)) console.log(line);
}

/** An estimate as lines to be read. */
export function estimateInWords(
  { sampled, begun, estimate }: StudyEstimate,
): string[] {
  const papers = `Papers: ${count(sampled)} sampled, ${
    count(begun)
  } of them begun before, ${count(sampled - begun)} to ask about`;
  if (estimate === null) {
    return [papers, "Requests: none, as this annotator asks no server"];
  }
  const { calls, promptTokens, completionTokens, usd, assumptions } = estimate;
  const all = calls.reduce((sum, row) => sum + row.calls, 0);
  return [
    papers,
    `Requests: about ${count(all)}`,
    ...calls.map((row) => `  ${row.question}: ${count(row.calls)}`),
    `Tokens: about ${count(promptTokens)} in the prompts and ${
      count(completionTokens)
    } in the answers`,
    usd === null
      ? "Cost: unknown"
      : `Cost: about $${usd.low.toFixed(2)} to $${usd.high.toFixed(2)}`,
    "This rests on:",
    ...assumptions.map((assumption) => `- ${assumption}`),
  ];
}

const count = (value: number) => value.toLocaleString("en-US");
