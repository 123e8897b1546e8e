import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import { prng } from "lib/stats/random.ts";
import {
  apiError,
  completion,
  type Endpoint,
  type SeenRequest,
  startEndpoint,
} from "tests/support/endpoint.ts";

/** A server that fails at a set rate, in every way that servers fail. */
export interface FaultyServer extends Endpoint {
  /** Responses that were faults. */
  readonly faults: number;
  /** Good answers by paper and question. */
  readonly good: ReadonlyMap<string, number>;
}

/** What the tests' servers say with every error: a server may repeat the key. */
const echo = ({ authorization }: SeenRequest) =>
  `Scripted fault for ${authorization}`;

const SOON = { "retry-after-ms": "5" };

const error = (
  status: number,
  request: SeenRequest,
  parts: Record<string, unknown> = {},
) => {
  const response = apiError(status, { message: echo(request), ...parts });
  for (const [name, value] of Object.entries(SOON)) {
    response.headers.set(name, value);
  }
  return response;
};

/** Every way to fail that the tests know. */
const FAULTS: readonly ((request: SeenRequest) => Response)[] = [
  (request) => error(429, request, { code: "rate_limit_exceeded" }),
  (request) => error(408, request),
  (request) => error(409, request),
  (request) => error(500, request),
  (request) => error(502, request),
  (request) => error(503, request, { code: "server_is_overloaded" }),
  (request) =>
    error(400, request, {
      code: "context_length_exceeded",
      param: "messages",
    }),
  (request) =>
    request.body.temperature === undefined
      ? error(504, request)
      : error(400, request, {
        code: "unsupported_value",
        param: "temperature",
      }),
  (request) => Response.json({ error: { message: echo(request) } }),
  () => new Response('{"choices": [{"mess', { headers: SOON }),
  () => completion("I think that it does."),
  () => completion('{"evidence": 7, "result": "maybe"}'),
  () => completion(null, { refusal: "I cannot help with that" }),
  () => completion("", { finish: "content_filter" }),
  () => completion('{"evidence": "cut', { finish: "length" }),
  () =>
    completion(`{"evidence": null, ${" ".repeat(300)}`, { finish: "length" }),
];

/**
 * Starts a server that answers questions about papers by what their text says,
 * and fails now and then.
 *
 * @param options.faultRate Share of requests that fail, 0 to 1.
 * @param options.onRequest Called with the number of requests so far.
 */
export function startFaultyServer(
  { seed, faultRate, onRequest }: {
    readonly seed: string;
    readonly faultRate: number;
    readonly onRequest?: (requests: number) => void;
  },
): FaultyServer {
  const random = prng(seed);
  const good = new Map<string, number>();
  let faults = 0;
  const endpoint = startEndpoint((request, before) => {
    onRequest?.(before + 1);
    if (random() < faultRate) {
      faults++;
      return FAULTS[Math.floor(random() * FAULTS.length)]!(request);
    }
    const prompt = request.body.messages
      .map(({ content }: { content: string }) => content).join("\n");
    const paper = /Paper number (\d+)/.exec(prompt)![1]!;
    const question = QUESTIONS.find(({ words }) => prompt.includes(words))!;
    const key = `${paper} ${question.id}`;
    good.set(key, (good.get(key) ?? 0) + 1);
    return completion(JSON.stringify(answerTo(question, Number(paper))));
  });
  return {
    baseUrl: endpoint.baseUrl,
    requests: endpoint.requests,
    get faults() {
      return faults;
    },
    good,
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}

const QUOTE = "a network was trained";

const QUESTIONS = await loadQuestions();

/** One paper in five uses deep learning, half of these a pre-trained model. */
function answerTo(question: Question, paper: number): object {
  if (question.kind === "yes-no") {
    const result = paper % (question.id === "uses_dl" ? 5 : 10) === 0;
    return { evidence: result ? QUOTE : null, result };
  }
  const { name, category, description } = question;
  return {
    mentions: [{
      [name]: "VGG-16",
      evidence: QUOTE,
      ...(category && { [category.name]: category.values[0]!.value }),
      ...(description && { [description.name]: "whole" }),
    }],
  };
}

/** The text of a paper that the server can answer questions about. */
export function articleOf(paper: number): string {
  return `<article><front><article-meta>
<article-id pub-id-type="doi">10.5555/crash.${paper}</article-id>
<title-group><article-title>Paper number ${paper}</article-title></title-group>
<pub-date><year>2020</year></pub-date></article-meta></front>
<body><sec><title>Methods</title><p>In Paper number ${paper} ${QUOTE} on images of cells.</p></sec></body></article>`;
}

/** Writes a folder of papers that the server knows. */
export async function writeArticles(count: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (let paper = 1; paper <= count; paper++) {
    await Deno.writeTextFile(`${folder}/${paper}.xml`, articleOf(paper));
  }
  return folder;
}
