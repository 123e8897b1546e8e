import assert from "node:assert/strict";
import { settleLabels } from "lib/findings/labels/settle_labels.ts";
import { agreedLabels } from "lib/findings/agreed_labels.ts";
import { parseLabels } from "lib/findings/labels.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";

const QUESTIONS = await loadQuestions();

/** Settles labels written as "doi annotator question value model". */
function settle(lines: string[], adjudicator: string | null = null) {
  const text = lines.map((line) => `10.1/${line.replaceAll(" ", ",")}\n`);
  const { rows } = parseLabels(
    `doi,annotator,question,value,model\n${text.join("")}`,
    "l.csv",
    QUESTIONS,
  );
  return settleLabels(rows, {
    questions: QUESTIONS,
    adjudicator,
    canonicalName: (name) => name.toUpperCase(),
  });
}

const brief = ({ rows }: ReturnType<typeof settle>) =>
  rows.map(({ doi, annotator, value, model }) =>
    `${doi} ${annotator} ${value} ${model}`.trim()
  );

const DL = [
  ...["a ann uses_dl yes ", "a bob uses_dl yes "],
  ...["b ann uses_dl yes ", "b bob uses_dl no "],
  ...["c ann uses_dl yes ", "c bob uses_dl no ", "c cleo uses_dl no "],
  "d cleo uses_dl yes ",
];

Deno.test("the majority decides, and a tie is left side by side, so that it judges nobody", () => {
  const settled = settle(DL);
  assert.deepEqual(brief(settled), [
    "10.1/a ann yes",
    "10.1/b ann yes",
    "10.1/b bob no",
    "10.1/c bob no",
    "10.1/d cleo yes",
  ]);
  assert.deepEqual(agreedLabels(settled.rows).disputed, [
    { doi: "10.1/b", question: "uses_dl" },
  ]);
  assert.deepEqual(
    settled.disputes.map(({ doi, answers, decision, decidedBy }) => [
      doi,
      answers.map(({ annotator, answer }) => `${annotator} ${answer}`).join(),
      decision,
      decidedBy,
    ]),
    [
      ["10.1/b", "ann yes,bob no", "", "nobody"],
      ["10.1/c", "ann yes,bob no,cleo no", "no", "majority"],
    ],
  );
});

Deno.test("an adjudicator decides wherever there is an answer of theirs, the majority elsewhere", () => {
  const settled = settle(DL, "ann");
  assert.deepEqual(brief(settled), [
    "10.1/a ann yes",
    "10.1/b ann yes",
    "10.1/c ann yes",
    "10.1/d cleo yes",
  ]);
  assert.deepEqual(
    settled.disputes.map(({ decision, decidedBy }) => [decision, decidedBy]),
    [["yes", "adjudicator"], ["yes", "adjudicator"]],
  );
  assert.deepEqual(
    settle(DL, "cleo").disputes.map(({ decidedBy }) => decidedBy),
    ["nobody", "adjudicator"],
  );
});

const REUSE = "identify_ptm_reuse";

Deno.test("names are settled one by one, spelling aside, and a tie leaves the paper's list open", () => {
  const settled = settle([
    `a ann ${REUSE} adaptation bert`,
    `a bob ${REUSE} adaptation BERT`,
    `a bob ${REUSE} conceptual vit`,
    `a cleo ${REUSE} adaptation Bert`,
    `b ann ${REUSE} adaptation bert`,
    `b bob ${REUSE} deployment bert`,
  ]);
  assert.deepEqual(brief(settled), [
    "10.1/a majority adaptation bert",
    "10.1/b ann adaptation bert",
    "10.1/b bob deployment bert",
  ]);
  assert.deepEqual(
    settled.disputes.map(({ doi, mention, decision, decidedBy }) =>
      [doi, mention, decision, decidedBy].join(" | ")
    ),
    [
      "10.1/a | VIT (conceptual) | not named | majority",
      "10.1/b | BERT (adaptation) |  | nobody",
      "10.1/b | BERT (deployment) |  | nobody",
    ],
  );
});

Deno.test("who says that no model is reused says that there is none to name", () => {
  const settled = settle([
    `a ann uses_ptms yes `,
    `a ann ${REUSE} adaptation bert`,
    `a bob uses_ptms no `,
    // Says that there is one, and does not name it: no answer to the question.
    `b ann uses_ptms yes `,
    `b bob uses_ptms yes `,
    `b bob ${REUSE} deployment vit`,
  ]);
  assert.deepEqual(
    settled.rows.filter(({ question }) => question === REUSE)
      .map(({ doi }) => doi),
    ["10.1/b"],
  );
  assert.deepEqual(
    settled.disputes.map(({ doi, question }) => `${doi} ${question}`),
    ["10.1/a uses_ptms", `10.1/a ${REUSE}`],
  );
});
