import type { Annotator, Reply } from "lib/annotate/annotator.ts";
import { noProgress } from "lib/annotate/run.ts";
import { visitPaper } from "lib/annotate/run/ask_paper.ts";
import type { Store } from "lib/annotate/store.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** Where a reply is kept. */
export interface Keeping {
  readonly annotator: Pick<Annotator, "identity" | "mode">;
  readonly store: Store;
}

/** Nothing is asked, so that nothing has to be stopped. */
const NEVER = new AbortController().signal;

/**
 * Saves the replies to one request as the live run does: with their evidence
 * located, under their keys, in one transaction with the requests.
 */
export function saveReplies(
  paper: Paper,
  replies: ReadonlyMap<Question, Reply>,
  { annotator, store }: Keeping,
): void {
  visitPaper(paper, {
    questions: [...replies.keys()],
    annotator: {
      ...annotator,
      ask: () => Promise.reject(new Error("a saved reply is not asked for")),
    },
    // The list of what a run asks is the run's own business.
    store: {
      ...store,
      record: (papers) =>
        store.keep(
          papers.flatMap(({ annotations }) => [...annotations.values()]),
        ),
    },
    retryFailed: false,
    signal: undefined,
    stop: NEVER,
    mayDefer: false,
    progress: noProgress(),
    onProgress: () => {},
  }).keep(replies);
}

/** Replies by question instead of by its id; questions without one are left out. */
export function byQuestion(
  questions: readonly Question[],
  replies: ReadonlyMap<string, Reply>,
): Map<Question, Reply> {
  return new Map(
    questions.flatMap((question) => {
      const reply = replies.get(question.id);
      return reply ? [[question, reply]] : [];
    }),
  );
}
