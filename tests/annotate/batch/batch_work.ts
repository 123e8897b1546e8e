/** Papers, a store, exports and scripted result lines for the tests of batches. */

import { join } from "node:path";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import {
  exportBatch,
  type ExportOptions,
} from "lib/annotate/batch/export_batch.ts";
import { type BatchFolder, listBatches } from "lib/annotate/batch/manifest.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { identityOf, settingsOf } from "lib/annotate/llm/settings.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { openStore } from "lib/annotate/store.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { drawSample } from "lib/corpus/sample.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();

/** Papers, a store, and exports of what is to be asked about them. */
export async function work(
  papers: readonly Paper[],
  { mode = "single", ...parts }:
    & Partial<ExportOptions>
    & Partial<Pick<Annotator, "mode">> = {},
) {
  const settings = settingsOf({
    model: "m",
    baseUrl: "http://127.0.0.1:1/v1",
    questions: QUESTIONS,
  });
  const batches = await Deno.makeTempDir();
  const store = openStore(":memory:");
  const annotator = { identity: identityOf(settings), mode };
  const options: ExportOptions = {
    batches,
    study: "test",
    target: "openai",
    limits: { requests: 2, bytes: 1e6 },
    corpus: corpusOf(papers),
    sample: drawSample(papers, { size: "all", atLeastOne: false, seed: 1 }),
    questions: QUESTIONS,
    annotator,
    store,
    writing: { settings, gauge: openTokenGauge() },
    first: { profile: firstProfile(settings.endpoint), contextTokens: null },
    ...parts,
  };
  return {
    options,
    store,
    folders: () => listBatches(batches),
    export: (more: Partial<ExportOptions> = {}) =>
      exportBatch({ ...options, ...more }),
    get: ({ text }: Paper, question = "uses_dl") =>
      store.get(annotationKey(
        hashText(text),
        QUESTIONS.find(({ id }) => id === question)!,
        annotator.identity,
        mode,
      )),
    [Symbol.dispose]: () => store.close(),
  };
}

/** Papers with given texts. */
export const papersOf = (...texts: string[]) =>
  texts.map((text, i) => paperOf(text, { doi: `10.5555/${i}` }));

/** Requests of an export, in the order of its files. */
export async function requestsOf({ path, manifest }: BatchFolder) {
  const texts = await Promise.all(
    manifest.shards.map(({ file }) => Deno.readTextFile(join(path, file))),
  );
  return texts.join("").trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Papers of an export's requests. */
export const doiOf = async ({ path, manifest }: BatchFolder) => {
  const texts = await Promise.all(
    manifest.shards.map(({ index }) => Deno.readTextFile(join(path, index))),
  );
  return texts.join("").trimEnd().split("\n").map((line) =>
    JSON.parse(line).doi as string
  );
};

/** A line of an output file: a no, what is given, or a refusal. */
export function said(
  id: string,
  content: string | null = '{"evidence": null, "result": false}',
  refusal: string | null = null,
): string {
  const body = {
    choices: [{ finish_reason: "stop", message: { content, refusal } }],
    usage: { prompt_tokens: 10, completion_tokens: 5 },
  };
  const response = { status_code: 200, request_id: "r", body };
  return JSON.stringify({ custom_id: id, response, error: null });
}

/** The `custom_id` of a line. */
export const idOf = (line: string) => JSON.parse(line).custom_id as string;

/** Papers, a store and exports. */
export type Work = Awaited<ReturnType<typeof work>>;

/** Collects result files with given lines. */
export async function fromFiles(
  { options, folders }: Work,
  files: Record<string, readonly string[]>,
) {
  const from = await Deno.makeTempDir();
  for (const [name, lines] of Object.entries(files)) {
    await Deno.writeTextFile(join(from, name), lines.join("\n"));
  }
  return await collectFolder(await folders(), from, options);
}

/** A line for a request that the service did not get to. */
export function expired(id: string): string {
  const error = { code: "batch_expired", message: "not run" };
  return JSON.stringify({ custom_id: id, response: null, error });
}

/** A line for a request that failed. */
export function failed(
  id: string,
  status: number,
  code: string,
  param?: string,
) {
  const error = { message: "scripted", code, param };
  const response = { status_code: status, request_id: "r", body: { error } };
  return JSON.stringify({ custom_id: id, response, error: null });
}
