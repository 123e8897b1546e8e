import type { AnnotationStatus } from "lib/annotate/annotator.ts";

const WORDS: Readonly<Record<AnnotationStatus, string>> = {
  answered: "answered",
  refused: "model refused",
  content_filter: "stopped by a content filter",
  length: "answer cut off",
  whitespace_runaway: "endless white space",
  silent_truncation: "paper cut by the server",
  invalid_answer: "no valid answer",
  too_long: "paper too long for the model",
  rate_limited: "server busy",
  timeout: "timed out",
  server_error: "server error",
  bad_request: "request refused",
  not_recorded: "no answer recorded",
};

/** Says for readers how a question's turn ended; an unknown status stays as it is. */
export function statusInWords(status: string): string {
  return (WORDS as Readonly<Record<string, string>>)[status] ?? status;
}
