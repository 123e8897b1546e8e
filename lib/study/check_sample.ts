import { type FunnelRow, wasSkipped } from "lib/corpus/funnel.ts";
import type { SelectedPapers } from "lib/corpus/select.ts";
import { countItems } from "lib/study/select_sample.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { countOf, formatCount } from "lib/words.ts";

/** What to do where the last papers left at a step; at others it is a matter of who is eligible. */
const ADVICE: Readonly<Record<string, string>> = {
  found: "name a corpus that holds papers",
  readable: "look whether the files are what the study's corpus says",
  sampled: 'draw more papers with "sample" or --sample',
  asked: "name an artifact that has answers to the study's first question",
};
const OF_ELIGIBILITY =
  'look at who is eligible ("eligible" or --eligible) and at the metadata of the papers';

/** Why a step was not applied, if the study wants it so. */
const AS_WANTED = "not applied: the study does not ask";

/**
 * Checks that there is something to ask about.
 *
 * @throws {Error} If no paper is in the sample: one sentence that says where
 * the papers were left behind, and what to do.
 */
export function checkSample(
  selected: Pick<SelectedPapers, "sample" | "funnel">,
  { name }: Pick<StudySettings, "name">,
): void {
  if (selected.sample.length > 0) return;
  const left = stepsThatLeave(selected.funnel);
  const parts = left.map(({ step, papers, reasons }) =>
    `${formatCount(papers)} left out at the step "${step}" (${reasons})`
  );
  const last = left.at(-1)?.step ?? "found";
  throw new Error(
    `Cannot run study "${name}" as no paper is in its sample: ${
      [`${countOf(countItems(selected), "item")} read`]
        .concat(parts).join(", ")
    }; ${ADVICE[last] ?? OF_ELIGIBILITY}`,
  );
}

/**
 * Says how many items could not be read, and which steps were not applied
 * although the study asks for them, a line each.
 */
export function selectionInWords(
  { funnel, dropped }: Pick<SelectedPapers, "funnel" | "dropped">,
): string[] {
  const unreadable = stepsThatLeave(funnel)
    .find(({ step }) => step === "readable");
  const skipped = new Set(
    funnel.filter(({ reason }) =>
      wasSkipped({ reason }) && !reason.startsWith(AS_WANTED)
    ).map(({ step, reason }) =>
      `The condition "${step}" was ${reason.replace(":", ", as")}`
    ),
  );
  return [
    ...(unreadable === undefined || dropped.length === 0 ? [] : [
      `Dropped ${
        countOf(unreadable.papers, "item")
      } that could not be read (${unreadable.reasons}); tables/dropped.csv names them`,
    ]),
    ...skipped,
  ];
}

/** The steps at which papers leave, with how many and why. */
function stepsThatLeave(funnel: readonly FunnelRow[]) {
  const leaving = funnel.filter(({ reason, papers }) =>
    reason !== "" && papers > 0
  );
  return [...Map.groupBy(leaving, ({ step }) => step)].map(([step, rows]) => {
    const sum = (some: readonly FunnelRow[]) =>
      some.reduce((papers, row) => papers + row.papers, 0);
    const reasons = [...Map.groupBy(rows, ({ reason }) => reason)]
      .map(([reason, some]) => ({ reason, papers: sum(some) }))
      .sort((a, b) => b.papers - a.papers)
      .map(({ reason, papers }) => `${reason} ${papers}`).join(", ");
    return { step, papers: sum(rows), reasons };
  });
}
