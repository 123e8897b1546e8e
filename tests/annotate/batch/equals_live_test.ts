import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AskingMode } from "lib/annotate/annotator.ts";
import { collectFolder } from "lib/annotate/batch/collect_batch.ts";
import { exportBatch } from "lib/annotate/batch/export_batch.ts";
import { listBatches, updateShard } from "lib/annotate/batch/manifest.ts";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { annotateSample } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
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
  "We fine-tuned BERT. One list of five answers never fits.",
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

/** A run's store on disk. */
async function newStore() {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path);
  return { path, store, [Symbol.dispose]: () => store.close() };
}

type NewStore = Awaited<ReturnType<typeof newStore>>;

/** Every column of every annotation and of its requests, by key. */
function rowsIn({ path }: NewStore) {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const all = (sql: string): Row[] =>
      db.prepare(sql).all().map((row) => ({ ...row }));
    return {
      annotations: all("SELECT * FROM annotations ORDER BY key"),
      attempts: all("SELECT * FROM attempts ORDER BY key, n"),
    };
  } finally {
    db.close();
  }
}

type Row = Record<string, unknown>;

/**
 * Makes sure that two stores hold the same, and that all requests of one went
 * in batches: which batch is the only thing that may differ.
 */
function assertEqual(live: NewStore, batch: NewStore): void {
  const [expected, found] = [rowsIn(live), rowsIn(batch)];
  assert.deepEqual(found.annotations, expected.annotations);
  assert.deepEqual(
    found.attempts.map((row) => ({ ...row, batch: null })),
    expected.attempts,
  );
  assert.ok(
    found.attempts.every(({ batch }) => /^batch_\d+$/.test(String(batch))),
  );
}

/** Asks a scripted server, as `annotate` does. */
async function askLive({ store }: NewStore, mode: AskingMode) {
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
    mode,
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
  { store }: NewStore,
  mode: AskingMode,
  run: (lines: { custom_id: string; body: Body }[], round: number) => string[],
) {
  const batches = await Deno.makeTempDir();
  const settings = settingsOf(OPTIONS);
  const shared = {
    corpus: CORPUS,
    questions: QUESTIONS,
    annotator: llmAnnotator({ ...OPTIONS, mode }),
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
    if (folder === null) return { exported };
    const lines = [];
    for (const { file } of folder.manifest.shards) {
      await nameBatch(batches, file, `batch_${round}`);
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

/** Notes a batch with a file of the latest export, as if it had been submitted. */
async function nameBatch(batches: string, file: string, batchId: string) {
  const folder = (await listBatches(batches)).at(-1)!;
  await updateShard(folder, file, { batchId });
}

const MODES = ["single", "one-pass"] as const;

Deno.test("batches leave the same annotations as a live run, column for column", async (t) => {
  for (const mode of MODES) {
    await t.step(mode, async () => {
      using live = await newStore();
      using batch = await newStore();
      await askLive(live, mode);
      const { exported } = await askInBatches(
        batch,
        mode,
        (lines) => lines.map(respond),
      );
      assertEqual(live, batch);
      const { annotations, attempts } = rowsIn(batch);
      // Every kind of ending is in it.
      assert.deepEqual(
        [...new Set(annotations.map(({ status }) => status))].sort(),
        ["answered", "content_filter", "invalid_answer", "length", "refused"],
      );
      assert.ok(attempts.some(({ outcome }) => outcome === "repaired"));
      assert.ok(
        annotations.some(({ notes }) => String(notes).includes("text_cut")),
      );
      assert.ok(annotations.some(({ grounded }) => grounded === 0));
      assert.ok(
        annotations.some(({ question, answer }) =>
          question === "identify_ptm_impact" && answer !== null
        ),
      );
      // The first wave asks one question of every paper, or all five.
      assert.equal(exported[0]!.length, PAPERS.length);
      const first = mode === "single" ? /^uses_dl-/ : /^all-/;
      assert.ok(exported[0]!.every((id) => first.test(id)));
    });
  }
});

Deno.test("lines lost, doubled, shuffled and failed make no difference in the end", async (t) => {
  for (const mode of MODES) {
    await t.step(mode, async () => {
      using live = await newStore();
      using batch = await newStore();
      await askLive(live, mode);
      await askInBatches(batch, mode, (lines, round) => {
        const answers = lines.map((line, i) =>
          round > 2 ? respond(line) : spoilt(line, i)
        );
        const unknown = respond({ ...lines[0]!, custom_id: "nobody-1" });
        return [...answers, unknown, ...answers].reverse();
      });
      assertEqual(live, batch);
    });
  }
});

/** A line that comes back malformed, failed, expired or, mostly, as it should. */
function spoilt(line: { custom_id: string; body: Body }, i: number): string {
  const { custom_id } = line;
  switch (i % 5) {
    case 0:
      return respond(line).slice(0, -20);
    case 1:
      return JSON.stringify({
        custom_id,
        response: { status_code: 500, body: null },
        error: "busy",
      });
    case 2:
      return JSON.stringify({
        custom_id,
        response: null,
        error: { code: "batch_expired", message: "expired" },
      });
    default:
      return respond(line);
  }
}
