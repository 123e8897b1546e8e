import assert from "node:assert/strict";
import { groundedRows } from "lib/findings/grounded.ts";

Deno.test("groundedRows() gives the share of grounded answers with Wilson's interval", () => {
  const totals = {
    uses_dl: { checkedAnswers: 10, groundedAnswers: 3 },
    uses_ptms: { checkedAnswers: 0, groundedAnswers: 0 },
  };
  const [row, ...others] = groundedRows(totals, "m");
  assert.deepEqual(others, []);
  const { low, high, ...rest } = row!;
  assert.deepEqual(rest, {
    annotator: "m",
    question: "uses_dl",
    metric: "grounded",
    value: 0.3,
    n: 10,
    method: "wilson",
    note: "",
  });
  // R 4.2.2, prop.test(3, 10, correct = FALSE): 0.1077913 to 0.6032219.
  assert.equal(Number(low).toFixed(6), "0.107791");
  assert.equal(Number(high).toFixed(6), "0.603222");
});
