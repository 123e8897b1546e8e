import assert from "node:assert/strict";
import {
  capitalise,
  countOf,
  formatCount,
  formatEstimate,
  formatInterval,
  formatMetric,
  formatShare,
  listWords,
} from "lib/words.ts";

Deno.test("formatCount() separates thousands", () => {
  assert.deepEqual([0, 999, 1000, 17511, 1234567].map(formatCount), [
    "0",
    "999",
    "1,000",
    "17,511",
    "1,234,567",
  ]);
});

Deno.test("formatShare() never rounds to nothing or to all", () => {
  const shares = [0, 0.0002, 0.004, 0.01, 0.07, 0.684, 0.99, 0.994, 0.9996, 1];
  assert.deepEqual(shares.map(formatShare), [
    "0%",
    "<0.1%",
    "0.4%",
    "1%",
    "7%",
    "68%",
    "99%",
    "99.4%",
    ">99.9%",
    "100%",
  ]);
});

Deno.test("formatInterval() and formatEstimate() write shares with their limits", () => {
  assert.equal(formatInterval(0.604, 0.829), "60\u201383%");
  assert.equal(formatInterval(0, 0.0004), "0\u2013<0.1%");
  const share = { share: 0.73, low: 0.604, high: 0.829 };
  assert.equal(formatEstimate(share), "73% (60\u201383%)");
  assert.equal(formatEstimate({ ...share, low: null }), "73%");
  assert.equal(formatEstimate({ ...share, share: null }), "not defined");
});

Deno.test("formatMetric() writes two decimals and a true minus", () => {
  assert.deepEqual([1, 0.862, 0, -0.001, -0.25].map(formatMetric), [
    "1.00",
    "0.86",
    "0.00",
    "0.00",
    "\u22120.25",
  ]);
});

Deno.test("countOf(), listWords() and capitalise() make phrases", () => {
  assert.equal(countOf(1, "paper"), "1 paper");
  assert.equal(countOf(2000, "paper"), "2,000 papers");
  assert.equal(listWords([]), "");
  assert.equal(listWords(["A"]), "A");
  assert.equal(listWords(["A", "B", "C"]), "A, B and C");
  assert.equal(capitalise("natural_science step"), "Natural science step");
});
