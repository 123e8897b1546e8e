import { setTimeout as wait } from "node:timers/promises";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator, Reply } from "lib/annotate/annotator.ts";
import { isGrounded, locateEvidence } from "lib/annotate/evidence.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";
import type { RunProgress } from "lib/annotate/run.ts";
import type { Annotation, Store } from "lib/annotate/store.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** What asking about one paper needs. */
export interface AskOptions {
  /** In the order in which they can be asked. */
  readonly questions: readonly Question[];
  readonly annotator: Annotator;
  readonly store: Store;
  readonly retryFailed: boolean;
  /** Ends what is going on. */
  readonly signal: AbortSignal | undefined;
  /** Once aborted, nothing new is asked. */
  readonly stop: AbortSignal;
  /** Come back later to a paper that another process is asking about. */
  readonly mayDefer: boolean;
  readonly progress: RunProgress;
  readonly onProgress: () => void;
}

/** Milliseconds between two looks at a question that somebody else is asking. */
const LOOK_AGAIN_MS = 100;

/** The questions of one paper: what is answered, and how to ask. */
export interface PaperVisit {
  readonly paper: Paper;
  readonly answers: Map<string, Answer | null>;
  /** Takes a question's answer from the store; false if it has to be asked. */
  recall(question: Question): boolean;
  /** As {@link Store.claim}. */
  claim(question: Question): ReturnType<Store["claim"]>;
  /** Gives up a claim. */
  release(question: Question): void;
  /** Keeps replies, in one transaction. */
  keep(replies: ReadonlyMap<Question, Reply>): void;
  /** Waits before the next look at what somebody else is asking. */
  pause(): Promise<void>;
  /** Adds what was found in the store to the progress: once, at the end. */
  finish(): void;
}

/** Begins with the questions of a paper. */
export function visitPaper(paper: Paper, options: AskOptions): PaperVisit {
  const { questions, annotator, store, retryFailed, progress } = options;
  const { identity, mode } = annotator;
  const textHash = hashText(paper.text);
  const keys = new Map(
    questions.map((
      question,
    ) => [question, annotationKey(textHash, question, identity, mode)]),
  );
  const answers = new Map<string, Answer | null>();
  const fresh = new Set<string>();
  let [kept, failed] = [0, 0];
  const positionOf = (question: string) =>
    questions.findIndex(({ id }) => id === question);
  return {
    paper,
    answers,
    recall(question) {
      const key = keys.get(question)!;
      const annotation = store.get(key);
      const isOpen = annotation === undefined ||
        retryFailed && annotation.answer === null && !fresh.has(key);
      if (isOpen) return false;
      const { id } = question;
      store.asked(paper.doi, positionOf(id), id, key);
      answers.set(id, annotation.answer);
      kept++;
      if (annotation.answer === null) failed++;
      return true;
    },
    claim(question) {
      options.stop.throwIfAborted();
      const key = keys.get(question)!;
      const result = store.claim(key, retryFailed);
      if (result === "answered") fresh.add(key);
      return result;
    },
    release: (question) => store.release(keys.get(question)!),
    keep(replies) {
      const annotations = [...replies].map(([question, reply]): Annotation => {
        const key = keys.get(question)!;
        const evidence = reply.answer
          ? locateEvidence(paper, reply.answer)
          : [];
        return {
          key,
          doi: paper.doi,
          question: question.id,
          questionVersion: question.version,
          identity,
          textHash,
          ...reply,
          evidence,
          grounded: isGrounded(reply.answer, evidence),
          usage: sumUsage([store.get(key)?.usage ?? null, reply.usage]),
        };
      });
      store.record([{
        metadata: paper,
        annotations: new Map(
          annotations.map((one) => [positionOf(one.question), one]),
        ),
        lost: null,
      }]);
      for (const { question, answer } of annotations) {
        answers.set(question, answer);
        progress.asked++;
        if (answer === null) progress.failed++;
      }
      for (const { usage } of replies.values()) {
        progress.promptTokens += usage?.promptTokens ?? 0;
        progress.cachedTokens += usage?.cachedTokens ?? 0;
        progress.completionTokens += usage?.completionTokens ?? 0;
      }
      options.onProgress();
    },
    async pause() {
      options.stop.throwIfAborted();
      options.signal?.throwIfAborted();
      await wait(LOOK_AGAIN_MS);
    },
    finish() {
      progress.kept += kept;
      progress.failed += failed;
    },
  };
}
