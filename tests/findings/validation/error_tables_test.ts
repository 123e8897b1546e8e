import assert from "node:assert/strict";
import { errorTables } from "lib/findings/validation/error_tables.ts";
import {
  type DescribedPaper,
  groupPapers,
} from "lib/findings/validation/group_papers.ts";
import { heterogeneity } from "lib/findings/validation/heterogeneity.ts";
import type { JudgedAnnotator } from "lib/findings/validation/judged.ts";
import { mcnemarTable } from "lib/findings/validation/mcnemar_table.ts";
import { judgeYesNo } from "lib/findings/validation/judge_yes_no.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { annotatorOf, label } from "tests/findings/validation/answered.ts";
import { metadataOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();

function described(
  doi: string,
  parts: Parameters<typeof metadataOf>[0] = {},
  characters: number | null = 100,
): DescribedPaper {
  return { metadata: metadataOf({ doi, ...parts }), characters };
}

const sizes = (groups: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...groups].map(([name, dois]) => [name, dois.size]);

Deno.test("groupPapers() puts sparse years and rare journals together", () => {
  const years = [
    ...Array(3).fill(2015),
    ...Array(19).fill(2018),
    ...Array(25).fill(2020),
    ...Array(4).fill(2021),
  ];
  const papers = [
    ...years.map((year, i) =>
      described(`p${i}`, { year, journal: i < 46 ? "Big" : `J${i}` })
    ),
    described("x", {
      year: null,
      journal: "J0",
      fields: ["Chemistry", "Neuroscience"],
    }),
  ];
  const [field, year, , journal] = groupPapers(papers);
  // 2015 and 2018 make 22; 2021 alone is too few and joins 2020.
  assert.deepEqual(sizes(year!.groups), [
    ["2015\u20132018", 22],
    ["2020\u20132021", 29],
    ["unknown", 1],
  ]);
  assert.deepEqual(sizes(journal!.groups), [
    ["Big", 46],
    ["other journals, with fewer than 5 labelled papers each", 6],
  ]);
  assert.deepEqual(sizes(field!.groups), [
    ["Chemistry", 1],
    ["Neuroscience", 1],
    ["Unassigned", 51],
  ]);
});

Deno.test("groupPapers() cuts text lengths at their quartiles", () => {
  const lengths = [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, null];
  const papers = lengths.map((length, i) => described(`p${i}`, {}, length));
  const groups = groupPapers(papers)[4]!.groups;
  assert.deepEqual(
    [...groups].map(([name, dois]) => [name, [...dois].join()]),
    [
      ["1st quarter: up to 2,000 characters", "p0,p1"],
      ["2nd quarter: up to 4,000 characters", "p2,p3"],
      ["3rd quarter: up to 6,000 characters", "p4,p5"],
      ["4th quarter: more than 6,000 characters", "p6,p7"],
      ["unknown", "p8"],
    ],
  );
});

Deno.test("heterogeneity() uses chi-square where counts allow", () => {
  const papers = Array.from({ length: 200 }, (_, i) => i);
  const wrong = papers.map((i) => i < 30 || (i >= 100 && i < 110));
  const test = heterogeneity(
    wrong,
    [papers.slice(0, 100), papers.slice(100), []],
    "s",
  );
  // 30 and 10 of 100: chi-square 12.5, p 0.000407 (R 4.2.2, prop.test).
  assert.equal(test.method, "chi-square");
  assert.equal(test.p!.toFixed(6), "0.000407");
});

Deno.test("heterogeneity() shuffles where counts are small or papers are in two groups", () => {
  const wrong = [true, true, true, true, false, false, false, false];
  const exact = heterogeneity(wrong, [[0, 1, 2, 3], [4, 5, 6, 7]], "s");
  assert.equal(exact.method, "permutation");
  // All four errors on one side: 2 of the 70 ways to place them.
  assert.ok(Math.abs(exact.p! - 2 / 70) < 0.012, `p is ${exact.p}`);
  const papers = Array.from({ length: 200 }, (_, i) => i);
  const many = papers.map((i) => i % 2 === 0);
  const shared = heterogeneity(
    many,
    [papers.slice(0, 120), papers.slice(80)],
    "s",
  );
  assert.equal(shared.method, "permutation");
  assert.ok(shared.p! > 0.5);
});

Deno.test("heterogeneity() says why there is nothing to test", () => {
  const note = (wrong: boolean[], groups: number[][]) =>
    heterogeneity(wrong, groups, "s");
  assert.match(note([true, false], [[0, 1], []]).note, /one group/);
  assert.match(note([false, false], [[0], [1]]).note, /no error at all/);
  assert.match(note([true, true], [[0], [1]]).note, /nothing but errors/);
  assert.equal(note([true, true], [[0], [1]]).p, null);
});

/** An annotator that is right on all papers but the given ones. */
function judgedAs(id: string, wrong: readonly number[], papers: number) {
  const dois = Array.from({ length: papers }, (_, i) => `p${i}`);
  const labels = dois.map((doi) => label(doi, "uses_dl", "yes"));
  const answers = annotatorOf(
    id,
    Object.fromEntries(
      dois.map((doi, i) => [doi, wrong.includes(i) ? "n" : "y"]),
    ),
  );
  const judged: JudgedAnnotator = {
    id,
    yesNo: judgeYesNo(answers, QUESTIONS, labels),
    names: [],
  };
  return judged;
}

Deno.test("errorTables() gives shares by group with Wilson's interval, and corrected tests", () => {
  const papers = Array.from(
    { length: 20 },
    (_, i) => described(`p${i}`, { megajournal: i < 10 ? "PLOS" : "BMJ" }),
  );
  const [shares, tests] = errorTables(
    [judgedAs("m", [0, 1, 2], 20)],
    groupPapers(papers),
    "s",
  );
  const row = shares!.rows.find(({ group }) => group === "PLOS")!;
  assert.deepEqual([row.errors, row.n, row.share], [3, 10, 0.3]);
  // R 4.2.2, prop.test(3, 10, correct = FALSE): 0.1077913 to 0.6032219.
  assert.equal(Number(row.low).toFixed(6), "0.107791");
  assert.equal(Number(row.high).toFixed(6), "0.603222");
  const test = tests!.rows.find(({ grouping }) => grouping === "megajournal")!;
  assert.deepEqual([test.groups, test.errors, test.n], [2, 3, 20]);
  assert.match(String(test.note), /fewer than 10 errors/);
  // It is the only one of five tests with more than one group.
  assert.equal(test.p_holm, test.p);
  assert.equal(tests!.rows.filter(({ p }) => p === null).length, 4);
});

Deno.test("mcnemarTable() tests every two annotators and corrects for all tests", () => {
  const a = judgedAs("a", [0, 1], 100);
  const b = judgedAs("b", [2, 3, 4, 5, 6, 7, 8, 9], 100);
  const c = judgedAs("c", [0, 1], 100);
  const { rows } = mcnemarTable([a, b, c]);
  const row = (first: string, second: string) =>
    rows.find((row) => row.first === first && row.second === second)!;
  const ab = row("a", "b");
  assert.deepEqual(
    [
      ab.only_first_right,
      ab.only_second_right,
      ab.n,
      ab.both_right,
      ab.both_wrong,
    ],
    [8, 2, 100, 90, 0],
  );
  // Mid-p of 8 against 2: (2 · 56 - 45) / 1024; Holm: the two equal ones times 3.
  assert.equal(Number(ab.p).toFixed(6), (67 / 1024).toFixed(6));
  assert.equal(Number(ab.p_holm).toFixed(6), (3 * 67 / 1024).toFixed(6));
  assert.equal(ab.difference, 0.06);
  const ac = row("a", "c");
  assert.deepEqual([ac.p, ac.p_holm, ac.both_wrong], [1, 1, 2]);
  assert.deepEqual(mcnemarTable([a]).rows, []);
});

Deno.test("mcnemarTable() compares on the papers that both answered", () => {
  const labels = ["p", "q", "r"].map((doi) => label(doi, "uses_dl", "yes"));
  const judge = (id: string, letters: Record<string, string>) => ({
    id,
    yesNo: judgeYesNo(annotatorOf(id, letters), QUESTIONS, labels),
    names: [],
  });
  const [row] = mcnemarTable([
    judge("a", { p: "y", q: "y", r: "f" }),
    judge("b", { p: "n", r: "y" }),
  ]).rows;
  assert.deepEqual([row!.n, row!.only_first_right], [1, 1]);
});
