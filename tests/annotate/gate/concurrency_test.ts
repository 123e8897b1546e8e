import assert from "node:assert/strict";
import {
  adaptiveConcurrency,
  type Concurrency,
  type Ended,
} from "lib/annotate/gate/concurrency.ts";

/** Ends so many full rounds of answers, each with the given latency. */
function rounds(
  control: Concurrency,
  count: number,
  from: number,
  latency: (limit: number) => number,
): number {
  let time = from;
  for (let round = 0; round < count; round++) {
    const size = Math.max(control.limit, 8);
    const ms = latency(control.limit);
    const sentAt = time;
    time += ms;
    for (let i = 0; i < size; i++) {
      control.ended({ kind: "ok", sentAt, endedAt: time, isFull: true });
    }
  }
  return time;
}

function refuse(
  control: Concurrency,
  sentAt: number,
  endedAt: number,
  kind: Ended["kind"] = "rate_limited",
) {
  control.ended({ kind, sentAt, endedAt, isFull: true });
}

Deno.test("adaptiveConcurrency() starts with 4 and doubles while answers stay as fast", () => {
  const control = adaptiveConcurrency();
  assert.equal(control.limit, 4);
  let time = 0;
  for (const limit of [8, 16, 32, 64, 128, 256, 256]) {
    time = rounds(control, 1, time, () => 200);
    assert.equal(control.limit, limit);
  }
});

Deno.test("adaptiveConcurrency() halves once per episode, for 429 and 503 alike", () => {
  for (const kind of ["rate_limited", "overloaded"] as const) {
    const control = adaptiveConcurrency();
    const time = rounds(control, 3, 0, () => 200);
    assert.equal(control.limit, 32);
    for (let i = 0; i < 20; i++) refuse(control, time, time + 10 + i, kind);
    assert.equal(control.limit, 16);
    refuse(control, time + 11, time + 40, kind); // sent after the cut
    assert.equal(control.limit, 8);
  }
});

Deno.test("adaptiveConcurrency() never goes below 1, and comes back", () => {
  const control = adaptiveConcurrency();
  for (let i = 0; i < 50; i++) refuse(control, i * 1000, i * 1000 + 5);
  assert.equal(control.limit, 1);
  rounds(control, 200, 1e6, () => 200);
  assert.ok(control.limit >= 64, `limit ${control.limit}`);
});

Deno.test("adaptiveConcurrency() goes back when more at once only makes each slower", () => {
  // Eight are worked on at once, the rest wait: the time grows with the limit.
  const control = adaptiveConcurrency();
  rounds(control, 40, 0, (limit) => 200 * Math.max(1, limit / 8));
  assert.ok(
    control.limit >= 8 && control.limit <= 10,
    `limit ${control.limit}`,
  );
});

Deno.test("adaptiveConcurrency() does not grow unless the limit is in use", () => {
  const control = adaptiveConcurrency();
  for (let i = 0; i < 500; i++) {
    const sentAt = i * 10;
    control.ended({ kind: "ok", sentAt, endedAt: sentAt + 5, isFull: false });
  }
  assert.equal(control.limit, 4);
});

Deno.test("adaptiveConcurrency() does not grow while more than a tenth fails", () => {
  const control = adaptiveConcurrency();
  for (let i = 0; i < 500; i++) {
    const kind = i % 5 === 0 ? "transient" : "ok";
    control.ended({ kind, sentAt: i * 10, endedAt: i * 10 + 5, isFull: true });
  }
  assert.equal(control.limit, 4);
});
