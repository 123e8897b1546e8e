import assert from "node:assert/strict";
import { parse, stringify } from "@std/csv";
import { estimateErrorRates } from "lib/findings/labels/plan/error_rates.ts";
import {
  drawPapers,
  labelSheet,
} from "lib/findings/labels/plan/label_sheet.ts";
import { planLabels } from "lib/findings/labels/plan/plan_labels.ts";
import { divide, type PlannedPaper } from "lib/findings/labels/plan/strata.ts";
import { parseLabels } from "lib/findings/labels.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { papersOf } from "tests/findings/labels/plan/planned_papers.ts";

const QUESTIONS = await loadQuestions();
const PAPERS = [...papersOf("yes", 100), ...papersOf("no", 400)];

function draw(papers: readonly PlannedPaper[], budget: number, seed = "s") {
  const plan = planLabels(divide(papers, ["answer"]), {
    target: { budget },
    rates: estimateErrorRates([], new Map()),
    labelled: 0,
    minimum: 10,
  });
  return drawPapers(plan, seed);
}

const dois = (drawn: ReturnType<typeof draw>) =>
  drawn.map(({ paper }) => paper.doi);

Deno.test("drawPapers() draws each stratum's number once, with its chance", () => {
  const drawn = draw(PAPERS, 60);
  assert.equal(new Set(dois(drawn)).size, 60);
  const yes = drawn.filter(({ paper }) => paper.answer === "yes");
  assert.equal(yes.length, 19); // as in the plan by hand
  assert.ok(yes.every((one) => one.inclusionProbability === 19 / 100));
  // The weights 1/chance add up to the papers there are.
  const weight = drawn.reduce(
    (sum, one) => sum + 1 / one.inclusionProbability,
    0,
  );
  assert.ok(Math.abs(weight - 500) < 1e-9);
  const first = drawn.slice(0, 30).filter(({ paper }) =>
    paper.answer === "yes"
  );
  assert.ok(first.length > 0 && first.length < 19, "strata are not in blocks");
});

Deno.test("drawPapers() depends on seed and DOIs alone, and more labels keep the first ones", () => {
  const drawn = dois(draw(PAPERS, 60));
  assert.deepEqual(dois(draw(PAPERS.toReversed(), 60)), drawn);
  assert.notDeepEqual(dois(draw(PAPERS, 60, "t")), drawn);
  assert.ok(new Set(drawn).isSubsetOf(new Set(dois(draw(PAPERS, 120)))));
});

Deno.test("every paper of a stratum has the same chance to be drawn", () => {
  const times = new Map<string, number>();
  const papers = papersOf("yes", 20);
  for (let seed = 0; seed < 2000; seed++) {
    for (const doi of dois(draw(papers, 10, `${seed}`))) {
      times.set(doi, (times.get(doi) ?? 0) + 1);
    }
  }
  // Binomial(2000, 1/2): five standard deviations are 112.
  assert.equal(times.size, 20);
  for (const count of times.values()) assert.ok(Math.abs(count - 1000) < 112);
});

Deno.test("a sheet that is filled in is a labels file, chances included", () => {
  const drawn = draw(PAPERS, 60);
  for (const showsAnswers of [false, true]) {
    const sheet = labelSheet(drawn, { question: "uses_ptms", showsAnswers });
    const [header = [], ...rows] = parse(sheet);
    assert.equal(header.includes("annotator_answer"), showsAnswers);
    const empty = parseLabels(sheet, "s.csv", QUESTIONS);
    assert.deepEqual(empty.rows, []);
    assert.deepEqual(empty.warnings, [
      "s.csv, column value, rows 2 to 61: empty (not labelled yet?), left out",
    ]);
    const filled = rows.map((row) =>
      row.map((cell, i) =>
        header[i] === "annotator"
          ? "ann"
          : header[i] === "value"
          ? "TRUE"
          : cell
      )
    );
    const labels = parseLabels(
      stringify([header, ...filled], { headers: false }),
      "s.csv",
      QUESTIONS,
    );
    assert.deepEqual(labels.warnings, []);
    assert.deepEqual(
      labels.rows.map((
        row,
      ) => [row.doi, row.question, row.value, row.inclusionProbability]),
      drawn.map(({ paper, inclusionProbability }) => [
        ...[paper.doi, "uses_ptms", "yes", inclusionProbability],
      ]),
    );
  }
});

Deno.test("a sheet shows passages only if asked, and none of its texts as a formula", () => {
  const papers = papersOf("yes", 10, {
    title: "=HYPERLINK(1)",
    passage: "+ we used a\n“CNN”, twice",
  });
  const hidden = labelSheet(draw(papers, 10), {
    question: "uses_dl",
    showsAnswers: false,
  });
  assert.ok(!hidden.includes("CNN"));
  const [header = [], row = []] = parse(
    labelSheet(draw(papers, 10), { question: "uses_dl", showsAnswers: true }),
  );
  assert.equal(row[header.indexOf("title")], "'=HYPERLINK(1)");
  assert.equal(
    row[header.indexOf("annotator_passage")],
    "'+ we used a\n“CNN”, twice",
  );
  assert.equal(row[header.indexOf("annotator_answer")], "yes");
});
