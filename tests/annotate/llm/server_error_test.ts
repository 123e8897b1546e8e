import assert from "node:assert/strict";
import { readServerError } from "lib/annotate/llm/server_error.ts";

Deno.test("readServerError() finds the lengths in the wordings of the servers", () => {
  const cases: [
    body: unknown,
    contextTokens: number | null,
    promptTokens: number | null,
  ][] = [
    [
      {
        error: {
          code: "context_length_exceeded",
          message:
            "This model's maximum context length is 128000 tokens. However, your messages resulted in 140001 tokens. Please reduce the length of the messages.",
        },
      },
      128000,
      140001,
    ],
    [
      {
        error: {
          code: "context_length_exceeded",
          message:
            "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens. Please reduce the length of the messages.",
        },
      },
      272000,
      300000,
    ],
    [
      {
        error: {
          code: 400,
          type: "BadRequestError",
          message:
            "This model's maximum context length is 8192 tokens. However, you requested 10192 tokens (8192 in the messages, 2000 in the completion). Please reduce the length of the messages or completion.",
        },
      },
      8192,
      8192,
    ],
    [
      {
        object: "error",
        code: 400,
        message:
          "'max_tokens' or 'max_completion_tokens' is too large: 2000. This model's maximum context length is 4096 tokens and your request has 3500 input tokens (2000 > 4096 - 3500).",
      },
      4096,
      3500,
    ],
    [
      {
        error: {
          code: 400,
          message:
            "The decoder prompt (length 10000) is longer than the maximum model length of 8192.",
        },
      },
      8192,
      10000,
    ],
    [
      {
        error: {
          code: 400,
          type: "exceed_context_size_error",
          message:
            "the request exceeds the available context size, try increasing it",
          n_prompt_tokens: 10000,
          n_ctx: 4096,
        },
      },
      4096,
      10000,
    ],
    [
      {
        error: {
          code: 500,
          message:
            "request (10000 tokens) exceeds the available context size (4096 tokens), try increasing it",
        },
      },
      4096,
      10000,
    ],
    [
      {
        error:
          "The number of tokens to keep from the initial prompt is greater than the context length",
      },
      null,
      null,
    ],
    [
      {
        error: {
          message:
            "the prompt is longer than the context length: try a shorter one",
          code: null,
        },
      },
      null,
      null,
    ],
  ];
  for (const [body, contextTokens, promptTokens] of cases) {
    const { context } = readServerError(400, JSON.stringify(body));
    assert.deepEqual(context, { contextTokens, promptTokens });
  }
});
