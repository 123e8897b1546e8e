import assert from "node:assert/strict";
import { plantedTruth } from "lib/corpus/demo.ts";
import { plantedAnswers } from "lib/corpus/demo/planted_answers.ts";
import { judgeRun } from "lib/findings/claims/judge_run.ts";
import { findingsToMarkdown } from "lib/findings/claims/write_markdown.ts";
import {
  ON_MICE,
  PAPERS,
  QUESTIONS,
  runOf,
} from "tests/findings/claims/example_run.ts";

Deno.test("made-up data are said to be so in the first line, and compared with what was planted", () => {
  const corpus = { description: "demo", synthetic: true, isArtifact: false };
  const findings = judgeRun(runOf({ corpus, planted: PAPERS }));
  const [first] = findingsToMarkdown(findings).split("\n");
  assert.match(first!, /^The data are synthetic/);
  assert.match(
    first!,
    /planted in the papers instead of what the paper reports/,
  );
  for (const claim of findings.claims) {
    assert.equal(claim.published, null);
    assert.equal(claim.planted!.value, claim.estimate);
  }
  const [, adaptation] = findings.claims;
  assert.equal(adaptation!.planted_holds, true);
  assert.ok(findings.comparisons.every(({ id }) => id.startsWith("planted-")));
});

Deno.test("made-up data of which nobody knows what was planted are compared with nothing", () => {
  const corpus = { description: "made up", synthetic: true, isArtifact: false };
  const findings = judgeRun(runOf({ corpus }));
  const text = findingsToMarkdown(findings);
  assert.match(text, /^The data are synthetic/);
  assert.doesNotMatch(text, /planted|70%|The paper reports/);
  assert.ok(findings.claims.every(({ published }) => published === null));
  assert.deepEqual(findings.comparisons, []);
});

Deno.test("made-up data are not said to be compared with what was planted where the study asks something else", () => {
  const corpus = { description: "demo", synthetic: true, isArtifact: false };
  // The demo corpus knows its papers, but not this of them.
  const planted = PAPERS.map((paper) => ({ ...paper, categories: {} }));
  const findings = judgeRun(runOf({ ...ON_MICE, corpus, planted }));
  const text = findingsToMarkdown(findings);
  assert.match(text, /^The data are synthetic: [^\n]+ literature\.\n/);
  assert.doesNotMatch(text, /planted/i);
  assert.ok(findings.trends.every(({ planted }) => planted === null));
});

Deno.test("made-up data without a yes-no question are compared with what was planted too", () => {
  const corpus = { description: "demo", synthetic: true, isArtifact: false };
  const questions = QUESTIONS.filter(({ id }) => id === "identify_ptm_reuse");
  const findings = judgeRun(runOf({ corpus, questions, planted: PAPERS }));
  assert.deepEqual(findings.trends, []);
  assert.match(
    findingsToMarkdown(findings),
    /^The data are synthetic: .* They are compared with what was planted/,
  );
});

Deno.test("plantedAnswers() tells what the whole article tells", () => {
  for (let index = 0; index < 40; index++) {
    const { usesDl, usesPtms, reuses } = plantedTruth(index);
    assert.deepEqual(plantedAnswers(index), {
      usesDl,
      usesPtms,
      reuses: reuses.map(({ pattern, stage }) => ({ pattern, stage })),
    });
  }
});
