import type { Annotator, Reply } from "lib/annotate/annotator.ts";
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
 * Saves a reply as the live run does: with its evidence located, under its
 * key, in one transaction with its requests.
 */
export function saveReply(
  paper: Paper,
  question: Question,
  reply: Reply,
  { annotator, store }: Keeping,
): void {
  visitPaper(paper, {
    questions: [question],
    annotator: {
      ...annotator,
      ask: () => Promise.reject(new Error("a saved reply is not asked for")),
    },
    // The list of what a run asks is the run's own business.
    store: { ...store, asked: () => {} },
    retryFailed: false,
    signal: undefined,
    stop: NEVER,
    mayDefer: false,
    progress: {
      papers: 0,
      asked: 0,
      kept: 0,
      failed: 0,
      promptTokens: 0,
      cachedTokens: 0,
      completionTokens: 0,
    },
    onProgress: () => {},
  }).keep(new Map([[question, reply]]));
}
