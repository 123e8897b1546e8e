/** The gate against servers with a rate limit, in virtual time. */

import assert from "node:assert/strict";
import { openGate } from "lib/annotate/gate/gate.ts";
import {
  fixedWindow,
  keepAsking,
  type Limiter,
  simulateServer,
  slidingWindow,
  tokenBucket,
  virtualTime,
} from "tests/annotate/gate/simulation.ts";

const WARM_UP_MS = 30_000;
const END_MS = 240_000;
const PER_SECOND = 50;

/** Ways to enforce 50 requests a second. */
const LIMITERS: Record<string, () => Limiter> = {
  "a bucket of 50": () => tokenBucket(PER_SECOND, PER_SECOND),
  "a bucket of 5": () => tokenBucket(PER_SECOND, 5),
  "a fixed window": () => fixedWindow(PER_SECOND),
  "a sliding window": () => slidingWindow(PER_SECOND),
};

for (const hasHeaders of [true, false]) {
  const title =
    `openGate() uses 90 % of 50 requests/s with under 2 % refused, ${
      hasHeaders ? "with x-ratelimit headers" : "from refusals alone"
    }`;
  Deno.test(title, async (t) => {
    for (const [name, limiter] of Object.entries(LIMITERS)) {
      for (const concurrency of ["auto", 64] as const) {
        for (const latencyMs of [50, 200]) {
          const step = `${name}, concurrency ${concurrency}, ${latencyMs} ms`;
          await t.step(step, async () => {
            const time = virtualTime();
            const server = simulateServer(time, {
              limiter: limiter(),
              hasHeaders,
              latencyMs,
            });
            const gate = openGate({ concurrency, ...time });
            const kinds = await keepAsking(gate, time, server, {
              callers: 64,
              forMs: END_MS,
            });
            assert.ok(kinds.every((kind) => kind === "ok"));
            const later = server.log.filter(({ at }) =>
              at >= WARM_UP_MS && at < END_MS
            );
            const accepted = later.filter(({ kind }) => kind === "ok").length;
            const possible = PER_SECOND * (END_MS - WARM_UP_MS) / 1000;
            const refused = 1 - accepted / later.length;
            assert.ok(accepted >= 0.9 * possible, `${accepted}/${possible}`);
            assert.ok(refused < 0.02, `${refused} refused`);
          });
        }
      }
    }
  });
}

Deno.test("openGate() learns the rate as well when refusals name a wait", async () => {
  for (const limiter of Object.values(LIMITERS)) {
    for (const concurrency of ["auto", 64] as const) {
      const time = virtualTime();
      const server = simulateServer(time, {
        limiter: limiter(),
        refusal: { "retry-after": "1" },
      });
      const gate = openGate({ concurrency, ...time });
      await keepAsking(gate, time, server, { callers: 64, forMs: END_MS });
      const later = server.log.filter(({ at }) =>
        at >= WARM_UP_MS && at < END_MS
      );
      const accepted = later.filter(({ kind }) => kind === "ok").length;
      const possible = PER_SECOND * (END_MS - WARM_UP_MS) / 1000;
      const refused = 1 - accepted / later.length;
      // Each refusal costs a second of silence.
      assert.ok(accepted >= 0.85 * possible, `${accepted}/${possible}`);
      assert.ok(refused < 0.02, `${refused} refused`);
    }
  }
});

Deno.test("openGate() keeps to a limit of tokens per minute that headers announce", async () => {
  // 30,000 tokens a minute, 10,000 a paper: three papers a minute, not more.
  const time = virtualTime();
  const limiter = tokenBucket(500, 30_000, "tokens");
  const server = simulateServer(time, {
    limiter,
    hasHeaders: true,
    latencyMs: 3000,
  });
  const gate = openGate({ concurrency: "auto", ...time });
  const hour = 3_600_000;
  await keepAsking(gate, time, server, {
    callers: 8,
    forMs: hour,
    tokens: 10_000,
  });
  const inHour = server.log.filter(({ at }) => at < hour);
  const accepted = inHour.filter(({ kind }) => kind === "ok").length;
  assert.ok(accepted >= 0.9 * 180, `${accepted} papers`);
  assert.ok(inHour.length - accepted <= 0.02 * inHour.length);
});

Deno.test("openGate() does not slow to a crawl when refusals have nothing to do with the rate", async () => {
  const cases = [
    { concurrency: "auto", latencyMs: 10, moody: 0.04 },
    { concurrency: 64, latencyMs: 10, moody: 0.04 },
    { concurrency: 64, latencyMs: 200, moody: 0.04 },
    // They name a wait that asks for no lower rate: 80 a second is ideal.
    { concurrency: 16, latencyMs: 200, moody: 0.02, least: 50, waitMs: 20 },
  ] as const;
  for (const { concurrency, ...server } of cases) {
    const { latencyMs, moody, least, waitMs } = {
      least: 100,
      waitMs: null,
      ...server,
    };
    const time = virtualTime();
    const { log, request } = simulateServer(time, {
      latencyMs,
      moody,
      refusal: waitMs === null ? {} : { "retry-after-ms": String(waitMs) },
    });
    const gate = openGate({ concurrency, ...time });
    await keepAsking(gate, time, { log, request }, {
      callers: 64,
      forMs: 120_000,
    });
    // Cuts at each refusal would leave 4 a second.
    const later = log.filter(({ at }) => at >= 60_000 && at < 120_000);
    assert.ok(later.length > least * 60, `${later.length} requests`);
  }
});
