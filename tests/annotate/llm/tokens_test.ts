import assert from "node:assert/strict";
import { measureText, openTokenGauge } from "lib/annotate/llm/tokens.ts";

const PROSE = "The cells were grown for two days in a warm room. ";

Deno.test("measureText() counts as o200k does, control tokens as plain text", async () => {
  // js-tiktoken 1.0.21 counts 1,201 tokens of o200k_base in 100 sentences.
  const perToken = await measureText(PROSE.repeat(100));
  assert.ok(Math.abs(perToken - PROSE.length / 12) < 0.05);
  assert.ok(await measureText("<|endoftext|>".repeat(50)) < 13);
  assert.equal(await measureText(""), 4);
});

Deno.test("openTokenGauge() is calibrated by texts and corrected by the server's counts", async () => {
  const gauge = openTokenGauge();
  assert.equal(gauge.charactersPerToken, 4);
  await gauge.sample(PROSE.repeat(200));
  const counted = gauge.countedPerToken;
  assert.ok(Math.abs(counted - PROSE.length / 12) < 0.05);
  // A server whose tokenizer makes 1.5 times as many tokens of it.
  for (let i = 0; i < 100; i++) gauge.observe(40_000, 1.5 * 40_000 / counted);
  assert.ok(Math.abs(gauge.charactersPerToken - counted / 1.5) < 0.05);
  assert.equal(gauge.countedPerToken, counted);
});

Deno.test("openTokenGauge() does not let a server that cuts explain itself away", async () => {
  const gauge = openTokenGauge();
  const text = PROSE.repeat(200);
  await gauge.sample(text);
  for (let i = 0; i < 500; i++) gauge.observe(40_000, 2000);
  const yardstick = await gauge.yardstick(text);
  assert.ok(yardstick <= gauge.countedPerToken / 0.8 + 0.05);
});

Deno.test("openTokenGauge() samples the same slices for the same seed, and a bounded number of texts", async () => {
  const texts = Array.from(
    { length: 40 },
    (_, i) => `${i} ${i % 2 ? PROSE : "3.14|2.71|"}`.repeat(900),
  );
  const calibrate = async (seed: string, count: number) => {
    const gauge = openTokenGauge(seed);
    for (const text of texts.slice(0, count)) await gauge.sample(text);
    return gauge.countedPerToken;
  };
  assert.equal(await calibrate("a", 16), await calibrate("a", 16));
  assert.equal(await calibrate("a", 16), await calibrate("a", 40));
});
