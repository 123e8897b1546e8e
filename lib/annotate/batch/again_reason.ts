import type { OutputLine } from "lib/annotate/batch/parse_output.ts";
import { classifyError, whyItStops } from "lib/annotate/llm/classify_error.ts";

/** Codes of requests that a batch did not get to. */
const NOT_RUN: Readonly<Record<string, string>> = {
  batch_expired: "expired",
  batch_cancelled: "cancelled",
  request_timeout: "timed out",
};

const ANY = { endpoint: "", model: "", hasKey: true };

/**
 * Says why a request has to be sent again as it is: it was not run, or it
 * failed in a way that passes, or that the user has to mend.
 *
 * @param line What came back.
 * @returns The reason as a class to be counted, or null if the line is an
 * answer, or an error that the paper has to bear.
 */
export function againReason({ error, completion }: OutputLine): string | null {
  if (error === null) {
    return isCompletion(completion) ? null : "not a chat completion";
  }
  const notRun = NOT_RUN[error.code];
  if (notRun !== undefined) return notRun;
  if (whyItStops(error, ANY) !== null) return "key, model or quota refused";
  const { kind, status } = classifyError(error);
  return kind === "final" ? null : status.replaceAll("_", " ");
}

function isCompletion(completion: unknown): boolean {
  const { choices } = completion as { choices?: unknown };
  const message = Array.isArray(choices) ? choices[0]?.message : null;
  return typeof message === "object" && message !== null;
}
