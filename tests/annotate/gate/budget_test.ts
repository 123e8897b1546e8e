import assert from "node:assert/strict";
import { AnnotatorStopped, LimitReached } from "lib/annotate/annotator.ts";
import { openBudget } from "lib/annotate/gate/budget.ts";
import { openGate } from "lib/annotate/gate/gate.ts";
import { prng } from "lib/stats/random.ts";
import { virtualTime } from "tests/annotate/gate/simulation.ts";

Deno.test("openBudget() holds the worst case back until the real cost is known", () => {
  const budget = openBudget({ maxUsd: 10 });
  assert.equal(budget.reserve(6), true);
  assert.equal(budget.reserve(6), false); // 12 at the worst
  budget.settle(6, 1);
  assert.equal(budget.reserve(6), true); // 7 at the worst
  budget.settle(6, 5.5);
  assert.equal(budget.usd, 6.5);
  assert.throws(() => budget.reserve(6), (error: Error) => {
    assert.ok(error instanceof LimitReached);
    assert.equal(
      error.message,
      "Stopped before the limit of 10.00 US dollars would be passed: 2 requests and 6.50 US dollars spent, and the next request could cost 6.00 US dollars; the same command goes on, and may spend as much again",
    );
    return true;
  });
  // It stays shut, even for a request that would fit.
  assert.throws(() => budget.reserve(0.01), LimitReached);
});

Deno.test("openBudget() says so if the limit is below the cost of one request", () => {
  assert.throws(
    () => openBudget({ maxUsd: 1 }).reserve(6),
    /0 requests and 0\.0000 US dollars spent, and .*; the same command with a higher limit goes on$/,
  );
});

Deno.test("openBudget() counts requests", () => {
  const budget = openBudget({ maxCalls: 2 });
  assert.equal(budget.reserve(null), true);
  assert.equal(budget.reserve(null), true);
  assert.equal(budget.reserve(null), false); // two are in flight
  budget.settle(null, 0);
  budget.settle(null, 0);
  assert.throws(() => budget.reserve(null), {
    name: "LimitReached",
    message:
      "Stopped before the limit of 2 requests would be passed: 2 requests sent, cost unknown; the same command goes on, with as many requests again",
  });
});

Deno.test("openBudget() does not limit money without a price", () => {
  assert.throws(
    () => openBudget({ maxUsd: 1 }).reserve(null),
    (error: Error) =>
      error instanceof AnnotatorStopped &&
      /price .* not known/.test(error.message),
  );
  assert.equal(openBudget({}).reserve(null), true);
  assert.throws(() => openBudget({ maxUsd: NaN }), RangeError);
  assert.throws(() => openBudget({ maxCalls: -1 }), RangeError);
});

Deno.test("openGate() never passes maxUsd, uses it up, and lets what is in flight finish", async () => {
  for (const seed of ["a", "b", "c", "d", "e"]) {
    const time = virtualTime();
    const random = prng(seed);
    const gate = openGate({ concurrency: 16, maxUsd: 2, ...time });
    let spent = 0;
    let finished = 0;
    const ask = async () => {
      await gate.send(
        { promptTokens: 1, completionTokens: 1, usd: 0.05 },
        async () => {
          const usd = 0.05 * random();
          await time.sleep(100 + 100 * random());
          spent += usd;
          finished++;
          return { value: null, kind: "ok", headers: null, usd };
        },
      );
    };
    const ends = await time.run(
      Promise.allSettled(Array.from({ length: 200 }, ask)),
    );
    const done = ends.filter(({ status }) => status === "fulfilled").length;
    const reasons = ends.filter((end) => end.status === "rejected")
      .map(({ reason }) => reason);
    assert.ok(spent <= 2 && spent > 1.95 - 0.05, `spent ${spent}`);
    assert.ok(Math.abs(gate.state.usd - spent) < 1e-9);
    assert.equal(done, finished);
    assert.ok(reasons.length > 0);
    assert.ok(reasons.every((reason) => reason instanceof LimitReached));
    assert.deepEqual([gate.state.inFlight, gate.state.waiting, time.timers], [
      0,
      0,
      0,
    ]);
  }
});

Deno.test("openGate() counts the requests that are sent again", async () => {
  const time = virtualTime();
  const gate = openGate({ concurrency: 1, maxCalls: 3, ...time });
  let sent = 0;
  const answer = gate.send(
    { promptTokens: 1, completionTokens: 1, usd: null },
    () => {
      sent++;
      return Promise.resolve({
        value: null,
        kind: "transient",
        headers: null,
        usd: null,
      });
    },
  );
  await assert.rejects(time.run(answer), LimitReached);
  assert.equal(sent, 3);
});

Deno.test("openGate() counts what is unknown as the worst case, and a refusal as nothing", async () => {
  const time = virtualTime();
  const gate = openGate({ concurrency: 1, maxUsd: 1, ...time });
  const kinds = ["rate_limited", "transient", "ok"] as const;
  let sent = 0;
  await time.run(gate.send(
    { promptTokens: 1, completionTokens: 1, usd: 0.25 },
    () =>
      Promise.resolve({
        value: null,
        kind: kinds[sent++]!,
        headers: null,
        usd: null,
      }),
  ));
  assert.equal(gate.state.usd, 0.5);
});
