import assert from "node:assert/strict";
import { leaderInWords } from "lib/findings/read_shares.ts";
import { newcombeDifference } from "lib/stats/newcombe.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/** A named share of 100 papers. */
function rowOf(name: string, papers: number) {
  const { estimate: share, low, high } = wilsonInterval(papers, 100);
  return { name, share, low, high };
}

Deno.test("leaderInWords() does not take overlapping intervals for a tie", () => {
  // 62 and 45 of 100 differ (Newcombe: 3 to 30 points), though 52% to 71% and
  // 36% to 55% overlap.
  const { low } = newcombeDifference({ successes: 62, n: 100 }, {
    successes: 45,
    n: 100,
  });
  assert.ok(low > 0.03);
  assert.equal(
    leaderInWords([rowOf("one", 45), rowOf("other", 62)], "name"),
    "Other leads with 62% (95% interval 52% to 71%); next is one with 45% (95% interval 36% to 55%). The two intervals overlap, which leaves open whether the two shares differ: only a test of their difference can tell.",
  );
});

Deno.test("leaderInWords() says that intervals lie apart, and that there is nothing to rank", () => {
  const apart = leaderInWords([rowOf("one", 30), rowOf("other", 62)], "name");
  assert.match(apart, /with 30% .*\. The two intervals do not overlap\.$/);
  assert.equal(
    leaderInWords([rowOf("one", 30)], "name"),
    "One leads with 30% (95% interval 22% to 40%).",
  );
  assert.equal(
    leaderInWords([rowOf("one", 0)], "name"),
    "There is nothing to rank.",
  );
});
