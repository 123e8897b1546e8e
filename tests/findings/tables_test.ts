import assert from "node:assert/strict";
import type { AnnotatedPaper, Annotation } from "lib/annotate/store.ts";
import type { PaperMetadata } from "lib/corpus/paper.ts";
import {
  categoryTable,
  hasCategory,
  nameTable,
  yesTable,
} from "lib/findings/count_tables.ts";
import { pairCounts } from "lib/findings/pair_table.ts";
import { tableToCsv } from "lib/findings/table.ts";
import { tallyAnswers } from "lib/findings/tally.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Answer, MentionsQuestion } from "lib/questions/question.ts";
import { metadataOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();
const CHEMISTRY = "Chemistry";
const NEURO = "Neuroscience";

/** A paper with the answers of some questions; null is a failed answer. */
function annotated(
  parts: Partial<PaperMetadata>,
  answers: Record<string, Answer | null>,
): AnnotatedPaper {
  return {
    metadata: metadataOf(parts),
    stratum: "PLOS 2020",
    inclusionProbability: 1,
    annotations: Object.entries(answers).map(([question, answer]) => ({
      question,
      answer,
      status: answer ? "answered" : "refused",
    } as Annotation)),
  };
}

const yes: Answer = { kind: "yes-no", result: true, evidence: "e" };
const no: Answer = { kind: "yes-no", result: false, evidence: null };

function mentions(...pairs: [name: string, category: string | null][]): Answer {
  return {
    kind: "mentions",
    mentions: pairs.map(([name, category]) => ({
      name,
      category,
      description: null,
      evidence: "e",
    })),
  };
}

const PAPERS = [
  annotated({ doi: "10.1/a", fields: [NEURO, CHEMISTRY, "Medicine"] }, {
    uses_dl: yes,
    uses_ptms: yes,
    identify_ptms: mentions(["VGG16", null], ["BERT", null], ["vgg-16", null]),
    identify_ptm_reuse: mentions(["VGG16", "adaptation"], [
      "BERT",
      "deployment",
    ], ["BERT", "adaptation"]),
  }),
  annotated({ doi: "10.1/b", fields: [CHEMISTRY], year: 2021 }, {
    uses_dl: yes,
    uses_ptms: yes,
    identify_ptms: mentions(["BERT", null]),
    identify_ptm_reuse: mentions(["BERT", "adaptation"]),
  }),
  annotated({ doi: "10.1/c", fields: null, year: null }, { uses_dl: no }),
  annotated({ doi: "10.1/d", fields: ["Medicine"], year: 2021 }, {
    uses_dl: yes,
    uses_ptms: null,
  }),
];
const TALLY = tallyAnswers(
  PAPERS,
  QUESTIONS,
  (name) => name.replace(/^vgg-?16$/i, "VGG-16"),
);

Deno.test("yesTable() counts papers by year, failures apart, unknown years last", () => {
  const { rows, columns } = yesTable(TALLY, "year");
  assert.deepEqual(columns.slice(0, 4), ["year", "question", "papers", "of"]);
  assert.deepEqual(
    rows.map(({ year, question, papers, of, share, failed }) =>
      [year, question, papers, of, share, failed].join("|")
    ),
    [
      ...[
        "2020|uses_dl|1|1|1|0",
        "2021|uses_dl|2|2|1|0",
        "unknown|uses_dl|0|1|0|0",
      ],
      // The failed answer is asked, and is no part of the share.
      ...["2020|uses_ptms|1|1|1|0", "2021|uses_ptms|1|2|1|1"],
    ],
  );
});

Deno.test("yesTable() counts a paper once in each of its natural-science fields", () => {
  const { rows } = yesTable(TALLY, "field");
  assert.deepEqual(
    rows.filter(({ question }) => question === "uses_dl")
      .map(({ field, papers, of }) => [field, papers, of]),
    [[CHEMISTRY, 2, 2], [NEURO, 1, 1], ["Unassigned", 1, 2]],
  );
  const both = yesTable(TALLY, "field_year");
  assert.deepEqual(both.columns.slice(0, 2), ["field", "year"]);
  assert.ok(
    both.rows.some(({ field, year, papers }) =>
      field === CHEMISTRY && year === "2021" && papers === 1
    ),
  );
});

Deno.test("categoryTable() counts mentions and papers, and gives every value a row", () => {
  const question = QUESTIONS.filter(hasCategory)[0]!;
  const { name, rows, columns } = categoryTable(TALLY, question, "all");
  assert.equal(name, "patterns");
  assert.deepEqual(columns, [
    "pattern",
    "mentions",
    "papers",
    "share",
    "low",
    "high",
  ]);
  assert.deepEqual(
    rows.map((
      { pattern, mentions, papers, share },
    ) => [pattern, mentions, papers, share]),
    [["conceptual", 0, 0, 0], ["adaptation", 3, 2, 0.75], [
      "deployment",
      1,
      1,
      0.25,
    ], ["other", 0, 0, 0]],
  );
  assert.equal(categoryTable(TALLY, question, "year").name, "patterns_by_year");
  assert.equal(categoryTable(TALLY, question, "field").rows.length, 8);
});

Deno.test("nameTable() joins spellings, counts papers once and puts the commonest first", () => {
  const question = QUESTIONS.find(({ id }) =>
    id === "identify_ptms"
  ) as MentionsQuestion;
  const { name, rows } = nameTable(
    TALLY,
    question,
    (model) => model.split("-")[0]!,
  );
  assert.equal(name, "models");
  assert.deepEqual(rows, [
    { model: "BERT", family: "BERT", mentions: 2, papers: 2 },
    { model: "VGG-16", family: "VGG", mentions: 2, papers: 1 },
  ]);
});

Deno.test("tableToCsv() refuses a number that is none", () => {
  assert.throws(
    () =>
      tableToCsv({ name: "t", columns: ["share"], rows: [{ share: 0 / 0 }] }),
    RangeError,
  );
});

Deno.test("pairCounts() pairs what two answers say of the same model", () => {
  const [reuse, impact] = QUESTIONS.filter(hasCategory);
  const counts = pairCounts(
    reuse!,
    impact!,
    (name) => name.replace(/^vgg-?16$/i, "VGG-16"),
  );
  counts.add(annotated({ doi: "10.1/a" }, {
    identify_ptm_reuse: mentions(["VGG16", "adaptation"], [
      "BERT",
      "deployment",
    ]),
    identify_ptm_impact: mentions(["vgg-16", "Test"], ["VGG-16", "Analysis"], [
      "ESM-2",
      "Test",
    ]),
  }));
  counts.add(annotated({ doi: "10.1/b" }, {
    identify_ptm_reuse: mentions(["BERT", "adaptation"]),
    identify_ptm_impact: mentions(["BERT", "Test"]),
  }));
  const { name, rows } = counts.table();
  assert.equal(name, "pattern_stage");
  // Two of the three adaptation pairs are Test; deployment of BERT has no stage.
  assert.deepEqual(
    rows.filter((row) => row.mentions !== 0).map((row) =>
      [row.pattern, row.stage, row.mentions, row.papers].join("|")
    ),
    ["adaptation|Test|2|2", "adaptation|Analysis|1|1"],
  );
  assert.ok(
    Math.abs(
      (rows.find(({ stage }) => stage === "Test")!.share as number) - 2 / 3,
    ) < 1e-12,
  );
});
