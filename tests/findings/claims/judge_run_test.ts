import assert from "node:assert/strict";
import { adjustedSharesOf } from "lib/findings/claims/adjusted_shares.ts";
import { judgeRun } from "lib/findings/claims/judge_run.ts";
import { Z } from "lib/findings/claims/numbers.ts";
import { loadPublished } from "lib/findings/claims/published.ts";
import { limitsOf } from "lib/findings/claims/share.ts";
import { findingsToJson } from "lib/findings/claims/write_json.ts";
import { findingsToMarkdown } from "lib/findings/claims/write_markdown.ts";
import { EIGHT, papersLike } from "tests/findings/claims/example_papers.ts";
import {
  FUNNEL,
  ON_MICE,
  PAPERS,
  QUESTIONS,
  runOf,
} from "tests/findings/claims/example_run.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("a run of the study is judged by its three claims", () => {
  const findings = judgeRun(runOf());
  assert.deepEqual(
    findings.claims.map(({ id, verdict }) => [id, verdict]),
    [
      ["field-leads", "undecided"],
      ["adaptation-prevails", "supported"],
      ["test-stage", "supported"],
    ],
  );
  const trend = findings.trends.find(({ id }) => id === "trend-uses_ptms")!;
  assert.deepEqual(trend.left_out, [2023]);
  assert.match(trend.statement, /it rises.*2023 is left out/);
  const adaptation = findings.comparisons.find(({ id }) =>
    id === "adaptation-labels"
  )!;
  assertNear(adaptation.published!.value!, 21 / 47);
  assert.match(adaptation.statement, /45% \(21 of 47\) reported/);
});

Deno.test("counts have a distance only from the study's own papers", () => {
  const distance = (isArtifact: boolean, found = 17_600) => {
    const corpus = { description: "c", synthetic: false, isArtifact };
    const funnel = [{ ...FUNNEL[0]!, papers: found }];
    return judgeRun(runOf({ corpus, funnel })).comparisons
      .find(({ id }) => id === "reusing-papers-v1")!.distance_in_se;
  };
  assert.equal(distance(false), null);
  assert.equal(distance(true, 500), null); // an excerpt
  // 168 of 504 papers, with n · s² of single papers as variance.
  const se = Math.sqrt(504 * (504 / 503) * (168 / 504) * (336 / 504));
  assertNear(distance(true), (168 - 631) / se, 1e-9);
});

Deno.test("a step that was not applied has no count to compare", () => {
  const found = FUNNEL[0]!;
  const cited = { ...found, step: "cited" };
  const compared = (...funnel: (typeof FUNNEL)[number][]) =>
    judgeRun(runOf({ funnel })).comparisons.find(({ id }) => id === "cited-v1");
  assert.match(compared(found, cited)!.statement, /500 in this run/);
  assert.equal(
    compared(found, cited, {
      ...cited,
      reason: "not applied: no metadata",
      papers: 0,
    }),
    undefined,
  );
});

Deno.test("a run without papers, fields, years or mentions is judged too", () => {
  const bare = papersLike(3, { year: null, reuses: true });
  const fieldless = papersLike(4, {
    reuses: true,
    patterns: ["adaptation"],
    stages: ["Test"],
    year: 0,
  });
  const oneField = papersLike(3, { fields: [EIGHT[0]!], reuses: true });
  for (
    const papers of [
      [],
      bare,
      fieldless,
      oneField,
      papersLike(2, { usesDl: null }),
      [
        PAPERS[0]!,
      ],
    ]
  ) {
    const findings = judgeRun(runOf({ papers, funnel: [] }));
    assert.deepEqual(
      findings.claims.map(({ verdict }) => verdict),
      ["undecided", "undecided", "undecided"],
    );
    const text = findingsToMarkdown(findings) + findingsToJson(findings);
    assert.doesNotMatch(text, /NaN|Infinity|undefined/);
  }
});

Deno.test("a study of other questions makes no claims and says what it estimated", () => {
  const findings = judgeRun(runOf(ON_MICE));
  assert.deepEqual(findings.claims, []);
  const text = findingsToMarkdown(findings);
  assert.match(text, /^# Findings/);
  assert.match(text, /\| Uses mice, share of the papers \| 25% /);
  assert.match(text, /claims are about other questions/);
});

Deno.test("text of unknown origin stays text in findings.md", () => {
  const text = findingsToMarkdown(
    judgeRun(runOf({ study: "a|b <script>x</script> *c*", papers: [] })),
  );
  assert.match(
    text,
    /# Findings of the study a\\\|b \\<script\\>x\\<\/script\\> \\\*c\\\*/,
  );
});

Deno.test("the same run gives the same bytes", () => {
  const one = judgeRun(runOf());
  const two = judgeRun(
    runOf({ papers: PAPERS.map((paper) => ({ ...paper })) }),
  );
  assert.equal(findingsToJson(one), findingsToJson(two));
  assert.equal(findingsToMarkdown(one), findingsToMarkdown(two));
});

Deno.test("papers of strata of which none was drawn are counted", () => {
  const papers = papersLike(40, { drawn: 0.2, fields: [EIGHT[0]!] });
  const { notes, corpus } = judgeRun(runOf({ papers }));
  assert.equal(corpus.stands_for, 200);
  assert.ok(
    notes.some((note) => note.startsWith("100 eligible papers belong")),
  );
});

Deno.test("what is reported is plausible and asks the study's own questions", () => {
  const ids = new Set(QUESTIONS.map(({ id }) => id));
  const { claims, facts } = loadPublished();
  assert.equal(claims.length, 3);
  for (const { measure, value, of } of facts) {
    if (measure.kind !== "funnel") assert.ok(ids.has(measure.question));
    const isShare = measure.kind.endsWith("-share");
    assert.ok(of === undefined ? !isShare || value <= 1 : value <= of);
  }
});

Deno.test("adjustedSharesOf() keeps the interval of a row, and rows without one apart", () => {
  const row = {
    question: "uses_ptms",
    category: "",
    grouping: "year",
    group: "2020, of all papers",
    papers: 90,
    adjusted: 0.4,
    low: 0.3,
    high: 0.52,
    of: "all papers",
  };
  const shares = adjustedSharesOf([
    row,
    { ...row, group: "2021, of all papers", adjusted: null },
    { ...row, group: "2020", of: "uses_dl", adjusted: 0.6, high: 0.7 },
  ]);
  const key = {
    question: "uses_ptms",
    category: "",
    grouping: "year",
    of: "all papers",
  } as const;
  const share = shares({ ...key, group: "2020" })!;
  const [low, high] = limitsOf(share, Z);
  assertNear(high - low, 0.22, 1e-9);
  assert.deepEqual([share.share, share.papers], [0.4, 90]);
  assert.equal(shares({ ...key, group: "2020", of: "uses_dl" })!.share, 0.6);
  assert.equal(shares({ ...key, group: "2021" }), null);
  assert.equal(shares({ ...key, group: "2022" }), null);
});

Deno.test("corrected shares of papers go into the claims, the trends and the estimates", () => {
  const rows = (group: string, grouping: string, adjusted: number) => ({
    question: "uses_ptms",
    category: "",
    grouping,
    group: group === "" ? "of all papers" : `${group}, of all papers`,
    of: "all papers",
    papers: 63,
    adjusted,
    low: adjusted - 0.05,
    high: adjusted + 0.05,
  });
  const [biochemistry, ...others] = [
    ...EIGHT.filter((field) => field.startsWith("Bio")),
    ...EIGHT.filter((field) => !field.startsWith("Bio")),
  ];
  const findings = judgeRun(runOf({
    adjusted: adjustedSharesOf([
      rows("", "all", 0.3),
      rows(biochemistry!, "field", 0.9),
      ...others.map((field) => rows(field, "field", 0.2)),
      ...["2019", "2020", "2021", "2022"].map((year) =>
        rows(year, "year", 0.3)
      ),
    ]),
  }));
  const [fields] = findings.claims;
  assert.equal(fields!.verdict, "supported");
  assert.match(fields!.method, /corrected for the annotator's errors/);
  const trend = findings.trends.find(({ id }) => id === "trend-uses_ptms")!;
  assert.equal(trend.method, "corrected shares");
  assertNear(trend.estimate, 0);
  const shown = findings.estimates.find(({ quantity }) =>
    quantity.startsWith("Reuses a pre-trained model, share of the papers, corr")
  )!;
  assert.equal(shown.estimate, 0.3);
});
