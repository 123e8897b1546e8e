import assert from "node:assert/strict";
import type { AnnotatedPaper, Annotation } from "lib/annotate/store.ts";
import { type LabelRow, parseLabels } from "lib/findings/labels.ts";
import {
  disagreementTable,
  judgePapers,
  validationTable,
} from "lib/findings/validate.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { metadataOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();

/** "y" yes, "n" no, "f" failed; one letter for uses_dl, one for uses_ptms if asked. */
function paper(doi: string, answers: string): AnnotatedPaper {
  const ids = ["uses_dl", "uses_ptms"];
  return {
    metadata: metadataOf({ doi }),
    stratum: "",
    inclusionProbability: 1,
    annotations: [...answers].map((letter, i) => ({
      question: ids[i],
      answer: letter === "f"
        ? null
        : { kind: "yes-no", result: letter === "y", evidence: null },
    } as Annotation)),
  };
}

function label(doi: string, question: string, value: string): LabelRow {
  return { doi, question, value, annotator: "human", model: "", passage: "" };
}

Deno.test("judgePapers() counts a question that was not asked as no, and failures apart", () => {
  const papers = [
    paper("a", "yy"),
    paper("b", "yn"),
    paper("c", "n"),
    paper("d", "f"),
    paper("e", "yf"),
  ];
  const labels = ["a", "b", "c", "d", "e", "gone"]
    .map((doi) =>
      label(doi, "uses_ptms", doi === "b" || doi === "c" ? "yes" : "no")
    );
  const [judged, ...others] = judgePapers(papers, QUESTIONS, labels);
  assert.deepEqual(others, []);
  assert.deepEqual(judged!.counts, { tp: 0, fp: 1, fn: 2, tn: 0 });
  assert.equal(judged!.failed, 2);
  assert.equal(judged!.outside, 1);
  assert.equal(judged!.disputed, 0);
  const { rows } = disagreementTable([judged!], "m");
  assert.deepEqual(rows.map(({ doi, label, answer }) => [doi, label, answer]), [
    ["a", "no", "yes"],
    ["b", "yes", "no"],
    ["c", "yes", "no"],
  ]);
});

Deno.test("judgePapers() counts a paper once however many humans labelled it, and not if they disagree", () => {
  const labels = [
    label("a", "uses_dl", "yes"),
    { ...label("a", "uses_dl", "yes"), annotator: "other" },
    label("b", "uses_dl", "yes"),
    { ...label("b", "uses_dl", "no"), annotator: "other" },
  ];
  const [judged] = judgePapers(
    [paper("a", "y"), paper("b", "y")],
    QUESTIONS,
    labels,
  );
  assert.deepEqual(judged!.counts, { tp: 1, fp: 0, fn: 0, tn: 0 });
  assert.equal(judged!.disputed, 1);
});

Deno.test("validationTable() gives every score with its interval", () => {
  // Kappa of 20, 5, 10, 15 is 0.4 (scikit-learn 1.9.1); Wilson of 35 of 50 is
  // 0.5625 to 0.8090 (R 4.2.2, prop.test without continuity correction).
  const counts = { tp: 20, fn: 5, fp: 10, tn: 15 };
  const { rows } = validationTable(
    [{
      question: "uses_dl",
      counts,
      failed: 0,
      outside: 0,
      disputed: 0,
      disagreements: [],
    }],
    "m",
  );
  const row = (metric: string) => rows.find((row) => row.metric === metric)!;
  assert.equal(row("accuracy").value, 0.7);
  assert.ok(Math.abs(row("accuracy").low as number - 0.5625) < 1e-3);
  assert.ok(Math.abs(row("accuracy").high as number - 0.8090) < 1e-3);
  assert.equal(row("recall").value, 0.8);
  assert.equal(row("recall").n, 25);
  assert.equal(row("precision").n, 30);
  assert.ok(Math.abs(row("kappa").value as number - 0.4) < 1e-12);
  assert.deepEqual([row("tp").value, row("tn").value, row("tp").n], [
    20,
    15,
    50,
  ]);
});

Deno.test("validationTable() leaves a score empty that does not exist", () => {
  const judge = (counts: { tp: number; fp: number; fn: number; tn: number }) =>
    validationTable([{
      question: "q",
      counts,
      failed: 1,
      outside: 0,
      disputed: 0,
      disagreements: [],
    }], "m").rows;
  const onlyNo = judge({ tp: 0, fp: 0, fn: 0, tn: 9 });
  for (const metric of ["precision", "recall", "f1", "kappa"]) {
    assert.equal(onlyNo.find((row) => row.metric === metric)!.value, null);
  }
  assert.equal(onlyNo.find((row) => row.metric === "precision")!.n, 0);
  const nothing = judge({ tp: 0, fp: 0, fn: 0, tn: 0 });
  assert.deepEqual(nothing.map(({ metric }) => metric), [
    "tp",
    "fp",
    "fn",
    "tn",
    "failed",
    "outside",
    "disputed",
  ]);
});

Deno.test("parseLabels() reads labels and names each row that it leaves out", () => {
  const text = `doi,annotator,question,value,model,passage
https://doi.org/10.1/A,ann,uses_dl,yes,,"a, ""b"""
10.1/a,ann,identify_ptm_reuse,adaptation,VGG-16,
10.1/a,ann,uses_r,yes,,
10.1/a,ann,uses_dl,no,,
10.1/b,ann,uses_dl,maybe,,
,ann,uses_dl,no,,
`;
  const { rows, warnings } = parseLabels(text, "l.csv", QUESTIONS);
  assert.deepEqual(
    rows.map(({ doi, value, model, passage }) => [doi, value, model, passage]),
    [
      ["10.1/a", "yes", "", 'a, "b"'],
      ["10.1/a", "adaptation", "VGG-16", ""],
    ],
  );
  assert.deepEqual(warnings, [
    'l.csv, row 4: question "uses_r" is none of the study\'s',
    'l.csv, row 5: "ann" labelled uses_dl of 10.1/a before, first row kept',
    'l.csv, row 6: value "maybe" is not one that "uses_dl" allows',
    "l.csv, row 7: no DOI",
  ]);
});

Deno.test("parseLabels() says which column is missing", () => {
  assert.throws(
    () =>
      parseLabels(
        "doi,question,value\n10.1/a,uses_dl,yes\n",
        "l.csv",
        QUESTIONS,
      ),
    {
      name: "SyntaxError",
      message: /no column "annotator": columns are doi, question, value/,
    },
  );
});
