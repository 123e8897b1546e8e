import assert from "node:assert/strict";
import { loadModelNames } from "lib/findings/model_names.ts";
import { validate } from "lib/findings/validate.ts";
import type { GivenAnswer } from "lib/findings/validation/answers.ts";
import { causeTable } from "lib/findings/validation/cause_table.ts";
import { projectPath } from "lib/paths.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { label, names, yesNo } from "tests/findings/validation/answered.ts";
import { metadataOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();
const { modelsIn } = loadModelNames();

/** The rows of disagreements.csv about one paper. */
function disagreements(
  answers: readonly GivenAnswer[],
  labels:
    readonly (readonly [question: string, value: string, model?: string])[],
) {
  const tables = validate({
    annotators: [{ id: "m", papers: new Map([["p", answers]]) }],
    papers: [{ metadata: metadataOf({ doi: "p" }), characters: 10 }],
    questions: QUESTIONS,
    labels: labels.map(([question, value, model]) =>
      label("p", question, value, model)
    ),
    namesIn: modelsIn,
    seed: 1,
  });
  return tables.find(({ name }) => name === "disagreements")!.rows;
}

const yes = [yesNo("uses_dl", "y"), yesNo("uses_ptms", "y")];
const reuse = (pairs: readonly (readonly [string, string])[], parts = {}) => [
  ...yes,
  names("identify_ptm_reuse", pairs, parts),
];

Deno.test("Each disagreement on yes or no has a cause and both passages", async (t) => {
  const cases: [string, GivenAnswer[], string, string, string][] = [
    ["no answer", [yesNo("uses_dl", "f")], "yes", "no answer", "refused"],
    [
      "text cut",
      [yesNo("uses_dl", "n", { notes: { text_cut: "kept 100" } })],
      "yes",
      "text cut before the annotator read it",
      "kept 100",
    ],
    ["no cue", [yesNo("uses_dl", "n")], "yes", "annotator found no cue", ""],
    [
      "a cut text does not explain a yes",
      [yesNo("uses_dl", "y", { notes: { text_cut: "kept 100" } })],
      "no",
      "annotator reads the passage otherwise",
      "",
    ],
    [
      "made-up quote",
      [yesNo("uses_dl", "y", { isFound: false })],
      "no",
      "quote is not in the paper",
      "",
    ],
    [
      "other reading",
      [yesNo("uses_dl", "y")],
      "no",
      "annotator reads the passage otherwise",
      "",
    ],
    [
      "a quote that nobody looked up",
      [yesNo("uses_dl", "y", { evidence: [], grounded: null })],
      "no",
      "annotator reads the passage otherwise",
      "",
    ],
  ];
  for (const [name, answers, value, cause, detail] of cases) {
    await t.step(name, () => {
      const [row, ...others] = disagreements(answers, [["uses_dl", value]]);
      assert.deepEqual(others, []);
      assert.deepEqual([row!.cause, row!.detail], [cause, detail]);
      assert.equal(row!.label_passage, "label of p");
    });
  }
  const [row] = disagreements([yesNo("uses_dl", "y")], [["uses_dl", "no"]]);
  assert.deepEqual(
    [
      row!.label,
      row!.answer,
      row!.answer_passage,
      row!.answer_passage_in_paper,
    ],
    ["no", "yes", "a quote", "yes"],
  );
  assert.equal(row!.title, "Title of p");
});

Deno.test("A question that was not asked is laid to the earlier answer", () => {
  const [row] = disagreements([yesNo("uses_dl", "n")], [["uses_ptms", "yes"]]);
  assert.equal(row!.cause, "not asked, as an earlier answer was no");
  assert.equal(row!.detail, "uses_dl: no");
  const [due] = disagreements([yesNo("uses_dl", "y")], [["uses_ptms", "yes"]]);
  assert.deepEqual([due!.cause, due!.detail], [
    "no answer",
    "not asked though due",
  ]);
});

Deno.test("Each disagreement on names has a cause", () => {
  const of = (
    answers: readonly GivenAnswer[],
    ...labels: [string, string, string?][]
  ) =>
    disagreements(answers, labels)
      .filter(({ question }) => question === "identify_ptm_reuse")
      .map(({ model, label, answer, cause, detail }) =>
        [model, label, answer, cause, detail].join("|")
      );
  const bert: [string, string, string] = [
    "identify_ptm_reuse",
    "adaptation",
    "BERT",
  ];
  assert.deepEqual(of(reuse([["BERT", "deployment"]]), bert), [
    "BERT|adaptation|deployment|pattern differs|",
  ]);
  assert.deepEqual(of(reuse([["bert", "adaptation"]]), bert), []);
  assert.deepEqual(of(reuse([["U-Net", "adaptation"]]), bert), [
    "BERT|adaptation||model missed|",
    "U-Net||adaptation|model added|",
  ]);
  assert.deepEqual(
    of(
      reuse([["VGG-19", "adaptation"]]),
      ["identify_ptm_reuse", "adaptation", "VGG-16"],
    ),
    [
      "VGG-16|adaptation||model named differently|the other side: VGG-19",
      "VGG-19||adaptation|model named differently|the other side: VGG-16",
    ],
  );
  assert.deepEqual(
    of(reuse([["U-Net", "adaptation"]], { isFound: false }), bert)[1],
    "U-Net||adaptation|quote is not in the paper|",
  );
  assert.deepEqual(
    of(reuse([["U-Net", "adaptation"]]), ["uses_ptms", "no"], [
      "identify_ptm_reuse",
      "adaptation",
      "BERT",
    ])[1],
    "U-Net||adaptation|asked, as an earlier answer was a wrong yes|",
  );
  assert.deepEqual(of([yesNo("uses_dl", "n")], bert), [
    "BERT|adaptation||not asked, as an earlier answer was no|uses_dl: no",
  ]);
  assert.deepEqual(of([yesNo("uses_dl", "f")], bert), [
    "BERT|adaptation||no answer|refused",
  ]);
});

Deno.test("Causes name what the question asks for", async () => {
  const folder = "data/examples/field-ecology/questions";
  const questions = await loadQuestions(
    ["shares_data", "data_places"].map((id) =>
      projectPath(`${folder}/${id}.json`)
    ),
  );
  const answers = [
    yesNo("shares_data", "y"),
    names("data_places", [["Zenodo", "website"], ["GitHub", "website"]]),
  ];
  const tables = validate({
    annotators: [{ id: "m", papers: new Map([["p", answers]]) }],
    papers: [{ metadata: metadataOf({ doi: "p" }), characters: 10 }],
    questions,
    labels: [
      label("p", "data_places", "repository", "Zenodo"),
      label("p", "data_places", "repository", "Dryad"),
    ],
    namesIn: (name) => [{ key: name, name, family: "", isListed: false }],
    seed: 1,
  });
  const causes = (table: string) =>
    tables.find(({ name }) => name === table)!.rows
      .filter(({ question }) => question === "data_places")
      .map(({ cause }) => cause);
  assert.deepEqual(causes("disagreements").toSorted(), [
    "place added",
    "place missed",
    "route differs",
  ]);
  assert.deepEqual(causes("disagreement_causes"), [
    "place missed",
    "place added",
    "route differs",
  ]);
});

Deno.test("causeTable() counts papers, and causes that only another annotator has as 0", () => {
  const differing = (doi: string, cause: string) => ({
    question: "q",
    doi,
    model: "",
    label: "",
    labelPassage: "",
    answer: "",
    answerPassage: "",
    located: null,
    cause,
    detail: "",
  });
  const { rows } = causeTable([
    {
      annotator: "a",
      question: "q",
      papers: 10,
      disagreements: [
        differing("p", "model added"),
        differing("p", "model added"),
        differing("r", "model added"),
      ],
    },
    {
      annotator: "b",
      question: "q",
      papers: 10,
      disagreements: [differing("p", "no answer")],
    },
  ]);
  assert.deepEqual(
    rows.map((row) => [
      row.annotator,
      row.cause,
      row.disagreements,
      row.papers,
      row.share,
    ]),
    [
      ["a", "no answer", 0, 0, 0],
      ["a", "model added", 3, 2, 0.2],
      ["b", "no answer", 1, 1, 0.1],
      ["b", "model added", 0, 0, 0],
    ],
  );
});
