import assert from "node:assert/strict";
import {
  parseDuration,
  readQuota,
  retryAfterMs,
} from "lib/annotate/gate/rate_headers.ts";

Deno.test("parseDuration() reads the formats of reset headers", () => {
  const cases: [string, number | null][] = [
    ["6m0s", 360_000],
    ["120ms", 120],
    ["1.5s", 1500],
    ["1h2m3s4ms", 3_723_004],
    ["1d", 86_400_000],
    ["20", 20_000],
    ["0s", 0],
    ["", null],
    ["soon", null],
    ["-1s", null],
    ["5 apples", null],
  ];
  for (const [text, ms] of cases) assert.equal(parseDuration(text), ms, text);
});

Deno.test("retryAfterMs() reads milliseconds, seconds and dates", () => {
  const now = Date.parse("2026-11-01T00:00:00Z");
  const read = (headers: Record<string, string>) =>
    retryAfterMs(new Headers(headers), now);
  assert.equal(read({}), null);
  assert.equal(read({ "retry-after": "2" }), 2000);
  assert.equal(read({ "retry-after": "0.5" }), 500);
  assert.equal(read({ "retry-after": "tomorrow" }), null);
  assert.equal(read({ "retry-after-ms": "250", "retry-after": "1" }), 250);
  const date = "Sun, 01 Nov 2026 00:01:30 GMT";
  assert.equal(read({ "retry-after": date }), 90_000);
  // The server's clock is an hour behind: its own date is what counts.
  assert.equal(
    read({
      "retry-after": "Sat, 31 Oct 2026 23:01:30 GMT",
      date: "Sat, 31 Oct 2026 23:00:00 GMT",
    }),
    90_000,
  );
  assert.equal(read({ "retry-after": "Sat, 31 Oct 2026 23:01:30 GMT" }), 0);
});

Deno.test("readQuota() reads a quota only if it is complete", () => {
  const all = {
    "x-ratelimit-limit-tokens": "30000",
    "x-ratelimit-remaining-tokens": "19000",
    "x-ratelimit-reset-tokens": "22s",
  };
  assert.deepEqual(readQuota(new Headers(all), "tokens"), {
    limit: 30_000,
    remaining: 19_000,
    resetMs: 22_000,
  });
  assert.equal(readQuota(new Headers(all), "requests"), null);
  for (const name of Object.keys(all)) {
    assert.equal(
      readQuota(new Headers({ ...all, [name]: "?" }), "tokens"),
      null,
    );
  }
});
