import type { Usage } from "lib/annotate/annotator.ts";
import type { Annotation } from "lib/annotate/store.ts";

/** Tokens of a request. */
export function usageOf(promptTokens: number, completionTokens: number): Usage {
  return {
    promptTokens,
    cachedTokens: null,
    writtenTokens: null,
    reasoningTokens: null,
    completionTokens,
  };
}

/** An answered annotation with a refused and an accepted request. */
export const ANNOTATION: Annotation = {
  key: "k",
  doi: "10.1/a",
  question: "uses_dl",
  questionVersion: 1,
  identity: {
    annotator: "script",
    model: "m",
    endpoint: "",
    parameters: { seed: 1 },
  },
  textHash: "t",
  status: "answered",
  answer: { kind: "yes-no", result: true, evidence: "“quote”" },
  evidence: [{
    quote: "“quote”",
    match: "exact",
    start: 0,
    end: 7,
    section: "methods",
  }],
  grounded: true,
  raw: "{}",
  message: null,
  usage: usageOf(10, 2),
  attempts: [
    {
      outcome: "adapted",
      httpStatus: 400,
      usage: null,
      message: "The server does not know temperature",
    },
    {
      outcome: "answered",
      httpStatus: 200,
      usage: usageOf(10, 2),
      message: null,
    },
  ],
  notes: { served_model: "m-1" },
};
