import type OpenAI from "@openai/openai";
import { hashText } from "lib/annotate/annotation_key.ts";
import { cutText } from "lib/annotate/llm/cut_text.ts";
import { injectionPatterns } from "lib/annotate/llm/injection.ts";
import { neutralise } from "lib/annotate/llm/neutralise.ts";
import {
  firstProfile,
  isOpenAi,
  type OptionalParameter,
  type Profile,
} from "lib/annotate/llm/profile.ts";
import {
  type Asked,
  type FencedPaper,
  messagesFor,
} from "lib/annotate/llm/prompt.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { wireJsonSchema } from "lib/questions/answer_schema.ts";
import type { Question } from "lib/questions/question.ts";

/** Parameters that the user asked for; what is absent is left to the server. */
export interface RequestParameters {
  readonly temperature?: number;
  readonly seed?: number;
  /** Cap on an answer, reasoning included; by default it depends on the question. */
  readonly max_tokens?: number;
  readonly reasoning_effort?: string;
}

/** Whose shape an answer has: that of its question, or one that all questions of the study share. */
export type SchemaChoice = "own" | "shared";

/** What a request depends on beside the paper and the question. */
export interface RequestSettings {
  readonly model: string;
  /** Base URL of the server, without credentials. */
  readonly endpoint: string;
  readonly schema?: SchemaChoice;
  /** All questions of the study, for the shared shape. */
  readonly questions?: readonly Question[];
  readonly parameters?: RequestParameters;
  /** What the server is known to take. */
  readonly profile?: Profile;
  /** Longest text of a paper, in characters; longer ones are cut. */
  readonly maxCharacters?: number;
  /** Cap on the answer in tokens, instead of the one that suits the question. */
  readonly outputTokens?: number;
}

/** A request that can be sent as it is. */
export interface ChatRequest {
  readonly body: OpenAI.ChatCompletionCreateParamsNonStreaming;
  /** How it was made: format, dropped_parameters, text_cut, injection, mode. */
  readonly notes: Record<string, string>;
  /** Characters of all messages: {@link readCompletion} checks the server's count against them. */
  readonly sentCharacters: number;
  /** The shape that the answer has. */
  readonly shape: Asked["shape"];
}

/** Thrown where not one sentence of a paper fits beside its title. */
export class PaperTooLong extends Error {
  override readonly name = "PaperTooLong";
}

/**
 * Builds the chat request that asks one question about a paper, or several at
 * once.
 *
 * @param paper The paper.
 * @param asked A question; a list of questions is asked in one pass.
 * @param settings The server, the model and what is known of them.
 * @returns The request, the same for the same input.
 * @throws {PaperTooLong} If `maxCharacters` leaves nothing of the paper.
 */
export function requestBody(
  paper: Paper,
  asked: Question | readonly Question[],
  settings: RequestSettings,
): ChatRequest {
  const { model, endpoint, parameters = {} } = settings;
  const profile = settings.profile ?? firstProfile(endpoint);
  const { format, cap, dropped } = profile;
  const what = shapeOf(asked, settings, format === "json_schema");
  const fenced = fence(paper, settings.maxCharacters ?? Infinity);
  const messages = messagesFor(fenced, what, format);
  const { max_tokens, ...sampling } = parameters;
  const optional: Partial<Record<OptionalParameter, unknown>> = { ...sampling };
  if (isOpenAi(endpoint)) optional.prompt_cache_key = fenced.tag;
  for (const name of dropped) delete optional[name];
  if (cap !== null) {
    optional[cap] = settings.outputTokens ?? max_tokens ??
      outputCap(asked, endpoint);
  }
  return {
    body: {
      model,
      messages,
      ...responseFormat(what, format),
      ...optional,
    } as OpenAI.ChatCompletionCreateParamsNonStreaming,
    notes: {
      format,
      mode: what.shape === "all" ? "one-pass" : "single",
      ...(dropped.length > 0 ? { dropped_parameters: dropped.join(",") } : {}),
      ...fenced.notes,
    },
    sentCharacters: messages.reduce(
      (sum, { content }) => sum + content.length,
      0,
    ),
    shape: what.shape,
  };
}

/**
 * The cap on an answer in tokens: room for reasoning models at OpenAI, whose
 * hidden reasoning counts, and less elsewhere, where a small context holds the
 * prompt and the answer.
 */
export function outputCap(
  asked: Question | readonly Question[],
  endpoint: string,
): number {
  const roomy = isOpenAi(endpoint) ? 2 : 1;
  if (!("id" in asked)) return roomy * 8192;
  return roomy * (asked.kind === "yes-no" ? 2048 : 4096);
}

/** The shape of the answer; where no schema is sent there is nothing to share. */
function shapeOf(
  asked: Question | readonly Question[],
  { schema = "own", questions = [] }: RequestSettings,
  schemaIsSent: boolean,
): Asked {
  if (!("id" in asked)) return { shape: "all", questions: asked };
  const isShared = schema === "shared" && schemaIsSent &&
    questions.some(({ id }) => id === asked.id);
  return isShared
    ? { shape: "shared", question: asked, questions }
    : { shape: "own", question: asked };
}

function responseFormat(asked: Asked, format: Profile["format"]) {
  if (format === "text") return {};
  if (format === "json_object") {
    return { response_format: { type: "json_object" } };
  }
  const schema = wireJsonSchema(
    asked.shape === "own" ? asked.question : asked.questions,
  );
  const name = asked.shape === "own" ? asked.question.id : "answers";
  return {
    response_format: {
      type: "json_schema",
      json_schema: { name, strict: true, schema },
    },
  };
}

interface Fenced extends FencedPaper {
  readonly notes: Record<string, string>;
}

const fencedPapers = new WeakMap<
  Paper,
  { maxCharacters: number; fenced: Fenced }
>();

/** The text as it is sent; kept while the questions of one paper are asked. */
function fence(paper: Paper, maxCharacters: number): Fenced {
  const before = fencedPapers.get(paper);
  if (before?.maxCharacters === maxCharacters) return before.fenced;
  const cut = cutText(paper, maxCharacters);
  if (cut === null) {
    throw new PaperTooLong(
      `Cannot cut the paper to ${maxCharacters} characters as no sentence fits beside its title`,
    );
  }
  const notes: Record<string, string> = {};
  if (cut.note !== null) notes.text_cut = cut.note;
  const patterns = injectionPatterns(paper.text);
  if (patterns.length > 0) {
    notes.injection = `${patterns.length} ${
      patterns.length === 1 ? "pattern" : "patterns"
    }: ${patterns.join(", ")}`;
  }
  const fenced = {
    tag: `paper-${hashText(paper.text).slice(0, 16)}`,
    text: neutralise(cut.text),
    notes,
  };
  fencedPapers.set(paper, { maxCharacters, fenced });
  return fenced;
}
