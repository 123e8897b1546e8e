import assert from "node:assert/strict";
import { readAnswer, wireJsonSchema } from "lib/questions/answer_schema.ts";
import { loadQuestions, orderQuestions } from "lib/questions/load_questions.ts";
import { parseQuestion } from "lib/questions/parse_question.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

const FIVE = await loadQuestions();
const REUSE = FIVE.find(({ id }) =>
  id === "identify_ptm_reuse"
) as MentionsQuestion;

/** A question file as its author would write it, with some keys replaced. */
function fileWith(parts: Record<string, unknown>): string {
  return JSON.stringify({
    id: "uses_r",
    version: 1,
    kind: "yes-no",
    title: "Uses R",
    words: "Did the authors use R?",
    dependsOn: null,
    ...parts,
  });
}

function questionWith(parts: Record<string, unknown>): Question {
  return parseQuestion(fileWith(parts), "q.json");
}

Deno.test("the study's five questions ask for the patterns and stages of the study", () => {
  const values = (id: string) =>
    (FIVE.find((question) => question.id === id) as MentionsQuestion)
      .category!.values.map(({ value }) => value);
  assert.deepEqual(values("identify_ptm_reuse"), [
    ...["conceptual", "adaptation", "deployment", "other"],
  ]);
  assert.deepEqual(values("identify_ptm_impact"), [
    ...[
      "Observation",
      "Background",
      "Hypothesis",
      "Test",
      "Analysis",
      "Conclusion",
    ],
    "other",
  ]);
});

Deno.test("parseQuestion() names the file and the key that is not valid", () => {
  const cases: [string, RegExp][] = [
    ["{", /"q\.json" as it is not JSON/],
    [fileWith({ kind: "maybe" }), /kind is not valid/],
    [fileWith({ version: 0 }), /version is not valid/],
    [fileWith({ id: "Uses R" }), /id is not valid/],
    [fileWith({ extra: 1 }), /not valid: Unrecognized key: "extra"/],
    [
      fileWith({
        kind: "mentions",
        name: "evidence",
        category: null,
        description: null,
      }),
      /name is not valid: "evidence" is taken/,
    ],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => parseQuestion(text, "q.json"), {
      name: "SyntaxError",
      message,
    });
  }
});

Deno.test("orderQuestions() refuses questions that do not fit together", () => {
  const on = (question: string, answer = "yes") => ({
    dependsOn: { question, answer },
  });
  const cases: [Question[], RegExp][] = [
    [[questionWith({}), questionWith({})], /share an id/],
    [[questionWith(on("missing"))], /depends on "missing"/],
    [[
      questionWith({ id: "a", ...on("b") }),
      questionWith({ id: "b", ...on("a") }),
    ], /ring/],
    [
      [questionWith({ id: "a" }), questionWith({ id: "b", ...on("a", "any") })],
      /yes-no question and cannot be answered "any"/,
    ],
  ];
  for (const [questions, message] of cases) {
    assert.throws(() => orderQuestions(questions), {
      name: "RangeError",
      message,
    });
  }
});

Deno.test("loadQuestions() says which file is not there", async () => {
  await assert.rejects(
    loadQuestions(["uses_dl", "nowhere"]),
    /"nowhere" as there is none/,
  );
});

Deno.test("wireJsonSchema() is strict: every object closed, every key required, the root an object", () => {
  for (const question of FIVE) {
    const visit = (schema: Record<string, unknown>) => {
      if (schema.type === "object") {
        const properties = schema.properties as Record<
          string,
          Record<string, unknown>
        >;
        assert.equal(schema.additionalProperties, false);
        assert.deepEqual(schema.required, Object.keys(properties));
        Object.values(properties).forEach(visit);
      }
      if (schema.type === "array") {
        visit(schema.items as Record<string, unknown>);
      }
    };
    const schema = wireJsonSchema(question);
    assert.equal(schema.type, "object");
    visit(schema);
  }
});

Deno.test("readAnswer() drops the evidence of a no and trims names", () => {
  assert.deepEqual(
    readAnswer(FIVE[0]!, { result: false, evidence: "Some text" }),
    {
      kind: "yes-no",
      result: false,
      evidence: null,
    },
  );
  const entry = {
    model: " BERT ",
    pattern: "deployment",
    form: " ",
    evidence: " We ran BERT. ",
  };
  assert.deepEqual(readAnswer(REUSE, { mentions: [entry] }), {
    kind: "mentions",
    mentions: [{
      name: "BERT",
      category: "deployment",
      description: null,
      evidence: "We ran BERT.",
    }],
  });
});

Deno.test("readAnswer() refuses what has another shape and says where", () => {
  const entry = {
    model: "BERT",
    pattern: "deployment",
    form: "",
    evidence: "e",
  };
  const cases: [Question, unknown, RegExp][] = [
    [FIVE[0]!, null, /the answer:/],
    [FIVE[0]!, { result: "true", evidence: null }, /result:/],
    [FIVE[0]!, { result: true, evidence: " " }, /evidence: a yes needs/],
    [FIVE[0]!, { result: false, evidence: null, extra: 1 }, /extra/],
    [REUSE, [entry], /the answer:/],
    [
      REUSE,
      { mentions: [{ ...entry, pattern: "copying" }] },
      /mentions\.0\.pattern:/,
    ],
    [
      REUSE,
      { mentions: [{ ...entry, model: " " }] },
      /mentions\.0\.model: is empty/,
    ],
  ];
  for (const [question, value, message] of cases) {
    assert.throws(() => readAnswer(question, value), {
      name: "TypeError",
      message,
    });
  }
});

Deno.test("orderQuestions() refuses questions whose answers would go into one table", () => {
  const list = { name: "stage", values: [{ value: "a", meaning: "A." }] };
  const mentions = (id: string, parts: Record<string, unknown>) =>
    questionWith({
      ...{ id, kind: "mentions", name: "thing", category: null },
      ...{ description: null, ...parts },
    });
  const cases: [Question[], RegExp][] = [
    [
      [mentions("a", {}), mentions("b", {})],
      /^RangeError: Cannot ask "b" as its answers would go into a table "things" that "a" gives too/,
    ],
    [
      [mentions("a", { category: list }), mentions("b", { category: list })],
      /Cannot ask "b" .* "stages" that "a" gives too/,
    ],
    [
      [mentions("a", { category: { ...list, name: "paper" } })],
      /Cannot ask "a" .* "papers" that every study has/,
    ],
  ];
  for (const [questions, message] of cases) {
    assert.throws(() => orderQuestions(questions), message);
  }
  const other = { category: { ...list, name: "use" } };
  const both = [mentions("a", { category: list }), mentions("b", other)];
  assert.equal(orderQuestions(both).length, 2);
});
