import assert from "node:assert/strict";
import type { Usage } from "lib/annotate/annotator.ts";
import type { Price } from "lib/annotate/llm/prices.ts";
import { addPaper, emptyTotals } from "lib/study/run_totals.ts";
import { ANNOTATION, usageOf } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";

const PRICE: Price = {
  model: "m",
  host: null,
  date: "2026-01-01",
  input: 2,
  cached: 1,
  written: null,
  output: 10,
  batch: 0.5,
  source: "made up for this test",
};

const PAPER = {
  metadata: metadataOf(),
  stratum: "",
  inclusionProbability: 1,
};

/** A request that went in a batch. */
const batched = (usage: Usage) => ({
  outcome: "answered" as const,
  httpStatus: 200,
  usage,
  message: null,
  batch: "b-1",
});

Deno.test("addPaper() counts grounded answers, tokens and money", () => {
  const totals = emptyTotals([{ id: "uses_dl" }]);
  const usage = { ...usageOf(1_000_000, 100_000), cachedTokens: 400_000 };
  const annotations = [
    { ...ANNOTATION, usage },
    { ...ANNOTATION, usage, grounded: false, attempts: [batched(usage)] },
    { ...ANNOTATION, usage: null, grounded: null },
  ];
  addPaper(totals, { ...PAPER, annotations }, PRICE);
  const { positive, groundedAnswers, groundedShare } = totals.questions
    .uses_dl!;
  assert.deepEqual([positive, groundedAnswers, groundedShare], [3, 1, 0.5]);
  assert.equal(totals.promptTokens, 2_000_000);
  assert.equal(totals.cachedTokens, 800_000);
  // 0.6 x 2 + 0.4 x 1 + 0.1 x 10 = 2.6 dollars, and half of it in a batch.
  assert.equal(totals.usd, 3.9);
});

Deno.test("addPaper() prices each request as it was sent, and a replay as it was recorded", () => {
  const usage = usageOf(1_000_000, 0);
  const inBatch = batched(usage);
  const { batch: _batch, ...live } = inBatch;
  const cases = [
    // A million tokens are 2 dollars, and one in a batch.
    ["live and batch", {
      usage: usageOf(2_000_000, 0),
      attempts: [live, inBatch],
    }, 3],
    ["replay of a live run", { usage, attempts: [] }, 2],
    ["replay of a batch", {
      usage,
      attempts: [],
      notes: { batch: "b-1" },
    }, 1],
  ] as const;
  for (const [name, parts, usd] of cases) {
    const totals = emptyTotals([{ id: "uses_dl" }]);
    const annotations = [{ ...ANNOTATION, ...parts }];
    addPaper(totals, { ...PAPER, annotations }, PRICE);
    assert.equal(totals.usd, usd, name);
  }
});

Deno.test("addPaper() does not take an unknown price for nothing", () => {
  const totals = emptyTotals([{ id: "uses_dl" }]);
  assert.equal(totals.usd, 0);
  addPaper(totals, { ...PAPER, annotations: [ANNOTATION] }, null);
  assert.equal(totals.usd, null);
  addPaper(totals, { ...PAPER, annotations: [ANNOTATION] }, PRICE);
  assert.equal(totals.usd, null);
});
