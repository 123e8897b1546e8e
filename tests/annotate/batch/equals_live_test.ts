import assert from "node:assert/strict";
import { join } from "node:path";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import { exportBatch } from "lib/annotate/batch/export_batch.ts";
import { listBatches } from "lib/annotate/batch/manifest.ts";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { annotateSample } from "lib/annotate/run.ts";
import { openStore, type Store } from "lib/annotate/store.ts";
import { drawSample } from "lib/corpus/sample.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { answerTo, type Body } from "tests/annotate/batch/scripted_model.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();

// What a paper says decides what the scripted model answers about it.
const PAPERS = [
  "We counted birds.",
  "We trained a network.",
  "We fine-tuned BERT and ran ResNet as it is.",
  "We fine-tuned BERT. The first answer does not fit.",
  "We fine-tuned BERT. No answer ever fits.",
  "The model refuses.",
  "The filter holds it back.",
  "The answer is too long at first.",
  "The answer is always too long.",
  "We trained a network. The quote is made up.",
  `We counted birds. ${"Long methods follow here. ".repeat(4000)}`,
].map((text, i) =>
  paperOf(text, { doi: `10.5555/${String(i).padStart(2, "0")}` })
);
const CORPUS = corpusOf(PAPERS);
const SAMPLE = drawSample(PAPERS, { size: "all", atLeastOne: false, seed: 1 });
const OPTIONS = {
  model: "scripted",
  baseUrl: "http://127.0.0.1:1/v1",
  questions: QUESTIONS,
};

/** Answers of a store, paper by paper. */
function annotationsIn(store: Store) {
  const { identity, mode } = llmAnnotator(OPTIONS);
  return PAPERS.flatMap(({ text }) =>
    QUESTIONS.map((question) =>
      store.get(annotationKey(hashText(text), question, identity, mode))
    ).filter((annotation) => annotation !== undefined)
  );
}

/** Asks a scripted server, as `annotate` does. */
async function askLive(store: Store) {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { status, body } = answerTo(await request.json());
      return Response.json(body, { status });
    },
  );
  // Both ways file their answers under one address.
  const live = llmAnnotator({
    ...OPTIONS,
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
  });
  const { identity } = llmAnnotator(OPTIONS);
  await annotateSample({
    corpus: CORPUS,
    sample: SAMPLE,
    questions: QUESTIONS,
    annotator: { ...live, identity },
    store,
    papersAtOnce: 1,
  });
  await server.shutdown();
}

/** Exports, answers with a script and collects until nothing is left to ask. */
async function askInBatches(
  store: Store,
  run: (lines: { custom_id: string; body: Body }[], round: number) => string[],
) {
  const batches = await Deno.makeTempDir();
  const settings = settingsOf(OPTIONS);
  const shared = {
    corpus: CORPUS,
    questions: QUESTIONS,
    annotator: llmAnnotator(OPTIONS),
    store,
    writing: { settings, gauge: openTokenGauge() },
  };
  const exported: string[][] = [];
  for (let round = 1; round <= 12; round++) {
    const { folder } = await exportBatch({
      ...shared,
      batches,
      study: "test",
      target: "vllm",
      limits: { requests: 4, bytes: 1e6 },
      sample: SAMPLE,
      first: { profile: firstProfile(settings.endpoint), contextTokens: null },
    });
    if (folder === null) return { batches, exported };
    const lines = [];
    for (const { file } of folder.manifest.shards) {
      const text = await Deno.readTextFile(join(folder.path, file));
      lines.push(...text.trimEnd().split("\n").map((line) => JSON.parse(line)));
    }
    exported.push(lines.map(({ custom_id }) => custom_id));
    const from = await Deno.makeTempDir();
    await Deno.writeTextFile(
      join(from, "results.jsonl"),
      run(lines, round).map((line) => `${line}\n`).join(""),
    );
    await collectFolder(await listBatches(batches), from, shared);
  }
  throw new Error("the batches do not come to an end");
}

const respond = ({ custom_id, body }: { custom_id: string; body: Body }) => {
  const { status, body: said } = answerTo(body);
  const response = { status_code: status, request_id: "r", body: said };
  return JSON.stringify({ id: "b", custom_id, response, error: null });
};

Deno.test("batches leave the same annotations as a live run, one for one", async () => {
  using live = closing(openStore(":memory:"));
  using batch = closing(openStore(":memory:"));
  await askLive(live);
  const { exported } = await askInBatches(batch, (lines) => lines.map(respond));
  const expected = annotationsIn(live);
  assert.deepEqual(annotationsIn(batch), expected);
  // Every kind of ending is in it.
  assert.deepEqual(
    [...new Set(expected.map(({ status }) => status))].sort(),
    ["answered", "content_filter", "invalid_answer", "length", "refused"],
  );
  assert.ok(
    expected.some(({ attempts }) => attempts[0]!.outcome === "repaired"),
  );
  assert.ok(expected.some(({ notes }) => notes.text_cut));
  assert.ok(expected.some(({ grounded }) => grounded === false));
  // Wave 1 asks one question of every paper.
  assert.equal(exported[0]!.length, PAPERS.length);
  assert.ok(exported[0]!.every((id) => id.startsWith("uses_dl-")));
});

Deno.test("lines lost, doubled, shuffled and failed make no difference in the end", async () => {
  using live = closing(openStore(":memory:"));
  using batch = closing(openStore(":memory:"));
  await askLive(live);
  await askInBatches(batch, (lines, round) => {
    const answers = lines.map((line, i) => {
      if (round > 2) return respond(line);
      const { custom_id } = line;
      const failed = (status: number) =>
        JSON.stringify({
          custom_id,
          response: { status_code: status, body: null },
          error: "busy",
        });
      switch (i % 5) {
        case 0:
          return respond(line).slice(0, -20); // malformed
        case 1:
          return failed(500);
        case 2:
          return JSON.stringify({
            custom_id,
            response: null,
            error: { code: "batch_expired", message: "expired" },
          });
        default:
          return respond(line);
      }
    });
    const unknown = respond({ ...lines[0]!, custom_id: "nobody-1" });
    return [...answers, unknown, ...answers].reverse();
  });
  assert.deepEqual(annotationsIn(batch), annotationsIn(live));
});

function closing(store: Store): Store & Disposable {
  return { ...store, [Symbol.dispose]: () => store.close() };
}
