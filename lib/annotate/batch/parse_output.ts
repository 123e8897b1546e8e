import {
  readServerError,
  type ServerError,
} from "lib/annotate/llm/server_error.ts";

/** One line of an output or error file of a batch. */
export interface OutputLine {
  /** The `custom_id` of the request. */
  readonly id: string;
  /** HTTP status of the single request; null if it was not run or not said. */
  readonly httpStatus: number | null;
  /** The chat completion; null if there is none. */
  readonly completion: unknown;
  /** Null if a completion came. */
  readonly error: ServerError | null;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Reads one line of a batch's output or error file, as the OpenAI service and
 * the builds of `vllm run-batch` write it: the completion in `response.body`
 * or directly in `response`, an error as an object, as a text or inside of
 * either body.
 *
 * @param text The line.
 * @returns What it says, or null if it is not such a line.
 *
 * @example A request that the service did not get to
 * ```ts
 * import { parseOutput } from "lib/annotate/batch/parse_output.ts";
 * import assert from "node:assert/strict";
 * const line = parseOutput(
 *   '{"custom_id":"a-1","response":null,"error":{"code":"batch_expired","message":"…"}}',
 * );
 * assert.equal(line?.error?.code, "batch_expired");
 * ```
 */
export function parseOutput(text: string): OutputLine | null {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(line) || typeof line.custom_id !== "string") return null;
  const response = isObject(line.response) ? line.response : null;
  const body = bodyOf(response);
  const said = saidOf(line.error) ?? saidOf(body?.error) ??
    (body?.object === "error" ? body : null);
  const status = Number.isInteger(response?.status_code)
    ? response!.status_code as number
    : null;
  if (said === null && body !== null && (status ?? 200) < 400) {
    return {
      id: line.custom_id,
      httpStatus: status ?? 200,
      completion: body,
      error: null,
    };
  }
  const error = readServerError(
    status ?? 200,
    JSON.stringify({ error: said ?? "no answer came" }),
  );
  const httpStatus = error.httpStatus === 200 ? null : error.httpStatus;
  return {
    id: line.custom_id,
    httpStatus,
    completion: null,
    error: { ...error, httpStatus },
  };
}

/** The answer's body: old builds of vLLM put it where its envelope belongs. */
function bodyOf(response: Json | null): Json | null {
  if (response === null) return null;
  if (isObject(response.body)) return response.body;
  return "status_code" in response || "body" in response ? null : response;
}

/** An error, be it an object, a text, or wrapped in another one. */
function saidOf(error: unknown): Json | string | null {
  if (typeof error === "string" && error !== "") return error;
  return isObject(error) ? saidOf(error.error) ?? error : null;
}
