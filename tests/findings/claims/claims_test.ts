import assert from "node:assert/strict";
import { claimAdaptationPrevails } from "lib/findings/claims/claim_adaptation.ts";
import { claimTestStage } from "lib/findings/claims/claim_test_stage.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import {
  EIGHT,
  inputOf,
  papersLike,
} from "tests/findings/claims/example_papers.ts";

const PATTERNS = ["conceptual", "adaptation", "deployment", "other"];
const REUSE = {
  question: "identify_ptm_reuse",
  categories: PATTERNS,
  leader: "adaptation",
  unit: "reuses",
  of: "uses_ptms",
};
const patternClaim = (papers: readonly PaperFacts[]) =>
  claimAdaptationPrevails(inputOf(papers), REUSE);

/** Papers of a field with one pattern each. */
function patternPapers(field: string, counts: Record<string, number>) {
  return Object.entries(counts).flatMap(([pattern, count]) =>
    papersLike(count, { fields: [field], reuses: true, patterns: [pattern] })
  );
}

Deno.test("adaptation prevails where it is far ahead in all eight fields", () => {
  const { verdict, statement, estimate } = patternClaim(
    EIGHT.flatMap((field) =>
      patternPapers(field, { adaptation: 45, deployment: 5 })
    ),
  );
  assert.equal(verdict, "supported");
  assert.equal(estimate, 0.9);
  assert.match(statement, /ahead of every other pattern in 8 of the 8 fields/);
});

Deno.test("one field in which another pattern is far ahead refutes the claim", () => {
  const [odd, ...rest] = EIGHT;
  const { verdict, statement } = patternClaim([
    ...patternPapers(odd!, { adaptation: 5, conceptual: 45 }),
    ...rest.flatMap((field) => patternPapers(field, { adaptation: 50 })),
  ]);
  assert.equal(verdict, "not supported");
  assert.match(statement, new RegExp(`behind another one in 1 \\(${odd}\\)`));
  assert.match(
    statement,
    new RegExp(
      `furthest behind another one in ${odd}: 10% against 90% [a-z]+, a difference of \u221280 points`,
    ),
  );
});

Deno.test("a field with few reuses, or none, leaves the claim undecided", () => {
  const [small, ...rest] = EIGHT;
  const clear = rest.flatMap((field) =>
    patternPapers(field, { adaptation: 50 })
  );
  const few = patternClaim([
    ...clear,
    ...patternPapers(small!, { adaptation: 4 }),
  ]);
  assert.equal(few.verdict, "undecided");
  assert.match(few.statement, /undecided in 1/);
  const none = patternClaim(clear);
  assert.equal(none.verdict, "undecided");
  assert.match(none.statement, /; 1 without reuses in this run/);
});

Deno.test("four equal mentions of one paper are not four observations", () => {
  const limits = (papers: PaperFacts[]) => {
    const { low, high } = patternClaim(papers);
    return high! - low!;
  };
  const many = (count: number, mentions: number) =>
    ["adaptation", "deployment"].flatMap((pattern) =>
      papersLike(count, {
        fields: [EIGHT[0]!],
        patterns: Array(mentions).fill(pattern),
      })
    );
  assert.ok(limits(many(10, 4)) > 1.8 * limits(many(40, 1)));
});

const IMPACT = {
  question: "identify_ptm_impact",
  categories: ["Observation", "Test", "Analysis"],
  leader: "Test",
  unit: "stages named",
  of: "uses_ptms",
};
const stageClaim = (counts: Record<string, number>) =>
  claimTestStage(
    inputOf(
      Object.entries(counts).flatMap(([stage, count]) =>
        papersLike(count, { stages: [stage] })
      ),
    ),
    IMPACT,
  );

Deno.test("the Test stage leads, trails, or is undecided", () => {
  const lead = stageClaim({ Test: 60, Analysis: 25, Observation: 15 });
  assert.equal(lead.verdict, "supported");
  assert.match(
    lead.statement,
    /Test has 60% .*: 60 of 100 stages named in 100 papers/,
  );
  assert.match(lead.statement, /a difference of 35 points/);
  assert.equal(
    stageClaim({ Test: 25, Analysis: 60 }).verdict,
    "not supported",
  );
  assert.equal(stageClaim({ Test: 50, Analysis: 50 }).verdict, "undecided");
  assert.equal(stageClaim({ Test: 3, Analysis: 0 }).verdict, "undecided");
});

Deno.test("corrected shares take the place of the annotator's", () => {
  const input = inputOf([
    ...papersLike(80, { stages: ["Test"] }),
    ...papersLike(20, { stages: ["Analysis"] }),
  ]);
  const corrected: Record<string, number> = {
    Observation: 0.05,
    Test: 0.35,
    Analysis: 0.6,
  };
  const claim = claimTestStage({
    ...input,
    adjusted: ({ category }) => ({
      share: corrected[category]!,
      effective: 500,
      se: 0.02,
      papers: 100,
    }),
  }, IMPACT);
  assert.equal(claim.verdict, "not supported");
  assert.equal(claim.estimate, 0.35);
  assert.match(claim.method, /^Stages are compared by shares corrected/);
  assert.match(
    claim.statement,
    /Test occurs in 35% .* as the annotator answered, 80 of 100/,
  );
  // One missing value, and the annotator's shares stand.
  const partly = claimTestStage({
    ...input,
    adjusted: ({ category }) =>
      category === "Test"
        ? null
        : { share: 0.6, effective: 500, se: 0.02, papers: 100 },
  }, IMPACT);
  assert.equal(partly.estimate, 0.8);
  assert.match(partly.method, /^Stages are compared as the annotator answered/);
});

/** Corrected shares of all papers for some categories; none of a field. */
const overallOnly =
  (shares: Record<string, number>) =>
  ({ category, grouping }: { category: string; grouping: string }) =>
    grouping === "all" && category in shares
      ? { share: shares[category]!, effective: 500, se: 0.02, papers: 100 }
      : null;

Deno.test("a claim is judged where only the other categories, or only its own, have corrected shares", () => {
  // Nobody found adaptation, and labels correct the other patterns alone.
  const none = claimAdaptationPrevails({
    ...inputOf(
      EIGHT.flatMap((field) => patternPapers(field, { deployment: 50 })),
    ),
    adjusted: ({ category }) =>
      category === "adaptation"
        ? null
        : { share: 0.3, effective: 500, se: 0.02, papers: 100 },
  }, REUSE);
  assert.equal(none.verdict, "not supported");
  assert.equal(none.estimate, 0);
  assert.match(none.method, /^Patterns are compared as the annotator answered/);
  assert.ok(none.details.every(({ share_of }) => share_of === "mentions"));
  // Nobody found another stage than Test, and labels correct that alone.
  const own = claimTestStage({
    ...inputOf(papersLike(30, { stages: ["Test"] })),
    adjusted: overallOnly({ Test: 0.9 }),
  }, IMPACT);
  assert.equal(own.verdict, "supported");
  assert.equal(own.estimate, 0.9);
  assert.deepEqual(
    own.comparisons.map(({ second, difference }) => [second, difference]),
    [["Observation", 1], ["Analysis", 1]],
  );
  assert.match(own.statement, /Test occurs in 90%.*compares its answers/);
});

Deno.test("a corrected estimate beside an uncorrected comparison is called so", () => {
  const patterns = EIGHT.flatMap((field) =>
    patternPapers(field, { adaptation: 45, deployment: 5 })
  );
  const all = { conceptual: 0.1, adaptation: 0.8, deployment: 0.2, other: 0.1 };
  const claim = claimAdaptationPrevails({
    ...inputOf(patterns),
    adjusted: overallOnly(all),
  }, REUSE);
  assert.equal(claim.estimate, 0.8);
  assert.match(
    claim.method,
    /^The estimate is corrected for the annotator's errors; the comparison is not\. Patterns are compared as the annotator answered/,
  );
  assert.match(
    claim.statement,
    /adaptation occurs in 80%.* What follows compares its answers, not corrected\. It is ahead/,
  );
  // The one field with corrected shares of all patterns.
  const partly = claimAdaptationPrevails({
    ...inputOf(patterns),
    adjusted: (key) =>
      overallOnly(all)({
        ...key,
        grouping: key.group === EIGHT[0] ? "all" : key.grouping,
      }),
  }, REUSE);
  assert.match(partly.method, /the comparison is so in part\. .* in 1 of 8/);
  assert.match(partly.statement, /corrected in 1 of 8 fields only/);
});
