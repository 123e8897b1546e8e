import assert from "node:assert/strict";
import { lexiconAnnotator } from "lib/annotate/lexicon.ts";
import { readCueFile } from "lib/annotate/lexicon/cues.ts";
import type { SectionKind } from "lib/corpus/paper.ts";
import {
  answer,
  lexicon,
  paperOf,
  question,
  resultOf,
} from "tests/annotate/lexicon_answers.ts";

// Written and judged by hand; none of the sentences is one of the demo's.
const CASES: [
  name: string,
  sections: [kind: SectionKind, text: string][],
  dl: boolean,
  ptms: boolean,
][] = [
  [
    "fine-tuning in the methods",
    [["methods", "We fine-tuned a ResNet50 on 3,000 herbarium scans."]],
    true,
    true,
  ],
  [
    "a tool run as it is",
    [["results", "Structures of all mutants were predicted with AlphaFold2."]],
    true,
    true,
  ],
  [
    "a network of one's own",
    [[
      "methods",
      "We built a convolutional neural network with three layers and trained it on our spectra.",
    ]],
    true,
    false,
  ],
  [
    "only other people's work",
    [
      [
        "introduction",
        "Smith et al. trained a convolutional neural network on leaf images. Recent studies have used BERT, a pre-trained language model.",
      ],
      ["methods", "We counted leaves by eye."],
    ],
    false,
    false,
  ],
  [
    "only plans",
    [
      ["methods", "Leaves were counted by eye."],
      [
        "discussion",
        "In future work we will fine-tune ResNet-50 on these images.",
      ],
    ],
    false,
    false,
  ],
  [
    "a negated use",
    [[
      "methods",
      "We did not use deep learning. No pre-trained model was used.",
    ]],
    false,
    false,
  ],
  [
    "people and animals",
    [[
      "methods",
      "Scores were given by pre-trained observers. Rats were pre-trained on the lever for five days.",
    ]],
    false,
    false,
  ],
  [
    "names that are words",
    [[
      "methods",
      "We used the Earth system model (ESM) output. The MAE of our regression was 0.3. The GIT was removed using scissors. Serum AST and GPT were measured using kits.",
    ]],
    false,
    false,
  ],
  [
    "the same name as a model's",
    [[
      "methods",
      "Sentences were encoded with BERT, a transformer-based language model, and we trained a classification head.",
    ]],
    true,
    true,
  ],
  [
    "deep learning as a way to study",
    [[
      "methods",
      "We measured the deep learning approach to study of students using a questionnaire. Deep learning of students was scored by us.",
    ]],
    false,
    false,
  ],
  [
    "neurons of flesh",
    [[
      "methods",
      "We simulated a recurrent neural network of spiking neurons. Our neural network had 5000 integrate-and-fire neurons.",
    ]],
    false,
    false,
  ],
];

Deno.test("lexiconAnnotator() judges short papers as a reader does", async (t) => {
  for (const [name, sections, dl, ptms] of CASES) {
    await t.step(name, async () => {
      const paper = paperOf(sections);
      assert.equal(resultOf(await answer(paper, "uses_dl")), dl);
      assert.equal(resultOf(await answer(paper, "uses_ptms")), ptms);
    });
  }
});

Deno.test("lexiconAnnotator() weighs methods more than introduction", async () => {
  const sentence = "We use ResNet-50 on our images.";
  const methods = paperOf([["methods", sentence]]);
  const introduction = paperOf([["introduction", sentence]]);
  assert.equal(resultOf(await answer(methods, "uses_ptms")), true);
  assert.equal(resultOf(await answer(introduction, "uses_ptms")), false);
});

Deno.test("lexiconAnnotator() names models, patterns and stages with their evidence", async () => {
  const first = "We fine-tuned VGG16 on the leaf scans to classify them.";
  const second =
    "Cellpose was run with default parameters to clean the raw images.";
  const paper = paperOf([["methods", `${first} ${second}`]]);
  assert.deepEqual(await answer(paper, "identify_ptms"), {
    kind: "mentions",
    mentions: [
      { name: "VGG-16", category: null, description: null, evidence: first },
      { name: "Cellpose", category: null, description: null, evidence: second },
    ],
  });
  assert.deepEqual(await answer(paper, "identify_ptm_reuse"), {
    kind: "mentions",
    mentions: [
      {
        name: "VGG-16",
        category: "adaptation",
        description: "fine-tuned",
        evidence: first,
      },
      {
        name: "Cellpose",
        category: "deployment",
        description: "default parameters",
        evidence: second,
      },
    ],
  });
  const stages = await answer(paper, "identify_ptm_impact");
  assert.deepEqual(
    stages.kind === "mentions" &&
      stages.mentions.map(({ category }) => category),
    ["Test", "Observation"],
  );
});

Deno.test("lexiconAnnotator() refuses a question it has no rules for", async () => {
  const other = { ...question("uses_dl"), id: "uses_robots" };
  const reply = await lexicon.ask(paperOf([["methods", "We ran."]]), other);
  assert.equal(reply.status, "invalid_answer");
  assert.equal(reply.answer, null);
  assert.match(
    reply.message!,
    /^Cannot answer "uses_robots" as the lexicon has/,
  );
});

Deno.test("lexiconAnnotator() has another identity if a list changes", () => {
  const changed = lexiconAnnotator({
    readCueFile: (file) =>
      readCueFile(file).replace(
        '"transfer learning"',
        '"transferred learning"',
      ),
  });
  const withCrlf = lexiconAnnotator({
    readCueFile: (file) => readCueFile(file).replaceAll("\n", "\r\n"),
  });
  assert.notDeepEqual(changed.identity, lexicon.identity);
  assert.deepEqual(withCrlf.identity, lexicon.identity);
});

Deno.test("lexiconAnnotator() says which cue list is wrong", () => {
  const broken = (text: string) => () =>
    lexiconAnnotator({
      readCueFile: (file) => file === "stages.json" ? text : readCueFile(file),
    });
  assert.throws(broken("{"), /cue list "stages.json" as it is not JSON/);
  assert.throws(
    broken('{"about": "x", "Test": "no list"}'),
    /cue list "stages.json" as Test does not fit/,
  );
});

Deno.test("lexiconAnnotator() reads texts without end or sense", async () => {
  const texts = [
    "",
    "x".repeat(10_000_000),
    "CNN ".repeat(200_000),
    "#".repeat(100_000),
    ". ".repeat(500_000),
    "\n".repeat(500_000),
  ];
  for (const text of texts) {
    const reply = await lexicon.ask(
      paperOf([["other", text]]),
      question("uses_dl"),
    );
    assert.equal(reply.status, "answered");
  }
});
