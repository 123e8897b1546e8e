import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Reply } from "lib/annotate/annotator.ts";
import { againReason } from "lib/annotate/batch/again_reason.ts";
import { type Counting, countOne } from "lib/annotate/batch/collect_counts.ts";
import type { CollectOptions } from "lib/annotate/batch/collect_shard.ts";
import {
  correspond,
  type KnownServer,
  type Letter,
} from "lib/annotate/batch/correspond.ts";
import type { FollowUp } from "lib/annotate/batch/follow_up.ts";
import type { RequestEntry } from "lib/annotate/batch/manifest.ts";
import { byQuestion, saveReplies } from "lib/annotate/batch/save_replies.ts";
import { readUsage, sumUsage } from "lib/annotate/llm/usage.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/** A request that came back. */
export interface ReturnedRequest {
  readonly entry: RequestEntry;
  /** Null if it cannot be read any more. */
  readonly paper: Paper | null;
  readonly letter: Letter;
  /** What was known of the server when the export was made. */
  readonly start: KnownServer;
}

/** What the next export has to know. */
export interface Collected {
  /** Null if the request is settled, or has to be sent as if never before. */
  readonly followUp: FollowUp | null;
  /** What the answer taught of the server; null if nothing. */
  readonly learnt: KnownServer | null;
}

/**
 * Reads what came back for one request, and saves the answers as the live run
 * would have saved them, unless another request is needed first.
 *
 * @param request The request and its line.
 * @param counts Gets what became of it.
 * @param options Where papers and answers are.
 */
export async function collectRequest(
  { entry, paper, letter, start }: ReturnedRequest,
  counts: Counting,
  options: CollectOptions,
): Promise<Collected> {
  const questions = paper && askedQuestions(entry, paper, options);
  if (paper === null || questions === null) {
    countOne(counts.again, "paper or question changed");
    return { followUp: null, learnt: null };
  }
  const again = againReason(letter);
  if (again !== null) {
    countOne(counts.again, again);
    return { followUp: entry.followUp, learnt: null };
  }
  const { usage } = (letter.completion ?? {}) as { readonly usage?: unknown };
  counts.usage = sumUsage([counts.usage, readUsage(usage)]);
  const first = entry.followUp?.start ?? start;
  const responses = [...entry.followUp?.responses ?? [], letter];
  const { replies, learnt } = await correspond(
    paper,
    options.annotator.mode === "one-pass" ? questions : questions[0]!,
    responses,
    first,
    options.writing,
  );
  if (replies === null) countOne(counts.again, "needs a further request");
  else {
    const news = notSaved(entry, byQuestion(questions, replies), {
      counts,
      options,
    });
    if (news.size > 0) saveReplies(paper, news, options);
  }
  return {
    followUp: replies === null ? { responses, start: first } : null,
    learnt: isNews(learnt, first) ? learnt : null,
  };
}

/** The questions, if they and the paper are still what was asked about. */
function askedQuestions(
  { asked }: RequestEntry,
  paper: Paper,
  { questions, annotator: { identity, mode } }: CollectOptions,
): Question[] | null {
  const textHash = hashText(paper.text);
  const found = asked.flatMap(({ question: id, key }) =>
    questions.filter((question) =>
      question.id === id &&
      annotationKey(textHash, question, identity, mode) === key
    )
  );
  return found.length === asked.length ? found : null;
}

/** Counts the replies, and leaves out those that the store has already. */
function notSaved(
  { id, asked, attemptsBefore }: RequestEntry,
  replies: ReadonlyMap<Question, Reply>,
  { counts, options: { store } }: {
    readonly counts: Counting;
    readonly options: CollectOptions;
  },
): Map<Question, Reply> {
  const keys = new Map(asked.map(({ question, key }) => [question, key]));
  const stored = (question: string) => store.get(keys.get(question)!);
  // A collect that was killed may have saved this request already.
  const requests = stored(asked[0]!.question)?.attempts.length ?? 0;
  const isSaved = requests > attemptsBefore;
  const news = new Map<Question, Reply>();
  let isConflict = false;
  for (const [question, reply] of replies) {
    const before = stored(question.id);
    if (before?.answer) {
      counts.before++;
      isConflict ||= before.raw !== reply.raw;
      continue;
    }
    if (reply.answer) counts.answered++;
    else countOne(counts.failed, reply.status);
    if (reply.answer || !isSaved) news.set(question, reply);
  }
  if (isConflict) counts.conflicts.push(id);
  return news;
}

function isNews(learnt: KnownServer, start: KnownServer): boolean {
  return JSON.stringify(learnt) !== JSON.stringify(start);
}
