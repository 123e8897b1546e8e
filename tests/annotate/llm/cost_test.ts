import assert from "node:assert/strict";
import {
  costOf,
  hostsWithPrice,
  loadPrices,
  priceOf,
} from "lib/annotate/llm/prices.ts";
import { estimateRun } from "lib/annotate/llm/estimate.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { sumUsage } from "lib/annotate/llm/usage.ts";
import { completion } from "tests/support/endpoint.ts";
import { openGate } from "lib/annotate/gate/gate.ts";
import { askOnce, FIVE, NO } from "tests/annotate/llm/asking.ts";
import { paperOf } from "tests/support/papers.ts";

const OPENAI = "https://api.openai.com/v1";
const PRICES = await loadPrices();
const PRICE = {
  model: "m",
  host: null,
  date: "2026-01-01",
  input: 2,
  cached: 0.2,
  written: 2.5,
  output: 10,
  batch: 0.5,
  source: "a test",
};

const usage = (
  promptTokens: number | null,
  completionTokens: number | null,
  cachedTokens: number | null = null,
  writtenTokens: number | null = null,
) => ({
  promptTokens,
  completionTokens,
  cachedTokens,
  writtenTokens,
  reasoningTokens: null,
});

Deno.test("the table of prices has a date, a source and a host for every model", () => {
  assert.ok(PRICES.length > 0);
  for (const { date, source, host, cached, input, output } of PRICES) {
    assert.match(date, /^\d{4}-\d\d-\d\d$/);
    assert.ok(source.length > 20);
    assert.equal(host, "api.openai.com");
    assert.ok(cached! < input && input < output);
  }
});

Deno.test("hostsWithPrice() names the servers that a model's price is listed for", () => {
  const hosts = (model: string) => hostsWithPrice(PRICES, model);
  assert.deepEqual(hosts("gpt-5.4-mini"), ["api.openai.com"]);
  assert.deepEqual(hosts("gpt-5.4-mini-2026-03-17"), ["api.openai.com"]);
  assert.deepEqual(hosts("nobody-knows"), []);
  assert.deepEqual(hostsWithPrice([PRICE], "m"), []);
});

Deno.test("priceOf() knows a model by its name and its snapshots, at its own server only", () => {
  const of = (model: string, endpoint = OPENAI) =>
    priceOf(PRICES, { model, endpoint })?.model ?? null;
  assert.equal(of("gpt-5-mini"), "gpt-5-mini");
  assert.equal(of("gpt-5-mini-2025-08-07"), "gpt-5-mini");
  assert.equal(of("gpt-5-mini-turbo"), null);
  assert.equal(of("no-such-model"), null);
  assert.equal(of("gpt-5-mini", "http://localhost:8000/v1"), null);
  const newer = { ...PRICE, date: "2026-05-01", input: 3 };
  const older = { ...PRICE, date: "2025-05-01", input: 1 };
  assert.equal(
    priceOf([older, newer, PRICE], { model: "m", endpoint: OPENAI })?.input,
    3,
  );
});

Deno.test("costOf() charges fresh, cached, written and generated tokens, and half in batches", () => {
  // 1,000,000 prompt tokens of which 400,000 cached and 100,000 written:
  // 0.5 * 2 + 0.4 * 0.2 + 0.1 * 2.5 + 0.01 * 10 = 1.43 dollars.
  const counted = usage(1_000_000, 10_000, 400_000, 100_000);
  assert.ok(Math.abs(costOf(counted, PRICE)! - 1.43) < 1e-12);
  assert.ok(Math.abs(costOf(counted, PRICE, { batch: true })! - 0.715) < 1e-12);
});

Deno.test("costOf() calls a cost unknown, never nothing, if a price or a count is", () => {
  assert.equal(costOf(usage(10, 10), null), null);
  assert.equal(costOf(usage(null, 10), PRICE), null);
  assert.equal(costOf(usage(10, null), PRICE), null);
  assert.equal(
    costOf(usage(10, 10), { ...PRICE, batch: null }, { batch: true }),
    null,
  );
  const plain = { ...PRICE, cached: null, written: null };
  assert.equal(costOf(usage(1e6, 0, 5e5, 5e5), plain), 2);
});

Deno.test("loadPrices() names the file and the key of what is no table of prices", async () => {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(
      file,
      JSON.stringify({
        unit: "US dollars per million tokens",
        prices: [{ ...PRICE, input: -1 }],
      }),
    );
    await assert.rejects(loadPrices(file), /prices\.0\.input is not valid/);
    await Deno.writeTextFile(file, "[");
    await assert.rejects(loadPrices(file), SyntaxError);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("sumUsage() adds what was counted and keeps the rest unknown", () => {
  assert.deepEqual(
    sumUsage([usage(1, 2, 3), null, usage(10, null, null)]),
    usage(11, 2, 3),
  );
  assert.equal(sumUsage([null, null]), null);
});

Deno.test("llmAnnotator() reserves more than a request costs, and tells the gate what it did cost", async () => {
  const gate = openGate({ concurrency: 1 });
  const reservations: number[] = [];
  const watched: typeof gate = {
    ...gate,
    send(reservation, request, signal) {
      reservations.push(reservation.usd!);
      return gate.send(reservation, request, signal);
    },
  };
  const { reply } = await askOnce(() => completion(NO), {
    gate: watched,
    prices: [PRICE],
    paper: paperOf("Short."),
  });
  // The scripted server counts 100 tokens, 64 cached, and 7 generated.
  const cost = costOf(reply.usage!, PRICE)!;
  assert.ok(Math.abs(cost - (36 * 2 + 64 * 0.2 + 7 * 10) / 1e6) < 1e-12);
  assert.equal(gate.state.usd, cost);
  // At the worst the answer takes its cap of 2,048 tokens.
  assert.ok(reservations[0]! > 2048 * 10 / 1e6);
});

const RUN = {
  papers: 1000,
  characters: 40_000_000,
  questions: FIVE,
  charactersPerToken: 4,
  settings: settingsOf({ model: "m", baseUrl: "http://localhost:8000/v1" }),
  mode: "single",
  price: PRICE,
} as const;

Deno.test("estimateRun() follows the cascade's rates, and says so where it has to assume them", () => {
  const rates = new Map([["uses_dl", 0.3], ["uses_ptms", 0.5]]);
  const known = estimateRun({ ...RUN, rates });
  assert.deepEqual(
    known.calls.map(({ calls }) => calls),
    [1000, 300, 150, 150, 150],
  );
  assert.ok(!known.assumptions.some((sentence) => sentence.includes("50 %")));
  const assumed = estimateRun(RUN);
  assert.deepEqual(
    assumed.calls.map(({ calls }) => calls),
    [1000, 500, 250, 250, 250],
  );
  assert.ok(
    assumed.assumptions.includes(
      "50 % of the answers to uses_dl and to uses_ptms lead on to the questions that depend on them",
    ),
  );
});

Deno.test("estimateRun() counts each paper once a call, and once in one pass", () => {
  const rates = new Map([["uses_dl", 0], ["uses_ptms", 0]]);
  // 10,000 tokens a paper; instructions, question and schema come on top.
  const single = estimateRun({ ...RUN, rates });
  assert.ok(single.promptTokens > 10e6 && single.promptTokens < 11e6);
  assert.deepEqual(single.usd!.low, single.usd!.high);
  const onePass = estimateRun({ ...RUN, mode: "one-pass" });
  assert.deepEqual(onePass.calls, [{ question: "all", calls: 1000 }]);
  assert.ok(onePass.promptTokens > 10e6 && onePass.promptTokens < 13e6);
});

Deno.test("estimateRun() gives the cost with and without a cache, half of it in batches, or unknown", () => {
  const rates = new Map([["uses_dl", 1], ["uses_ptms", 1]]);
  const { usd, promptTokens, completionTokens } = estimateRun({
    ...RUN,
    rates,
  });
  const near = (found: number | null, expected: number) =>
    assert.ok(Math.abs(found! - expected) < 1e-9, `${found} ${expected}`);
  const costAt = (input: number) =>
    (promptTokens * input + completionTokens * 10) / 1e6;
  // What no cache serves is written to one, at 2.5 dollars instead of 2.
  near(usd!.high, costAt(2.5));
  // Four of five calls read the paper's 10,000,000 tokens from the cache.
  near(usd!.low, costAt(2.5) - 40 * (2.5 - 0.2));
  near(usd!.batch, costAt(2) / 2);
  const free = { ...PRICE, written: null, batch: null };
  const { usd: older } = estimateRun({ ...RUN, rates, price: free });
  near(older!.high, costAt(2));
  near(older!.low, costAt(2) - 40 * (2 - 0.2));
  assert.equal(older!.batch, null);
  const unknown = estimateRun({ ...RUN, price: null });
  assert.equal(unknown.usd, null);
  assert.ok(unknown.assumptions.includes('the price of "m" is unknown'));
});
