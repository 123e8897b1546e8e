import type { AnnotationStatus } from "lib/annotate/annotator.ts";
import type { Outcome } from "lib/annotate/gate/gate.ts";
import type { ServerError } from "lib/annotate/llm/server_error.ts";

/** A server as messages name it. */
export interface ServerName {
  /** Base URL without credentials. */
  readonly endpoint: string;
  readonly model: string;
  readonly hasKey: boolean;
}

/** What an error means for the paper and for the requests that follow. */
export interface ErrorClass {
  readonly status: AnnotationStatus;
  readonly kind: Exclude<Outcome<unknown>["kind"], "ok">;
  /** One sentence without key and paper text. */
  readonly message: string;
}

/**
 * Sorts a server's error into one that passes, and one that this paper alone
 * has to bear.
 *
 * @param error What the server said.
 * @returns Its class; errors that {@link whyItStops} names never get here.
 */
export function classifyError(error: ServerError): ErrorClass {
  const { httpStatus, code, message } = error;
  const sentence = `HTTP ${httpStatus}${message === "" ? "" : `: ${message}`}`;
  const named = (
    status: AnnotationStatus,
    kind: ErrorClass["kind"],
  ): ErrorClass => ({ status, kind, message: sentence });
  if (error.context !== null || httpStatus === 413) {
    return named("too_long", "final");
  }
  if (code === "content_filter") return named("content_filter", "final");
  switch (httpStatus) {
    case 429:
      return named("rate_limited", "rate_limited");
    case 503:
    case 529:
      return named("server_error", "overloaded");
    case 408:
    case 504:
      return named("timeout", "transient");
    case 409:
      return named("server_error", "transient");
  }
  const isServers = httpStatus === 200 || (httpStatus ?? 500) >= 500;
  return isServers
    ? named("server_error", "transient")
    : named("bad_request", "final");
}

/** True if the model is to blame, which some servers say with a status of 400. */
function isOfModel(code: string, message: string): boolean {
  return code === "model_not_found" || /\bno models? loaded\b/i.test(message);
}

/** Codes and types of accounts that have nothing left; the sheet of OpenAI's errors names them. */
const QUOTA =
  /insufficient_quota|credit_balance|spend_limit|usage_limit|insufficient balance|exceeded your current quota/i;

/**
 * Says why no request will pass either, if so.
 *
 * @param error What the server said.
 * @param server The server.
 * @returns One sentence for the user, or null if going on makes sense.
 */
export function whyItStops(
  { httpStatus, code, type, message }: ServerError,
  { endpoint, model, hasKey }: ServerName,
): string | null {
  if (httpStatus === 401 || httpStatus === 403) {
    return hasKey
      ? `Cannot go on as ${endpoint} refused the key in OPENAI_API_KEY (HTTP ${httpStatus})`
      : `Cannot go on as ${endpoint} wants a key (HTTP ${httpStatus}); set OPENAI_API_KEY`;
  }
  if (httpStatus === 404 || isOfModel(code, message)) {
    return `Cannot go on as ${endpoint} knows no model "${model}" or has not loaded it, or no chat API is there (HTTP ${httpStatus}); check --model and OPENAI_BASE_URL`;
  }
  const isQuota = httpStatus === 402 ||
    (httpStatus === 429 && QUOTA.test(`${code} ${type} ${message}`));
  return isQuota
    ? `Cannot go on as the account at ${endpoint} has no quota left; top it up and run the same command again`
    : null;
}
