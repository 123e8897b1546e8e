import assert from "node:assert/strict";
import { evidenceOf } from "lib/findings/claims/evidence.ts";
import { claimAdaptationPrevails } from "lib/findings/claims/claim_adaptation.ts";
import { claimFieldLeads } from "lib/findings/claims/claim_field_leads.ts";
import { claimTestStage } from "lib/findings/claims/claim_test_stage.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import {
  BIOCHEMISTRY,
  EIGHT,
  fieldPapers,
  papersLike,
} from "tests/findings/claims/example_papers.ts";

const OTHERS = EIGHT.filter((field) => field !== BIOCHEMISTRY);

const inputOf = (papers: readonly PaperFacts[]) => ({
  evidence: evidenceOf(papers),
  planted: null,
  seed: 1,
});
const fieldClaim = (papers: readonly PaperFacts[]) =>
  claimFieldLeads(inputOf(papers));

Deno.test("a field with far more and far larger reuse leads", () => {
  const { verdict, statement, estimate } = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 80, 100),
    ...OTHERS.flatMap((field) => fieldPapers(field, 10, 100)),
  ]);
  assert.equal(verdict, "supported");
  assert.ok(Math.abs(estimate! - 80 / 150) < 1e-12);
  assert.match(
    statement,
    /By count Biochemistry, .* is first: 80 of 150 papers/,
  );
  assert.match(statement, /By share it is first: 80% .* of its 100 papers/);
  assert.match(statement, /first in 100% of the bootstrap samples/);
});

Deno.test("a field that only is large leads by count and not by share", () => {
  const { verdict, statement } = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 200, 1000),
    ...OTHERS.flatMap((field) => fieldPapers(field, 30, 60)),
  ]);
  assert.equal(verdict, "not supported");
  assert.match(statement, /By count the claim is supported/);
  assert.match(statement, /By share it is eighth/);
  assert.match(statement, /By share the claim is not supported/);
});

Deno.test("two fields of the same papers tie, however many there are", () => {
  const [twin, ...rest] = OTHERS;
  const both = { fields: [BIOCHEMISTRY, twin!] };
  const { verdict, statement, comparisons } = fieldClaim([
    ...papersLike(400, { ...both, reuses: true }),
    ...papersLike(100, both),
    ...rest.flatMap((field) => fieldPapers(field, 10, 100)),
  ]);
  assert.equal(verdict, "undecided");
  assert.match(statement, /first with another field/);
  assert.match(statement, /first in 0% of the bootstrap samples/);
  const tied = comparisons.filter(({ second }) => second === twin);
  assert.deepEqual(
    tied.map(({ difference, p_adjusted }) => [difference, p_adjusted]),
    [[0, 1], [0, 1]],
  );
});

Deno.test("papers that two fields share tell nothing of which has more", () => {
  // 10 papers only in the leader and 2 only in the rival decide, with 300 in
  // both as with none; treated as independent, 310 and 302 are far from apart.
  const rival = OTHERS[0]!;
  const pOf = (shared: number) =>
    fieldClaim([
      ...papersLike(shared, { fields: [BIOCHEMISTRY, rival], reuses: true }),
      ...fieldPapers(BIOCHEMISTRY, 10, 10),
      ...fieldPapers(rival, 2, 2),
    ]).comparisons[0]!.p_adjusted!;
  assert.ok(Math.abs(pOf(300) - pOf(0)) < 0.03, `${pOf(300)} and ${pOf(0)}`);
});

Deno.test("a handful of papers decides nothing", () => {
  const { verdict } = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 2, 2),
    ...OTHERS.flatMap((field) => fieldPapers(field, 0, 1)),
  ]);
  assert.equal(verdict, "undecided");
});

Deno.test("a field without papers leaves the claim undecided", () => {
  const [, ...seen] = OTHERS;
  const { verdict, statement } = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 80, 100),
    ...seen.flatMap((field) => fieldPapers(field, 10, 100)),
  ]);
  assert.equal(verdict, "undecided");
  assert.match(statement, /1 field without papers in this run/);
});

Deno.test("papers count by 1 / their inclusion probability", () => {
  // 90 papers of a tenth of a stratum stand for 900.
  const rest = OTHERS.slice(1).flatMap((field) => fieldPapers(field, 5, 100));
  const claim = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 90, 100, { stratum: "A", drawn: 0.1 }),
    ...fieldPapers(OTHERS[0]!, 100, 200, { stratum: "B" }),
    ...rest,
  ]);
  assert.equal(claim.verdict, "supported");
  assert.match(claim.statement, /about 900 of about 1,030 papers/);
  const unweighted = fieldClaim([
    ...fieldPapers(BIOCHEMISTRY, 90, 100),
    ...fieldPapers(OTHERS[0]!, 100, 200),
    ...rest,
  ]);
  assert.match(unweighted.statement, /By count Biochemistry, .* is second/);
});

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
  assert.match(statement, new RegExp(`smallest in ${odd}: 10% against 90%`));
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
