import type { AnnotatorIdentity, AskingMode } from "lib/annotate/annotator.ts";
import { identityText } from "lib/annotate/replay/recorded_answers.ts";
import { costOf, loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
import { openStore } from "lib/annotate/store.ts";
import type {
  QuestionSummary,
  SpentSummary,
} from "lib/annotate/store/summary.ts";
import { StudyError } from "lib/study/study_keys.ts";

/** What was sent to one annotator, and what it cost. */
export interface Spent extends SpentSummary {
  /** US dollars; null if the price is unknown. */
  readonly usd: number | null;
}

/** What one annotator answered and took, asked in one way. */
export interface AnnotatorStatus {
  readonly identity: AnnotatorIdentity;
  readonly mode: AskingMode;
  readonly questions: readonly QuestionSummary[];
  readonly spent: readonly Spent[];
}

/** What a store holds. */
export interface StoreStatus {
  readonly sampled: number;
  /** Sampled papers that were asked something. */
  readonly begun: number;
  /** Questions of the current run that ended without an answer. */
  readonly unanswered: number;
  /** True if nothing of the current run is left to be asked. */
  readonly isComplete: boolean;
  readonly annotators: readonly AnnotatorStatus[];
  /** Size on disk, files beside the store included. */
  readonly bytes: number;
  /** The command that goes on; null if none was noted. */
  readonly command: string | null;
}

/**
 * Looks at a run's store, also while a run is at work on it.
 *
 * @throws {StudyError} If there is none.
 */
export async function statusOf(path: string): Promise<StoreStatus> {
  const sizes = await Promise.all(
    ["", "-wal", "-shm"].map((end) =>
      Deno.stat(path + end).then(({ size }) => size, () => null)
    ),
  );
  if (sizes[0] === null) {
    throw new StudyError(
      `Cannot show the store "${path}" as it is not there: run \`deno task annotate\` with the same study first`,
    );
  }
  const prices = await loadPrices();
  const store = openStore(path);
  try {
    const { questions, spent, ...run } = store.summary();
    const annotators = new Map<string, AnnotatorStatus>();
    for (const { identity, mode } of questions) {
      const text = identityText(identity);
      const isTheirs = (row: SpentSummary | QuestionSummary) =>
        identityText(row.identity) === text && row.mode === mode;
      annotators.set(`${mode} ${text}`, {
        identity,
        mode,
        questions: questions.filter(isTheirs),
        spent: spent.filter(isTheirs).map((row) => ({
          ...row,
          usd: identity.endpoint === "" ? null : costOf(
            row.usage,
            priceOf(prices, identity),
            { batch: row.batch },
          ),
        })),
      });
    }
    return {
      ...run,
      isComplete: store.isComplete(),
      annotators: [...annotators.values()],
      bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      command: store.command(),
    };
  } finally {
    store.close();
  }
}
