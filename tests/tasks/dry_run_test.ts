import assert from "node:assert/strict";
import { estimateInWords } from "lib/tasks/dry_run.ts";

Deno.test("estimateInWords() says calls, tokens, money and what they rest on", () => {
  const estimate = {
    calls: [{ question: "uses_dl", calls: 900 }, {
      question: "uses_ptms",
      calls: 450,
    }],
    promptTokens: 12_000_000,
    completionTokens: 160_000,
    usd: { low: 4.2, high: 9.725, batch: 4.8625 },
    assumptions: ["half lead on"],
  };
  const status = { sampled: 1200, begun: 300 };
  assert.deepEqual(estimateInWords({ ...status, estimate }), [
    "Papers: 1,200 sampled, 300 of them begun before, 900 to ask about",
    "Requests: about 1,350",
    "  uses_dl: 900",
    "  uses_ptms: 450",
    "Tokens: about 12,000,000 in the prompts and 160,000 in the answers",
    "Cost: about $4.20 to $9.72",
    "Cost with deno task batch: about $4.86",
    "This rests on:",
    "- half lead on",
  ]);
  const onePass = estimateInWords({
    ...status,
    estimate: {
      ...estimate,
      calls: [{ question: "all", calls: 900 }],
      usd: { low: 0.512, high: 0.512, batch: null },
    },
  });
  assert.deepEqual(onePass.slice(1, 3), [
    "Requests: about 900",
    "  all questions in one: 900",
  ]);
  assert.equal(onePass[4], "Cost: about $0.51");
  assert.equal(onePass[5], "This rests on:");
  const unknown = { ...estimate, usd: null };
  assert.ok(
    estimateInWords({ ...status, estimate: unknown }).includes("Cost: unknown"),
  );
  assert.match(
    estimateInWords({ ...status, estimate: null })[1]!,
    /asks no server/,
  );
});
