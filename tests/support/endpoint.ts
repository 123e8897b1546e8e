/** A scripted OpenAI-compatible server on loopback, and a log of what it was asked. */

import type { SeenRequest } from "tests/support/endpoint/seen_request.ts";

export {
  type ModelServer,
  startModelServer,
} from "tests/support/endpoint/model_server.ts";
export type { ModelServerOptions } from "tests/support/endpoint/options.ts";
export {
  apiError,
  type SeenRequest,
} from "tests/support/endpoint/seen_request.ts";

/** What the server does with a request, given how many came before it. */
export type Script = (request: SeenRequest, before: number) => Response;

/** A running server. */
export interface Endpoint extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: SeenRequest[];
}

/** Starts a server that answers chat requests as a script says. */
export function startEndpoint(script: Script): Endpoint {
  const requests: SeenRequest[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const seen = {
        path: new URL(request.url).pathname,
        authorization: request.headers.get("authorization"),
        body: await request.json().catch(() => null),
      };
      requests.push(seen);
      return script(seen, requests.length - 1);
    },
  );
  return {
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** A chat completion that holds a text. */
export function completion(
  content: string | null,
  { finish = "stop", refusal = null }: {
    finish?: string;
    refusal?: string | null;
  } = {},
): Response {
  return Response.json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "scripted-2026-01-01",
    choices: [{
      index: 0,
      finish_reason: finish,
      message: { role: "assistant", content, refusal },
    }],
    usage: {
      prompt_tokens: 100,
      completion_tokens: 7,
      total_tokens: 107,
      prompt_tokens_details: { cached_tokens: 64 },
    },
  });
}
