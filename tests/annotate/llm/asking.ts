import { openGate } from "lib/annotate/gate/gate.ts";
import { llmAnnotator, type LlmOptions } from "lib/annotate/llm.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { type Script, startEndpoint } from "tests/support/endpoint.ts";
import { paperOf } from "tests/support/papers.ts";

/** The study's five questions. */
export const FIVE = await loadQuestions();

/** The first of them, a yes-no question. */
export const USES_DL = FIVE[0]!;

/** A short paper. */
export const PAPER = paperOf("We fine-tuned VGG-16 on 300 images.");

/** A "no" as a model writes it. */
export const NO = '{"evidence": null, "result": false}';

/** A "no" from a server that counts no tokens. */
export function uncounted(): Response {
  const choices = [{ finish_reason: "stop", message: { content: NO } }];
  return Response.json({ choices });
}

/** A gate that never waits. */
export function impatientGate(concurrency = 1, limits = {}) {
  return openGate({
    concurrency,
    maxAttempts: 3,
    sleep: () => Promise.resolve(),
    ...limits,
  });
}

/** Asks one question at a scripted server. */
export async function askOnce(
  script: Script,
  {
    paper = PAPER,
    question = USES_DL,
    signal,
    ...options
  }: Partial<LlmOptions> & {
    paper?: Paper;
    question?: typeof USES_DL;
    signal?: AbortSignal;
  } = {},
) {
  await using endpoint = startEndpoint(script);
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    apiKey: "sk-planted",
    gate: impatientGate(),
    ...options,
  });
  const reply = await annotator.ask(paper, question, signal);
  return { reply, requests: [...endpoint.requests], annotator };
}
