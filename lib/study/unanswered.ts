import { statusInWords } from "lib/findings/status_in_words.ts";
import type { QuestionTotals, RunTotals } from "lib/study/run_totals.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { countOf, formatCount, listWords } from "lib/words.ts";

/**
 * Says how many questions of a run ended without an answer, and how; and which
 * were never answered.
 *
 * @param questions What became of the run's questions, by id.
 * @param settings Who was asked.
 * @returns One sentence each; none if all is answered.
 */
export function unansweredWarnings(
  questions: RunTotals["questions"],
  { annotator }: Pick<StudySettings, "annotator">,
): string[] {
  const all = Object.entries(questions);
  const asked = sum(all.map(([, totals]) => totals.asked));
  const answered = sum(all.map(([, totals]) => totals.answered));
  if (asked === answered) return [];
  const never = all.filter(([, totals]) =>
    totals.asked > 0 && totals.answered === 0
  ).map(([id]) => `"${id}"`);
  const ends = endsOf(all.map(([, totals]) => totals));
  const reasons = ends.map(([status, questions]) =>
    `${statusInWords(status)} (${formatCount(questions)})`
  ).join(", ");
  const advice = annotator === "recorded"
    ? "; they are the artifact's own, and annotations.jsonl says of each why it has none"
    : ends.some(([status]) => status === "not_recorded")
    ? "; the recording has answers to the same texts and versions of questions only: is it one of this corpus?"
    : annotator === "openai"
    ? "; --retry-failed asks them again"
    : "";
  return [
    answered === 0
      ? `none of the ${
        countOf(asked, "question")
      } was answered: ${reasons}${advice}`
      : `${formatCount(asked - answered)} of ${
        countOf(asked, "question")
      } have no answer: ${reasons}${advice}`,
    ...(answered === 0 || never.length === 0
      ? []
      : [`no paper has an answer to ${listWords(never)}`]),
  ];
}

/** True unless questions were asked and none of them was answered. */
export function isAnswered(questions: RunTotals["questions"]): boolean {
  const all = Object.values(questions);
  return all.some(({ answered }) => answered > 0) ||
    all.every(({ asked }) => asked === 0);
}

/** How questions ended without an answer, and how many: the most frequent end first. */
function endsOf(all: readonly QuestionTotals[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { failed } of all) {
    for (const [status, questions] of Object.entries(failed)) {
      counts.set(status, (counts.get(status) ?? 0) + questions);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
