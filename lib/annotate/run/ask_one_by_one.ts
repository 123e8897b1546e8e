import { isDue } from "lib/annotate/run/is_due.ts";
import {
  type AskOptions,
  type PaperVisit,
  visitPaper,
} from "lib/annotate/run/ask_paper.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Asks the questions of one paper, each in a request of its own. The first
 * comes alone, so that a server with a prefix cache has the paper in it when
 * the others follow; then all that are due are asked at once.
 *
 * @returns False if another process is asking about the paper and it should be
 * visited again later.
 */
export async function askOneByOne(
  paper: Paper,
  options: AskOptions,
): Promise<boolean> {
  const visit = visitPaper(paper, options);
  const { answers } = visit;
  let isWarm = false;
  for (;;) {
    const due = options.questions.filter((question) =>
      !answers.has(question.id) && isDue(question, answers)
    );
    if (due.length === 0) break;
    const open = due.filter((question) => !visit.recall(question));
    const [first] = open;
    if (first === undefined) continue;
    if (isWarm) {
      await allSettled(
        open.map((question) => askOne(question, visit, options)),
      );
    } else {
      const asked = await askOne(first, visit, options, options.mayDefer);
      if (!asked) return false;
      isWarm = true;
    }
  }
  visit.finish();
  return true;
}

/** Asks one question, unless somebody else answers it first; false if deferred. */
async function askOne(
  question: Question,
  visit: PaperVisit,
  { annotator, signal }: AskOptions,
  mayDefer = false,
): Promise<boolean> {
  let claim = visit.claim(question);
  if (claim === "busy" && mayDefer) return false;
  while (claim === "busy") {
    await visit.pause();
    claim = visit.claim(question);
  }
  if (claim === "answered") return visit.recall(question);
  try {
    const reply = await annotator.ask(visit.paper, question, signal);
    visit.keep(new Map([[question, reply]]));
  } catch (error) {
    visit.release(question);
    throw error;
  }
  return true;
}

/** Waits for the end of all, then throws the first failure if there is one. */
async function allSettled(work: readonly Promise<unknown>[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) {
    if (end.status === "rejected") throw end.reason;
  }
}
