import { isDue } from "lib/annotate/run.ts";
import { openQuestions } from "lib/annotate/run/ask_at_once.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/**
 * The waves of a cascade: 1 for a question that depends on none, one more than
 * the question that it depends on otherwise.
 *
 * @param questions In an order in which each stands after the one it depends on.
 * @returns The wave of each question, by id.
 *
 * @example The five questions of the study go in three waves
 * ```ts
 * import { wavesOf } from "lib/annotate/batch/waves.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const waves = wavesOf(await loadQuestions());
 * assert.deepEqual([...waves.values()], [1, 2, 3, 3, 3]);
 * ```
 */
export function wavesOf(questions: readonly Question[]): Map<string, number> {
  const waves = new Map<string, number>();
  for (const { id, dependsOn } of questions) {
    waves.set(id, dependsOn ? waves.get(dependsOn.question)! + 1 : 1);
  }
  return waves;
}

/** What is known of one question about one paper. */
export type Known =
  | { readonly answer: Answer | null }
  | "pending"
  | "missing";

/** Where a paper stands in the cascade. */
export interface PaperStand {
  /** Requests to be made now, as the questions that each asks. */
  readonly due: readonly (readonly Question[])[];
  /** Questions answered. */
  readonly answered: number;
  /** Questions asked that ended without an answer. */
  readonly failed: number;
  /** Requests in files that have not come back. */
  readonly pending: number;
}

/**
 * Finds the questions that can be asked of a paper now, each in a request of
 * its own: those without an answer whose condition the answers so far meet.
 *
 * @param questions In the order in which they can be asked.
 * @param known What is known of a question.
 */
export function standOf(
  questions: readonly Question[],
  known: (question: Question) => Known,
): PaperStand {
  const answers = new Map<string, Answer | null>();
  const due: Question[][] = [];
  const stand = { answered: 0, failed: 0, pending: 0 };
  for (const question of questions) {
    if (!isDue(question, answers)) continue;
    const found = known(question);
    if (found === "missing") due.push([question]);
    else if (found === "pending") stand.pending++;
    else {
      answers.set(question.id, found.answer);
      if (found.answer) stand.answered++;
      else stand.failed++;
    }
  }
  return { due, ...stand };
}

/**
 * Finds the questions that a paper is asked now in one request, as the live
 * run in one-pass mode does. Nothing is due while one of them is on its way.
 *
 * @param questions In the order in which they can be asked.
 * @param known What is known of a question.
 */
export function standInOnePass(
  questions: readonly Question[],
  known: (question: Question) => Known,
): PaperStand {
  const answers = new Map<string, Answer | null>();
  const stand = { answered: 0, failed: 0 };
  const open = openQuestions(questions, {
    answers,
    recall(question) {
      const found = known(question);
      if (found === "missing" || found === "pending") return false;
      answers.set(question.id, found.answer);
      if (found.answer) stand.answered++;
      else stand.failed++;
      return true;
    },
  });
  const isPending = open.some((question) => known(question) === "pending");
  const due = isPending || open.length === 0 ? [] : [open];
  return { due, ...stand, pending: Number(isPending) };
}
