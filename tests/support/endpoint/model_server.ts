/** A programmable OpenAI-compatible server. */

import { prng } from "lib/stats/random.ts";
import {
  type BatchesApi,
  openBatches,
} from "tests/support/endpoint/batches.ts";
import {
  refuseFormat,
  refuseLength,
  refuseParameter,
} from "tests/support/endpoint/capabilities.ts";
import {
  failedResponse,
  lostConnection,
  prepareFaults,
  spoil,
} from "tests/support/endpoint/faults.ts";
import type {
  Fault,
  ModelServerOptions,
} from "tests/support/endpoint/options.ts";
import { startPrefixCache } from "tests/support/endpoint/prefix_cache.ts";
import { startLimiter } from "tests/support/endpoint/rate_limiter.ts";
import {
  type LoggedRequest,
  openLog,
  type RequestStats,
} from "tests/support/endpoint/request_log.ts";
import {
  answerFor,
  firstSentence,
} from "tests/support/endpoint/schema_answer.ts";
import {
  apiError,
  type SeenRequest,
} from "tests/support/endpoint/seen_request.ts";

/** A running model server. */
export interface ModelServer extends AsyncDisposable {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  /** All requests but those to the control paths, in the order in which they arrived. */
  readonly requests: readonly LoggedRequest[];
  stats(): RequestStats;
  /** Moves a batch, or all, one state on. */
  readonly advance: BatchesApi["advance"];
}

/**
 * Starts a model server on loopback. Under /control/stats and /control/log it
 * tells what it saw, for a server that runs as a process of its own.
 */
export function startModelServer(
  options: ModelServerOptions = {},
): ModelServer {
  const { seed = 1, latencyMs = 0, jitterMs = 0, hangMs = 60_000 } = options;
  const log = openLog(options.keepBodies ?? true);
  const random = prng(`latency ${seed}`);
  const drawFault = prepareFaults(options.faults ?? {}, seed);
  const limiter = startLimiter(options.limits);
  const model = prepareModel(options);
  const stopped = new AbortController();
  const batches = openBatches(options.batches ?? {}, seed, async (body) => {
    const seen = { path: "/v1/chat/completions", authorization: null, body };
    const response = model.answer(seen, null).response;
    return { status: response.status, body: await response.json() };
  });

  const chat = async (
    seen: SeenRequest,
    text: string,
    logged: LoggedRequest,
  ): Promise<Response> => {
    const wait = (ms: number) => delay(ms, stopped.signal);
    const promptTokens = model.countTokens(seen.body);
    const refusal = limiter.refuse(promptTokens, log.inFlight);
    if (refusal) {
      logged.fault = "over_limit";
      return refusal;
    }
    const fault = logged.fault = drawFault(text);
    if (fault === "hang") {
      await wait(hangMs);
      return lostConnection("");
    }
    await wait(latencyMs + jitterMs * random());
    const failed = fault && failedResponse(fault);
    if (failed) return failed;
    const { response, cachedTokens, countedTokens } = model.answer(seen, fault);
    logged.promptTokens = countedTokens;
    logged.cachedTokens = cachedTokens;
    if (fault === "cut_off") {
      const body = await response.text();
      return lostConnection(body.slice(0, body.length / 2));
    }
    return response;
  };

  const route = async (request: Request, path: string): Promise<Response> => {
    const authorization = request.headers.get("authorization");
    const isChat = path === "/v1/chat/completions";
    const text = isChat ? await request.text() : "";
    const seen = { path, authorization, body: isChat ? parse(text) : null };
    const logged = log.arrive(seen, request.method);
    let status = 500; // unless there is a response
    try {
      const response = isChat
        ? await chat(seen, text, logged)
        : await batches.handle(request, path) ?? model.describe(path);
      if (isChat) {
        for (const [name, value] of Object.entries(limiter.headers())) {
          response.headers.set(name, value);
        }
      }
      status = response.status;
      return response;
    } finally {
      log.leave(logged, status);
    }
  };

  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      onError: () => new Response(null, { status: 500 }),
    },
    (request) => {
      const path = new URL(request.url).pathname;
      if (path === "/control/stats") return Response.json(log.stats());
      if (path === "/control/log") return Response.json(log.requests);
      return route(request, path);
    },
  );
  return {
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
    requests: log.requests,
    stats: log.stats,
    advance: batches.advance,
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await server.shutdown();
    },
  };
}

/** The model behind a server: what it refuses, how it counts and what it answers. */
function prepareModel(options: ModelServerOptions) {
  const { charactersPerToken = 4, models = ["scripted-2026-01-01"] } = options;
  const { contextTokens = Infinity, contextWords, prefixCache } = options;
  const cache = startPrefixCache(charactersPerToken);
  let answers = 0;

  const tokens = (text: string) => Math.ceil(text.length / charactersPerToken);
  const promptOf = ({ messages = [], response_format }: SeenRequest["body"]) =>
    (prefixCache === "with-schema" && response_format?.json_schema
      ? JSON.stringify(response_format.json_schema)
      : "") +
    messages.map((message: { role: string; content: unknown }) =>
      `${message.role}\n${contentOf(message.content)}\n`
    ).join("");
  const answer = options.answer ?? defaultAnswer;
  return {
    countTokens: (body: SeenRequest["body"]) => tokens(promptOf(body ?? {})),
    describe(path: string): Response {
      if (path !== "/v1/models") {
        return apiError(404, { message: `No such path ${path}` });
      }
      const data = models.map((id) => ({
        id,
        object: "model",
        created: 0,
        owned_by: "tests",
        ...(Number.isFinite(contextTokens) && { max_model_len: contextTokens }),
      }));
      return Response.json({ object: "list", data });
    },
    answer(request: SeenRequest, fault: Fault | null) {
      const { body } = request;
      const none = { cachedTokens: 0, countedTokens: 0 };
      if (!Array.isArray(body?.messages)) {
        const message = "Missing required parameter: 'messages'.";
        return {
          response: apiError(400, { message, param: "messages" }),
          ...none,
        };
      }
      const prompt = promptOf(body);
      const refusal = refuseParameter(body, options.refuses) ??
        refuseFormat(body.response_format?.type, options) ??
        refuseLength(tokens(prompt), options);
      if (refusal) return { response: refusal, ...none };
      const promptTokens = contextWords === "silent"
        // Ollama keeps what fits into half of the context.
        ? Math.min(tokens(prompt), Math.floor(contextTokens / 2))
        : tokens(prompt);
      const cachedTokens = prefixCache === undefined ? 0 : cache.serve(prompt);
      const said = answer(request);
      const text = typeof said === "string" ? said : JSON.stringify(said);
      const { content, finish, refusal: refused } = spoil(text, fault);
      const completionTokens = tokens(content ?? refused ?? "");
      const response = Response.json({
        id: `chatcmpl-${++answers}`,
        object: "chat.completion",
        created: 0,
        model: models[0],
        choices: [{
          index: 0,
          finish_reason: finish,
          message: { role: "assistant", content, refusal: refused },
        }],
        usage: {
          prompt_tokens: promptTokens,
          completion_tokens: completionTokens,
          total_tokens: promptTokens + completionTokens,
          prompt_tokens_details: { cached_tokens: cachedTokens },
        },
      });
      return { response, cachedTokens, countedTokens: promptTokens };
    },
  };
}

/** Follows the schema that was sent, and says yes with a quote where there is none. */
function defaultAnswer({ body }: SeenRequest): unknown {
  const longest = body.messages
    .map(({ content }: { content: unknown }) => contentOf(content))
    .reduce((a: string, b: string) => b.length > a.length ? b : a, "");
  const quote = firstSentence(longest);
  const schema = body.response_format?.json_schema?.schema;
  return schema ? answerFor(schema, quote) : { evidence: quote, result: true };
}

/** The text of a message, which may come in parts. */
function contentOf(content: unknown): string {
  if (!Array.isArray(content)) return String(content ?? "");
  return content.map(({ text = "" }: { text?: string }) => text).join("");
}

// deno-lint-ignore no-explicit-any -- the JSON that a client sent
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Waits until the time is over or the server is stopped. */
function delay(ms: number, stopped: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stopped.addEventListener("abort", done);
  });
}
