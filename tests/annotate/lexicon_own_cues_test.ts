import assert from "node:assert/strict";
import { lexiconAnnotator } from "lib/annotate/lexicon.ts";
import type { SectionKind } from "lib/corpus/paper.ts";
import { parseQuestion } from "lib/questions/parse_question.ts";
import { answer, lexicon, paperOf } from "tests/annotate/lexicon_answers.ts";

const BASE = { version: 1, title: "T", words: "W?", dependsOn: null };

const USES_R = parseQuestion(
  JSON.stringify({
    ...BASE,
    id: "uses_r",
    kind: "yes-no",
    cues: { yes: ["in R", "tested in R", "have been run in R"], no: ["in R2"] },
  }),
  "uses_r.json",
);

const TOOLS = parseQuestion(
  JSON.stringify({
    ...BASE,
    id: "tools",
    kind: "mentions",
    name: "tool",
    category: {
      name: "use",
      values: ["plot", "test", "other"].map((value) => ({
        value,
        meaning: value,
      })),
    },
    description: null,
    cues: {
      names: { lme4: ["lme4"], ggplot2: ["ggplot2", "ggplot"] },
      categories: { plot: ["drawn", "figure"], test: ["fitted", "tested"] },
      no: ["teaching"],
    },
  }),
  "tools.json",
);

const annotator = lexiconAnnotator({ questions: [USES_R, TOOLS] });

// Judged by hand from what the rules promise.
const CASES: [string, [SectionKind, string][], boolean][] = [
  ["a plain sentence of the methods", [["methods", "Models ran in R."]], true],
  ["no cue", [["methods", "Models ran in Python."]], false],
  ["a cue of no", [["methods", "Models in R gave values in R2."]], false],
  ["negation", [["methods", "Models were not tested in R."]], false],
  [
    "a cue of two words that seem to tell of others",
    [["methods", "All models have been run in R."]],
    true,
  ],
  [
    "other people's work",
    [["methods", "Previous studies ran such models in R."]],
    false,
  ],
  ["a plan", [["methods", "In future work models will be in R."]], false],
  [
    "the introduction, of nobody in particular",
    [["introduction", "Models in R abound."]],
    false,
  ],
  [
    "the introduction, of the authors",
    [["introduction", "Here we run models in R."]],
    true,
  ],
];

for (const [name, sections, yes] of CASES) {
  Deno.test(`own cues answer ${yes ? "yes" : "no"}: ${name}`, async () => {
    const { answer } = await annotator.ask(paperOf(sections), USES_R);
    assert.deepEqual(answer, {
      kind: "yes-no",
      result: yes,
      evidence: yes ? sections[0]![1] : null,
    });
  });
}

Deno.test("own cues count below a heading that the study's own rules pass over", async () => {
  const text = "# Data availability\n\nAll scripts are written in R.\n";
  const section = { kind: "other" as const, title: "Data availability" };
  const paper = {
    ...paperOf([]),
    text,
    sections: [{ ...section, start: 0, end: text.length }],
  };
  const { answer } = await annotator.ask(paper, USES_R);
  assert.equal(
    answer?.kind === "yes-no" && answer.evidence,
    "All scripts are written in R.",
  );
});

Deno.test("own cues give each name the nearest value of the closed list, and other without any", async () => {
  const sentences = [
    "We fitted lme4 models, and all figures were drawn with ggplot2.",
    "We loaded lme4 twice.",
    "We used ggplot2 in teaching.",
  ];
  const paper = paperOf([["methods", sentences.join(" ")]]);
  const { answer } = await annotator.ask(paper, TOOLS);
  const mention = (name: string, category: string, i: number) => ({
    ...{ name, category, description: null, evidence: sentences[i] },
  });
  assert.deepEqual(answer, {
    kind: "mentions",
    mentions: [
      mention("lme4", "test", 0),
      mention("ggplot2", "plot", 0),
      mention("lme4", "other", 1),
    ],
  });
});

Deno.test("own cues change nothing about the study's questions, and the identity only where there are any", async () => {
  assert.deepEqual(lexiconAnnotator({ questions: [] }).identity, {
    ...lexicon.identity,
  });
  assert.notDeepEqual(annotator.identity, lexicon.identity);
  assert.ok(annotator.canAnswer!(USES_R));
  assert.ok(!lexicon.canAnswer!(USES_R));
  const paper = paperOf([["methods", "We fine-tuned ResNet50 in R."]]);
  const usesDl = await answer(paper, "uses_dl");
  assert.equal(usesDl.kind === "yes-no" && usesDl.result, true);
});

Deno.test("parseQuestion() says which cues do not fit", () => {
  const yesNo = { ...BASE, id: "q", kind: "yes-no" };
  const mentions = {
    ...{ ...BASE, id: "q", kind: "mentions", name: "tool" },
    ...{ category: null, description: null },
  };
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ ...yesNo, cues: { yes: [] } }, /as cues\.yes is not valid/],
    [{ ...yesNo, cues: { names: {} } }, /as cues\.yes is not valid/],
    [{ ...mentions, cues: { names: {} } }, /cues\.names .*it holds no name/],
    [
      {
        ...mentions,
        cues: { names: { R: ["in R"] }, categories: { plot: ["drawn"] } },
      },
      /as cues\.categories\.plot is not valid: the closed list has no values/,
    ],
  ];
  for (const [question, message] of cases) {
    assert.throws(
      () => parseQuestion(JSON.stringify(question), "q.json"),
      message,
    );
  }
});
