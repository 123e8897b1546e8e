import type { RunEstimate } from "lib/annotate/llm/estimate.ts";
import { estimateStudy, type StudyEstimate } from "lib/study/estimate_study.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";
import { formatCount } from "lib/words.ts";

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
  const papers = `Papers: ${formatCount(sampled)} sampled, ${
    formatCount(begun)
  } of them begun before, ${formatCount(sampled - begun)} to ask about`;
  if (estimate === null) {
    return [papers, "Requests: none, as this annotator asks no server"];
  }
  const { calls, promptTokens, completionTokens, usd, assumptions } = estimate;
  const all = calls.reduce((sum, row) => sum + row.calls, 0);
  return [
    papers,
    `Requests: about ${formatCount(all)}`,
    ...calls.map(({ question, calls }) =>
      `  ${question === "all" ? "all questions in one" : question}: ${
        formatCount(calls)
      }`
    ),
    `Tokens: about ${formatCount(promptTokens)} in the prompts and ${
      formatCount(completionTokens)
    } in the answers`,
    ...costInWords(usd),
    "This rests on:",
    ...assumptions.map((assumption) => `- ${assumption}`),
  ];
}

function costInWords(usd: RunEstimate["usd"]): string[] {
  if (usd === null) return ["Cost: unknown"];
  const [low, high] = [dollars(usd.low), dollars(usd.high)];
  const live = low === high ? high : `${low} to ${high}`;
  return [
    `Cost: about ${live}`,
    ...(usd.batch === null
      ? []
      : [`Cost with deno task batch: about ${dollars(usd.batch)}`]),
  ];
}

const dollars = (value: number) =>
  `$${value > 0 && value < 0.01 ? "0.01" : value.toFixed(2)}`;
