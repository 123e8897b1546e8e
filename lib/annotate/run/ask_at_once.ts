import type { Reply } from "lib/annotate/annotator.ts";
import { isDue } from "lib/annotate/run/is_due.ts";
import {
  type AskOptions,
  type PaperVisit,
  visitPaper,
} from "lib/annotate/run/ask_paper.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Asks the questions of one paper in one request: all that have no answer yet,
 * except those whose condition is known not to be met. The answers are kept in
 * one transaction.
 *
 * @returns False if another process is asking about the paper and it should be
 * visited again later.
 */
export async function askAtOnce(
  paper: Paper,
  options: AskOptions,
): Promise<boolean> {
  const visit = visitPaper(paper, options);
  for (;;) {
    const open = openQuestions(options.questions, visit);
    if (open.length === 0) break;
    if (claimAll(visit, open)) {
      await askAll(open, visit, options);
    } else if (options.mayDefer) {
      return false;
    } else await visit.pause();
  }
  visit.finish();
  return true;
}

/**
 * Questions to be asked in one pass: due ones without an answer, and those
 * that depend on them.
 *
 * @param questions In the order in which they can be asked.
 * @param visit What is answered, and how to find out more.
 */
export function openQuestions(
  questions: readonly Question[],
  visit: Pick<PaperVisit, "answers" | "recall">,
): Question[] {
  const open: Question[] = [];
  for (const question of questions) {
    const { id, dependsOn } = question;
    if (visit.answers.has(id)) continue;
    const mayBecomeDue = open.some((other) => other.id === dependsOn?.question);
    if (mayBecomeDue) open.push(question);
    else if (isDue(question, visit.answers) && !visit.recall(question)) {
      open.push(question);
    }
  }
  return open;
}

/** Claims all questions or none. */
function claimAll(visit: PaperVisit, questions: readonly Question[]): boolean {
  const mine: Question[] = [];
  for (const question of questions) {
    const claim = visit.claim(question);
    if (claim === "mine") mine.push(question);
    if (claim === "busy") {
      for (const claimed of mine) visit.release(claimed);
      return false;
    }
  }
  return true;
}

async function askAll(
  asked: readonly Question[],
  visit: PaperVisit,
  { annotator, signal }: AskOptions,
): Promise<void> {
  try {
    const replies = await annotator.askAll!(visit.paper, asked, signal);
    visit.keep(repliesInOrder(asked, replies, visit));
  } finally {
    for (const question of asked) {
      if (!visit.answers.has(question.id)) visit.release(question);
    }
  }
}

/** The replies to the questions that the answers make due. */
function repliesInOrder(
  asked: readonly Question[],
  replies: ReadonlyMap<string, Reply>,
  { answers }: PaperVisit,
): Map<Question, Reply> {
  const known = new Map(answers);
  const kept = new Map<Question, Reply>();
  for (const question of asked) {
    if (!isDue(question, known)) continue;
    const reply = replies.get(question.id) ?? NO_REPLY;
    kept.set(question, reply);
    known.set(question.id, reply.answer);
  }
  return kept;
}

const NO_REPLY: Reply = {
  status: "invalid_answer",
  answer: null,
  raw: null,
  message: "The answer leaves this question out",
  usage: null,
  attempts: [],
  notes: {},
};
