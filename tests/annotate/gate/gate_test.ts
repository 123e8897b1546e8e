import assert from "node:assert/strict";
import { openGate, type Outcome } from "lib/annotate/gate/gate.ts";
import {
  keepAsking,
  simulateServer,
  type VirtualTime,
  virtualTime,
} from "tests/annotate/gate/simulation.ts";

const NOTHING = { promptTokens: 1, completionTokens: 0, usd: null };

type Kind = Outcome<null>["kind"];

/** An outcome after a time. */
async function ends(
  time: VirtualTime,
  kind: Kind,
  { ms = 100, headers = {} as Record<string, string> } = {},
): Promise<Outcome<null>> {
  await time.sleep(ms);
  return { value: null, kind, headers: new Headers(headers), usd: null };
}

Deno.test("openGate() keeps a fixed number in flight", async () => {
  const time = virtualTime();
  const server = simulateServer(time, {});
  const gate = openGate({ concurrency: 64, ...time });
  await keepAsking(gate, time, server, { callers: 100, forMs: 60_000 });
  // Every request after the first ones takes the place of one that ended.
  const later = server.log.slice(64).filter(({ at }) => at < 60_000);
  assert.ok(later.length > 15_000);
  assert.ok(later.every(({ inFlight }) => inFlight === 64));
});

Deno.test("openGate() finds what a server can work on at once", async () => {
  const time = virtualTime();
  const server = simulateServer(time, { slots: 8, latencyMs: 1000 });
  const gate = openGate({ concurrency: "auto", ...time });
  await keepAsking(gate, time, server, { callers: 64, forMs: 600_000 });
  const later = server.log.filter(({ at }) => at >= 60_000 && at < 600_000);
  assert.ok(later.length >= 0.9 * 8 * 540, `${later.length} requests`);
  assert.ok(later.every(({ inFlight }) => inFlight <= 16));
});

Deno.test("openGate() is first come, first served", async () => {
  const time = virtualTime();
  const gate = openGate({ concurrency: 3, ...time });
  const order: number[] = [];
  const send = (i: number) =>
    gate.send(NOTHING, () => {
      order.push(i);
      return ends(time, "ok", { ms: 50 + (i * 37) % 100 });
    });
  const all = Array.from({ length: 50 }, (_, i) => i);
  await time.run(Promise.all(all.map(send)));
  assert.deepEqual(order, all);
});

Deno.test("openGate() lets all requests wait when the server asks for it", async () => {
  const date = { date: "Sun, 01 Nov 2026 00:00:00 GMT" };
  const cases: Record<string, string>[] = [
    { "retry-after": "30" },
    { "retry-after-ms": "30000" },
    { "retry-after": "Sun, 01 Nov 2026 00:00:30 GMT", ...date },
    {
      "x-ratelimit-limit-requests": "500",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "30s",
    },
  ];
  for (const headers of cases) {
    const time = virtualTime();
    const start = time.now();
    const gate = openGate({ concurrency: 4, ...time });
    const sentAt: number[] = [];
    const send = () =>
      gate.send(NOTHING, () => {
        sentAt.push(time.now() - start);
        return sentAt.length === 1
          ? ends(time, "rate_limited", { headers })
          : ends(time, "ok");
      });
    const answers = await time.run(
      Promise.all(Array.from({ length: 10 }, send)),
    );
    assert.ok(answers.every(({ kind }) => kind === "ok"));
    // Four were sent before the refusal; nothing else went out for 30 s.
    assert.deepEqual(sentAt.slice(0, 4), [0, 0, 0, 0]);
    assert.ok(sentAt.slice(4).every((at) => at >= 30_100), `${sentAt}`);
    assert.equal(sentAt.length, 11);
  }
});

Deno.test("openGate() sends passing failures again, up to the cap, and final ones never", async () => {
  const cases: [Kind, number][] = [
    ["rate_limited", 8],
    ["overloaded", 8],
    ["transient", 8],
    ["final", 1],
    ["ok", 1],
  ];
  for (const [kind, expected] of cases) {
    const time = virtualTime();
    const gate = openGate({ concurrency: 2, ...time });
    let sent = 0;
    const outcome = await time.run(gate.send(NOTHING, () => {
      sent++;
      return ends(time, kind);
    }));
    assert.equal(outcome.kind, kind);
    assert.equal(sent, expected, kind);
    assert.equal(gate.state.retries, expected - 1);
  }
});

Deno.test("openGate() gives an answer up before its time is over", async () => {
  const time = virtualTime();
  const start = time.now();
  const gate = openGate({ concurrency: 1, maxSecondsPerAnswer: 60, ...time });
  const headers = { "retry-after": "25" };
  let sent = 0;
  const outcome = await time.run(gate.send(NOTHING, () => {
    sent++;
    return ends(time, "rate_limited", { headers });
  }));
  assert.equal(outcome.kind, "rate_limited");
  assert.equal(sent, 3); // at 0, after 25 s and after 50 s
  assert.ok(time.now() - start < 60_000);
});

Deno.test("openGate() waits a random part of 1 s, 2 s, 4 s … between attempts, the same for the same seed", async () => {
  const waits = async (seed: string) => {
    const time = virtualTime();
    const gate = openGate({ concurrency: 1, maxAttempts: 4, seed, ...time });
    const sentAt: number[] = [];
    await time.run(gate.send(NOTHING, () => {
      sentAt.push(time.now());
      return ends(time, "transient", { ms: 0 });
    }));
    return sentAt.slice(1).map((at, i) => at - sentAt[i]!);
  };
  assert.deepEqual(await waits("a"), await waits("a"));
  assert.notDeepEqual(await waits("a"), await waits("b"));
  const tries = await Promise.all(
    Array.from({ length: 200 }, (_, i) => waits(`seed ${i}`)),
  );
  for (const [i, cap] of [1000, 2000, 4000].entries()) {
    const at = tries.map((wait) => wait[i]!);
    const mean = at.reduce((sum, ms) => sum + ms) / at.length;
    assert.ok(at.every((ms) => ms >= 0 && ms <= cap));
    // The mean of 200 uniform numbers is within 4 standard errors (2 %) of the middle.
    assert.ok(Math.abs(mean / cap - 0.5) < 0.082, `mean ${mean} of ${cap}`);
  }
});

Deno.test("openGate() frees the place of a request that throws", async () => {
  const time = virtualTime();
  const gate = openGate({ concurrency: 1, ...time });
  const broken = gate.send(NOTHING, () => Promise.reject(new Error("stop")));
  const next = gate.send(NOTHING, () => ends(time, "ok"));
  await assert.rejects(broken, /stop/);
  assert.equal((await time.run(next)).kind, "ok");
  assert.equal(gate.state.inFlight, 0);
});

Deno.test("openGate() cleans up after an abort, wherever a request is", async () => {
  const time = virtualTime();
  const gate = openGate({ concurrency: 1, ...time });
  const stop = new AbortController();
  const send = (kind: Kind) =>
    gate.send(NOTHING, (signal) => {
      signal.throwIfAborted();
      return ends(time, kind);
    }, stop.signal);
  // One waits to be sent again, one is in flight, the others wait for a place.
  const all = Promise.allSettled([send("transient"), send("ok"), send("ok")]);
  await time.run(time.sleep(150));
  stop.abort(new Error("enough"));
  const results = await time.run(all);
  const ended = results.map((result) =>
    result.status === "fulfilled" ? result.value.kind : result.reason.message
  );
  assert.deepEqual(ended, ["enough", "ok", "enough"]);
  assert.equal(time.timers, 0);
  assert.equal(gate.state.waiting, 0);
  await assert.rejects(send("ok"), /enough/);
  // The gate still works for others.
  const other = gate.send(NOTHING, () => ends(time, "ok"));
  assert.equal((await time.run(other)).kind, "ok");
});

Deno.test("openGate() loses no answer in an outage of ten minutes, and is back at full speed after it", async () => {
  const minute = 60_000;
  for (const concurrency of ["auto", 64] as const) {
    const time = virtualTime();
    const server = simulateServer(time, {
      outage: [minute, 11 * minute],
    });
    const gate = openGate({ concurrency, ...time });
    const kinds = await keepAsking(gate, time, server, {
      callers: 64,
      forMs: 15 * minute,
    });
    const within = (from: number, to: number) =>
      server.log.filter(({ at }) => at >= from * minute && at < to * minute)
        .length;
    // Of 64 answers that were due, nearly all outlast it.
    const lost = kinds.filter((kind) => kind !== "ok").length;
    assert.ok(lost <= 3, `${lost} answers lost`);
    // The first second has one request of each, after that one at a time.
    assert.ok(within(1, 11) < 64 + 30, `${within(1, 11)} requests`);
    assert.ok(within(13, 15) >= 0.9 * 320 * 120, `${within(13, 15)} requests`);
  }
});

Deno.test('openGate() takes "auto" or a whole number above 0', () => {
  for (const concurrency of [0, 1.5, -1, NaN]) {
    assert.throws(() => openGate({ concurrency }), RangeError);
  }
});
