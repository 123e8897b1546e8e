/** What a server does not do, and the words in which it says so. */

import type { ModelServerOptions } from "tests/support/endpoint/options.ts";
import { apiError } from "tests/support/endpoint/seen_request.ts";

const INVALID = { type: "invalid_request_error" };

/**
 * Refuses a parameter, as OpenAI's reasoning models do.
 *
 * @param body The request.
 * @param refuses Parameters that are refused.
 * @returns The refusal; null if there is nothing to refuse.
 */
export function refuseParameter(
  body: Record<string, unknown>,
  refuses: ModelServerOptions["refuses"] = [],
): Response | null {
  const param = refuses.find((name) => body[name] !== undefined);
  if (param === undefined) return null;
  if (param === "temperature") {
    return apiError(400, {
      ...INVALID,
      message:
        `Unsupported value: 'temperature' does not support ${body.temperature} with this model. Only the default (1) value is supported.`,
      param,
      code: "unsupported_value",
    });
  }
  const instead = param === "max_tokens"
    ? " Use 'max_completion_tokens' instead."
    : "";
  return apiError(400, {
    ...INVALID,
    message:
      `Unsupported parameter: '${param}' is not supported with this model.${instead}`,
    param,
    code: "unsupported_parameter",
  });
}

/** Refuses a response format that the server does not know. */
export function refuseFormat(
  asked: string | undefined,
  { format = "json_schema", formatWords = "openai" }: ModelServerOptions,
): Response | null {
  const known = ["text", "json_object", "json_schema"].slice(
    0,
    { text: 1, json_object: 2, json_schema: 3 }[format],
  );
  // LM Studio knows json_schema and text, but not what lies between.
  const isRefused = asked !== undefined &&
    (formatWords === "lm-studio"
      ? asked === "json_object" || !known.includes(asked)
      : !known.includes(asked));
  if (!isRefused) return null;
  switch (formatWords) {
    case "openai":
      return apiError(400, {
        ...INVALID,
        message:
          `Invalid parameter: 'response_format' of type '${asked}' is not supported with this model.`,
        param: "response_format",
      });
    case "vllm": {
      const expected = known.map((name) => `'${name}'`).join(" or ");
      return Response.json({
        object: "error",
        message:
          `[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': "Input should be ${expected}", 'input': '${asked}'}]`,
        type: "BadRequestError",
        param: null,
        code: 400,
      }, { status: 400 });
    }
    case "llama.cpp":
      return Response.json({
        error: {
          code: 400,
          message:
            `response_format type must be one of "text" or "json_object", but got: ${asked}`,
          type: "invalid_request_error",
        },
      }, { status: 400 });
    case "lm-studio":
      return Response.json({
        error: format === "json_schema"
          ? "'response_format.type' must be 'json_schema' or 'text'"
          : "'response_format.type' must be 'text'",
      }, { status: 400 });
  }
}

/** Refuses a prompt that is longer than the context. */
export function refuseLength(
  promptTokens: number,
  { contextTokens = Infinity, contextWords = "openai" }: ModelServerOptions,
): Response | null {
  if (promptTokens <= contextTokens) return null;
  switch (contextWords) {
    case "openai":
      return apiError(400, {
        ...INVALID,
        message:
          `This model's maximum context length is ${contextTokens} tokens. However, your messages resulted in ${promptTokens} tokens. Please reduce the length of the messages.`,
        param: "messages",
        code: "context_length_exceeded",
      });
    case "vllm":
      return Response.json({
        object: "error",
        message:
          `This model's maximum context length is ${contextTokens} tokens. However, you requested ${promptTokens} tokens in the messages, Please reduce the length of the messages.`,
        type: "BadRequestError",
        param: null,
        code: 400,
      }, { status: 400 });
    case "llama.cpp":
      return Response.json({
        error: {
          code: 400,
          message:
            `request (${promptTokens} tokens) exceeds the available context size (${contextTokens} tokens), try increasing it`,
          type: "exceed_context_size_error",
          n_prompt_tokens: promptTokens,
          n_ctx: contextTokens,
        },
      }, { status: 400 });
    case "silent":
      return null;
  }
}
