import { z } from "zod";
import {
  ANNOTATION_STATUSES,
  type AnnotatorIdentity,
  type Reply,
} from "lib/annotate/annotator.ts";
import {
  identityText,
  type RecordedAnswers,
  recordedUnder,
} from "lib/annotate/replay/recorded_answers.ts";
import { readUsage } from "lib/annotate/store/annotation.ts";
import { readAnswer } from "lib/questions/answer_schema.ts";
import type { Question } from "lib/questions/question.ts";

/** A line of annotations.jsonl, as far as it is replayed or compared. */
const lineSchema = z.object({
  doi: z.string().optional(),
  question: z.string(),
  status: z.enum(ANNOTATION_STATUSES),
  answer: z.union([
    z.object({ result: z.boolean() }),
    z.object({
      mentions: z.array(z.record(z.string(), z.string().nullable())),
    }),
  ]).nullable(),
  evidence: z.array(z.object({
    quote: z.string(),
    match: z.enum(["exact", "normalised", "fuzzy", "none", "unchecked"])
      .optional(),
  })),
  grounded: z.boolean().nullable().optional(),
  provenance: z.object({
    annotator: z.string(),
    model: z.string(),
    endpoint: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    question_version: z.int(),
    text_sha256: z.string(),
    message: z.string().nullable(),
    usage: z.record(z.string(), z.number().nullable()).nullable(),
    notes: z.record(z.string(), z.string()),
    batch: z.string().optional(),
  }),
});

/** One line, read and checked. */
export type RecordedLine = z.infer<typeof lineSchema>;

/** Where a line stands in its file, in bytes. */
interface Place {
  readonly start: number;
  readonly length: number;
}

/** Opens annotations as JSON lines; lines are read again when they are needed. */
export async function openRecordedLines(
  path: string,
): Promise<RecordedAnswers> {
  const identities = new Map<string, AnnotatorIdentity>();
  const places = new Map<string, Place>();
  let number = 0;
  for await (const { text, place } of linesOf(path)) {
    number++;
    if (text.trim() === "") continue;
    const { question, provenance } = readLine(text, path, number);
    const { annotator, model, endpoint, parameters } = provenance;
    const identity = { annotator, model, endpoint, parameters };
    const under = identityText(identity);
    identities.set(under, identity);
    const { text_sha256, question_version } = provenance;
    places.set(
      recordedUnder(under, text_sha256, question, question_version),
      place,
    );
  }
  return {
    identities: [...identities.values()],
    find(identity, textHash, question) {
      const place = places.get(
        recordedUnder(
          identityText(identity),
          textHash,
          question.id,
          question.version,
        ),
      );
      if (place === undefined) return undefined;
      return replyOf(JSON.parse(readAt(path, place)) as RecordedLine, question);
    },
    close() {},
  };
}

/**
 * Reads all lines of a recording, one at a time.
 *
 * @throws {Error} If one is not an annotation: one sentence with its number.
 */
export async function* readRecordedLines(
  path: string,
): AsyncGenerator<RecordedLine> {
  let number = 0;
  for await (const { text } of linesOf(path)) {
    number++;
    if (text.trim() !== "") yield readLine(text, path, number);
  }
}

function readLine(
  text: string,
  path: string,
  number: number,
): RecordedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const checked = lineSchema.safeParse(value);
  if (checked.success) return checked.data;
  throw new Error(
    `Cannot replay "${path}" as it is neither a run's store nor annotations as JSON lines: line ${number} is not one`,
  );
}

/** The reply that a line records. */
export function replyOf(line: RecordedLine, question: Question): Reply {
  const { status, provenance: { message, usage, notes, batch } } = line;
  return {
    status,
    answer: line.answer && readAnswer(question, wireAnswer(line, question)),
    raw: null,
    message,
    usage: readUsage(usage && JSON.stringify(usage)),
    attempts: [],
    notes: batch === undefined ? notes : { ...notes, batch },
  };
}

/** The answer in the shape in which an annotator gives it. */
function wireAnswer(
  { answer, evidence }: RecordedLine,
  question: Question,
): unknown {
  if (answer !== null && "mentions" in answer) {
    const describedAs = question.kind === "mentions"
      ? question.description?.name
      : undefined;
    return {
      mentions: answer.mentions.map((parts, index) => ({
        ...parts,
        ...(describedAs && { [describedAs]: parts[describedAs] ?? "" }),
        evidence: evidence[index]?.quote ?? "",
      })),
    };
  }
  return { ...answer, evidence: evidence[0]?.quote ?? null };
}

async function* linesOf(
  path: string,
): AsyncGenerator<{ text: string; place: Place }> {
  using file = await Deno.open(path);
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let rest = new Uint8Array(0);
  let start = 0;
  for (;;) {
    const length = await file.read(buffer);
    const bytes = new Uint8Array(rest.length + (length ?? 0));
    bytes.set(rest);
    bytes.set(buffer.subarray(0, length ?? 0), rest.length);
    let from = 0;
    for (
      let to = bytes.indexOf(0x0a);
      to >= 0;
      to = bytes.indexOf(0x0a, from)
    ) {
      const place = { start, length: to - from };
      yield { text: decoder.decode(bytes.subarray(from, to)), place };
      start += to + 1 - from;
      from = to + 1;
    }
    rest = bytes.subarray(from);
    if (length === null) break;
  }
  if (rest.length > 0) {
    const place = { start, length: rest.length };
    yield { text: decoder.decode(rest), place };
  }
}

function readAt(path: string, { start, length }: Place): string {
  using file = Deno.openSync(path);
  file.seekSync(start, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) at += file.readSync(bytes.subarray(at)) ?? 1;
  return new TextDecoder().decode(bytes);
}
