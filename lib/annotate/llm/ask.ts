import type { Reply } from "lib/annotate/annotator.ts";
import { type Conversation, converse } from "lib/annotate/llm/converse.ts";
import {
  readCompletion,
  readCompletions,
  type ReadReply,
} from "lib/annotate/llm/read_completion.ts";
import type { Reading } from "lib/annotate/llm/send_once.ts";
import type { Session } from "lib/annotate/llm/session.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Asks one question about one paper.
 *
 * @throws As {@link converse}.
 */
export async function askAlone(
  session: Session,
  paper: Paper,
  question: Question,
  signal?: AbortSignal,
): Promise<Reply> {
  const said = await converse(session, {
    paper,
    asked: question,
    read: (completion, known) => readCompletion(completion, question, known),
  }, signal);
  return replyOf(said, said.reading);
}

/**
 * Asks several questions about one paper in one request.
 *
 * @returns The replies by question id, in the order of the questions; none for
 * a question whose condition is not met by the answers. The requests stand in
 * the first reply alone, so that they are counted once.
 * @throws As {@link converse}.
 */
export async function askTogether(
  session: Session,
  paper: Paper,
  questions: readonly Question[],
  signal?: AbortSignal,
): Promise<Map<string, Reply>> {
  const said = await converse(session, {
    paper,
    asked: questions,
    read: (completion, known) =>
      inOne(readCompletions(completion, questions, known)),
  }, signal);
  return repliesOf(said, questions);
}

function replyOf(
  { failure, attempts, notes }: Conversation<Reading>,
  reading: Omit<ReadReply, "usage"> | null,
): Reply {
  const { status, answer, raw, message } = reading ??
    { ...failure!, answer: null, raw: null };
  return {
    status,
    answer,
    raw,
    message,
    usage: sumUsage(attempts.map(({ usage }) => usage)),
    attempts,
    notes,
  };
}

/** Several replies as one reading: as good as the worst of them. */
function inOne(replies: ReadonlyMap<string, ReadReply>) {
  const all = [...replies];
  const [id, worst] = all.find(([, { status }]) => status !== "answered") ??
    all[0]!;
  const { status, raw, notes } = worst;
  const message = status === "invalid_answer" && worst.message !== null
    ? `${id}: ${worst.message}`
    : worst.message;
  return { status, raw, notes, message, replies };
}

function repliesOf(
  said: Conversation<ReturnType<typeof inOne>>,
  questions: readonly Question[],
): Map<string, Reply> {
  const ids = new Set(questions.map(({ id }) => id));
  const asked = said.reading?.replies ??
    new Map(
      questions.filter(({ dependsOn }) =>
        dependsOn === null || !ids.has(dependsOn.question)
      ).map(({ id }) => [id, null]),
    );
  const replies = new Map<string, Reply>();
  for (const [id, reading] of asked) {
    const reply = replyOf(said, reading);
    replies.set(
      id,
      replies.size === 0 ? reply : { ...reply, usage: null, attempts: [] },
    );
  }
  return replies;
}
