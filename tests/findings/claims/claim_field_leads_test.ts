import assert from "node:assert/strict";
import { claimFieldLeads } from "lib/findings/claims/claim_field_leads.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import {
  BIOCHEMISTRY,
  EIGHT,
  fieldPapers,
  inputOf,
  papersLike,
} from "tests/findings/claims/example_papers.ts";

const OTHERS = EIGHT.filter((field) => field !== BIOCHEMISTRY);

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

Deno.test("what is not corrected beside a corrected comparison is called the annotator's", () => {
  // It leads by every answer, and by no corrected share.
  const claim = claimFieldLeads({
    ...inputOf([
      ...fieldPapers(BIOCHEMISTRY, 80, 100),
      ...OTHERS.flatMap((field) => fieldPapers(field, 10, 100)),
    ]),
    adjusted: ({ group }) => ({
      share: group === BIOCHEMISTRY ? 0.1 : 0.5,
      effective: 400,
      se: 0.02,
      papers: 100,
    }),
  });
  assert.equal(claim.verdict, "not supported");
  assert.match(
    claim.statement,
    /By count Biochemistry, .* is eighth: corrected for the annotator's errors, about 10 of its papers reuse .* has about 50\. As the annotator answered, 80 of 150 papers/,
  );
  assert.match(claim.statement, /is eighth: corrected .*, 10% \(95%/);
  const places = claim.statement.match(
    /[^.]*in 100% of the bootstrap samples/g,
  );
  assert.equal(places?.length, 2);
  for (const place of places) {
    assert.match(place, /^ As the annotator answered, not corrected, it comes/);
  }
  assert.match(claim.quantity, /, as the annotator answered$/);
});
