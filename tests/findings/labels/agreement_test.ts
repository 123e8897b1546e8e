import assert from "node:assert/strict";
import { agreementOn } from "lib/findings/labels/agreement.ts";
import { labelTables } from "lib/findings/labels/label_tables.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";

const QUESTIONS = await loadQuestions();
const USES_DL = QUESTIONS.find(({ id }) => id === "uses_dl")!;
const REUSE = QUESTIONS.find(({ id }) => id === "identify_ptm_reuse")!;
const OPTIONS = { canonicalName: (name: string) => name, seed: 1 };

function label(
  doi: string,
  annotator: string,
  value: string,
  model = "",
): LabelRow {
  const question = model === "" ? "uses_dl" : "identify_ptm_reuse";
  return { doi, annotator, question, value, model, passage: "" };
}

/** Labels of two humans from counts of yes/yes, yes/no, no/yes and no/no. */
function ofCounts(counts: readonly number[]): LabelRow[] {
  const cells = [["yes", "yes"], ["yes", "no"], ["no", "yes"], ["no", "no"]];
  return cells.flatMap(([ann, bob], i) =>
    Array.from({ length: counts[i]! }, (_, k) => [
      label(`10.1/${i}.${k}`, "ann", ann!),
      label(`10.1/${i}.${k}`, "bob", bob!),
    ]).flat()
  );
}

const near = (value: number | null | undefined, expected: number) =>
  assert.ok(Math.abs(value! - expected) < 1e-6, `${value} is not ${expected}`);

Deno.test("agreement of two humans: kappa, AC1 and alpha as their formulas give them", () => {
  const rows = ofCounts([20, 5, 10, 15]);
  const found = new Map(
    agreementOn(USES_DL, rows, OPTIONS).map((row) => [row.statistic, row]),
  );
  assert.deepEqual([...found.keys()], [
    ...["agreement", "cohen_kappa", "fleiss_kappa", "gwet_ac1"],
    "krippendorff_alpha",
  ]);
  near(found.get("agreement")!.value, 35 / 50);
  near(found.get("cohen_kappa")!.value, 0.4); // (0.7 - 0.5) / 0.5
  // 55 of 100 answers are yes: pe = 0.55² + 0.45² = 0.505.
  near(found.get("fleiss_kappa")!.value, (0.7 - 0.505) / 0.495);
  near(found.get("gwet_ac1")!.value, (0.7 - 0.495) / 0.505);
  // Alpha = 1 - (n - 1) Do / sum of n_c n_k: Do = 0.3 of 100 answers.
  near(
    found.get("krippendorff_alpha")!.value,
    1 - 0.3 * 99 * 100 / (2 * 55 * 45),
  );
  for (const { value, low, high, papers, note, annotators } of found.values()) {
    assert.ok(low! < value! && value! < high!);
    assert.deepEqual([papers, note, annotators], [50, "", ["ann", "bob"]]);
  }
});

Deno.test("three humans: two by two where papers are shared, Fleiss over the papers of all", () => {
  const rows = [
    ...ofCounts([4, 1, 1, 4]),
    ...["0.0", "0.1", "1.0", "3.0"].map((paper) =>
      label(`10.1/${paper}`, "cleo", paper.startsWith("3") ? "no" : "yes")
    ),
    label("10.1/alone", "dora", "yes"),
  ];
  const found = agreementOn(USES_DL, rows, OPTIONS);
  assert.deepEqual(
    found.map(({ statistic, annotators, papers }) =>
      `${statistic} ${annotators.join("+")} ${papers}`
    ),
    [
      "agreement ann+bob 10",
      "cohen_kappa ann+bob 10",
      "agreement ann+cleo 4",
      "cohen_kappa ann+cleo 4",
      "agreement bob+cleo 4",
      "cohen_kappa bob+cleo 4",
      "fleiss_kappa ann+bob+cleo 4",
      "gwet_ac1 ann+bob+cleo 10",
      "krippendorff_alpha ann+bob+cleo 10",
    ],
  );
  // Papers yyy, yyy, yny, nnn: P = (1+1+1/3+1)/4, 8 of 12 answers are yes.
  const fleiss = found.find(({ statistic }) => statistic === "fleiss_kappa")!;
  near(fleiss.value, (10 / 12 - 5 / 9) / (4 / 9));
});

Deno.test("where a measure does not exist it has no value, and the note says why", () => {
  const found = agreementOn(USES_DL, ofCounts([3, 0, 0, 0]), OPTIONS);
  assert.deepEqual(
    found.map((
      { statistic, value, low, note },
    ) => [statistic, value, low, note]),
    [
      ["agreement", 1, found[0]!.low, ""],
      ["cohen_kappa", null, null, "both give the same answer to every paper"],
      ["fleiss_kappa", null, null, "all ratings name the same label"],
      ["gwet_ac1", 1, null, "no interval: the papers show no variation"],
      ["krippendorff_alpha", null, null, 'the only label is "yes"'],
    ],
  );
  near(found[0]!.low, 0.025 ** (1 / 3)); // Clopper-Pearson, x = n = 3
  assert.deepEqual(
    agreementOn(USES_DL, [label("10.1/a", "ann", "yes")], OPTIONS),
    [],
  );
});

Deno.test("lists of names agree by their sets; papers for which nobody names anything do not count", () => {
  const rows = [
    label("10.1/a", "ann", "adaptation", "BERT"),
    label("10.1/a", "bob", "adaptation", "BERT"),
    label("10.1/a", "bob", "adaptation", "ViT"),
    label("10.1/b", "ann", "adaptation", "ViT"),
    label("10.1/b", "bob", "adaptation", "ViT"),
    ...["ann", "bob"].map((annotator) => ({
      ...label("10.1/c", annotator, "no"),
      question: "uses_ptms",
    })),
  ];
  const [alpha, ...others] = agreementOn(REUSE, rows, OPTIONS);
  assert.equal(others.length, 0);
  assert.deepEqual([alpha!.statistic, alpha!.papers], [
    "krippendorff_alpha_sets",
    2,
  ]);
  // Distances: {B},{B,V} 1/2; {B},{V} 1; {B,V},{V} 1/2. Of the 12 ordered
  // pairs of the 4 sets {B}, {B,V}, {V}, {V}, De = 2(1/2 + 1 + 1 + 1/2 + 1/2)/12.
  // Do = (2 · 1/2) / 4.
  near(alpha!.value, 1 - (1 / 4) / (7 / 12));
});

Deno.test("labelTables() gives agreement, disputes and problems only where there are any", () => {
  const rows = ofCounts([1, 1, 0, 1]);
  const labels = {
    file: "l.csv",
    rows,
    given: rows,
    problems: [],
    warnings: [],
  };
  const options = { ...OPTIONS, questions: QUESTIONS };
  const papers = rows.map(({ doi }) => doi);
  const one = rows.filter(({ annotator }) => annotator === "ann");
  assert.deepEqual(
    labelTables({ ...labels, given: one, disputes: [] }, {
      ...options,
      papers,
    }),
    { tables: [], warnings: [] },
  );
  assert.deepEqual(labelTables(null, { ...options, papers }).tables, []);
  const none = { ...labels, rows: [], given: [], disputes: [] };
  assert.deepEqual(labelTables(none, { ...options, papers }), {
    tables: [],
    warnings: ["l.csv holds no label to use"],
  });
  const { tables, warnings } = labelTables({
    ...labels,
    given: rows.map((row, i) => ({ ...row, row: i + 2 })),
    disputes: [{
      doi: "10.1/1.0",
      question: "uses_dl",
      mention: "",
      answers: [{ annotator: "ann", answer: "yes" }, {
        annotator: "bob",
        answer: "no",
      }],
      decision: "",
      decidedBy: "nobody",
    }],
  }, { ...options, papers: papers.slice(0, 4) });
  assert.deepEqual(tables.map(({ name }) => name), [
    ...["agreement", "disputed", "label_problems"],
  ]);
  assert.equal(tables[1]!.rows[0]!.answers, "ann: yes; bob: no");
  assert.deepEqual(warnings, [
    'l.csv, column doi, rows 6 to 7 "10.1/3.0": not among the papers of this run, judges nobody',
  ]);
});
