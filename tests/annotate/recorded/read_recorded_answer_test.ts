import assert from "node:assert/strict";
import { readRecordedAnswer } from "lib/annotate/recorded/read_recorded_answer.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";

const questions = await loadQuestions();
const ask = (id: string) => questions.find((question) => question.id === id)!;

const FENCE = "```";

/** Recorded texts and what a careful person reads in them: yes, no, or why neither. */
const YES_NO: [name: string, text: string | null, read: boolean | string][] = [
  ["as asked", '{"result": true, "prose": "We trained a CNN."}', true],
  ["no with prose", '{"result": false, "prose": "None."}', false],
  [
    "fenced",
    `${FENCE}json\n{"result": true, "prose": "We did."}\n${FENCE}`,
    true,
  ],
  ["prefixed", 'Here is the JSON:\n{"result": false, "prose": null}', false],
  ["list of one", '[{"result": true, "prose": "We did."}]', true],
  ["text", '{"result": "True", "prose": "We did."}', true],
  ["text no", '{"result": "no", "prose": ""}', false],
  ["number", '{"result": 1, "prose": "We did."}', true],
  ["capitals", '{"Result": false, "Prose": ""}', false],
  ["wrapped", '{"response": {"result": true, "prose": "We did."}}', true],
  ["twice", '{"result": true}\n{"result": true}', true],
  ["braces in prose first", 'See {Table 1}: {"result": true}', true],
  [
    "Ollama's envelope",
    '{"model": "llama", "created_at": "", "response": "{\\"result\\": true}", "done": true}',
    true,
  ],
  ["empty", "", "empty answer"],
  ["blank", " \n", "empty answer"],
  ["absent", null, "no answer stored"],
  ["error", '{"error": "context length exceeded"}', "error reported"],
  ["cut off", '{"resul', "cut off"],
  ["cut off after the result", '{"result": true, "prose": "We tr', "cut off"],
  ["{}", "{}", "empty object"],
  ["no result", '{"prose": "We trained a CNN."}', "no result given"],
  ["null result", '{"result": null, "prose": null}', "no result given"],
  [
    "contradiction",
    '[{"result": true}, {"result": false}]',
    "contradictory results",
  ],
  ["prose", "I cannot say [sorry].", "not JSON"],
];

Deno.test("readRecordedAnswer() reads a yes or no in every shape", async (t) => {
  for (const [name, text, expected] of YES_NO) {
    await t.step(name, () => {
      const answer = readRecordedAnswer(ask("uses_dl"), text);
      const read = "reason" in answer
        ? answer.reason
        : answer.kind === "yes-no" && answer.result;
      assert.equal(read, expected);
    });
  }
});

Deno.test("readRecordedAnswer() keeps the passage of a yes, as one text", () => {
  const text = '{"result": true, "prose": ["We trained", "a CNN."]}';
  assert.deepEqual(readRecordedAnswer(ask("uses_dl"), text), {
    kind: "yes-no",
    result: true,
    evidence: "We trained a CNN.",
  });
});

const U =
  '{"model": "U-Net", "classification": "deployment_reuse", "form": "as is", "prose": "We ran U-Net."}';
const R =
  '{"model": "ResNet-50", "classification": "adaptation_reuse", "form": "tuned", "prose": "We tuned it."}';
const ONE = ["U-Net deployment"];
const BOTH = ["U-Net deployment", "ResNet-50 adaptation"];

/** Recorded texts, and the models with their patterns in them, or why there are none. */
const REUSE: [name: string, text: string | null, read: string[] | string][] = [
  ["list, as asked", `[${U}, ${R}]`, BOTH],
  ["single object", U, ONE],
  ["under response", `{"response": [${U}, ${R}]}`, BOTH],
  ["under models", `{"models": [${U}, ${R}]}`, BOTH],
  ["under model", `{"model": [${U}, ${R}]}`, BOTH],
  ["under result", `{"result": [${U}, ${R}]}`, BOTH],
  ["under a key of its own", `{"pretrained_models": [${U}, ${R}]}`, BOTH],
  ["object under response", `{"response": ${U}}`, ONE],
  ["list in a list", `[[${U}, ${R}]]`, BOTH],
  ["wrapped twice", `{"response": {"models": [${U}, ${R}]}}`, BOTH],
  ["model in model", `{"model": [{"model": [${U}, ${R}]}]}`, BOTH],
  ["keyed by number", `{"0": ${U}, "1": ${R}}`, BOTH],
  [
    "keyed by model",
    '{"U-Net": {"classification": "deployment_reuse", "prose": ""}, "ResNet-50": {"classification": "adaptation_reuse"}}',
    BOTH,
  ],
  [
    "parallel lists",
    '{"model": ["U-Net", "ResNet-50"], "classification": ["deployment_reuse", "adaptation_reuse"], "prose": ["", ""]}',
    BOTH,
  ],
  ["fenced", `${FENCE}json\n[${U}, ${R}]\n${FENCE}`, BOTH],
  ["prefixed", `JSON:\n[${U}]`, ONE],
  ["one object a line", `${U}\n${R}`, BOTH],
  ["comma too many", `[${U}, ${R},]`, BOTH],
  [
    "method for model",
    '{"method": "U-Net", "classification": "deployment_reuse"}',
    ONE,
  ],
  [
    "other spelling",
    '{"model": "U-Net", "classification": " Deployment Reuse"}',
    ONE,
  ],
  ["short label", '{"model": "U-Net", "classification": "DEPLOYMENT"}', ONE],
  [
    "two labels",
    '{"model": "U-Net", "classification": ["deployment_reuse", "adaptation_reuse"]}',
    [
      "U-Net deployment",
      "U-Net adaptation",
    ],
  ],
  [
    "label of its own",
    '{"model": "U-Net", "classification": "transfer_learning"}',
    ["U-Net other"],
  ],
  ["no label", '{"model": "U-Net", "prose": ""}', ["U-Net null"]],
  [
    "label without model",
    '{"model": null, "classification": "deployment_reuse"}',
    ["unnamed deployment"],
  ],
  ["model as a number", '{"model": 7, "classification": "deployment_reuse"}', [
    "7 deployment",
  ]],
  ["[]", "[]", "empty list"],
  ["empty wrapper", '{"response": []}', "empty list"],
  ["{}", "{}", "empty object"],
  [
    "no model",
    '{"model": "None", "form": null, "classification": null, "prose": null}',
    "no model named",
  ],
  ["error", '{"error": "no pre-trained model found"}', "error reported"],
  ["cut off", `[${U}, {"model": "Res`, "cut off"],
  ["empty", "", "empty answer"],
  ["absent", null, "no answer stored"],
];

Deno.test("readRecordedAnswer() reads models with their labels in every shape", async (t) => {
  for (const [name, text, expected] of REUSE) {
    await t.step(name, () => {
      const answer = readRecordedAnswer(ask("identify_ptm_reuse"), text);
      const read = "reason" in answer
        ? answer.reason
        : answer.kind === "mentions" &&
          answer.mentions.map(({ name, category }) => `${name} ${category}`);
      assert.deepEqual(read, expected);
    });
  }
});

Deno.test("readRecordedAnswer() reads form and passage, and stages with their numbers", () => {
  assert.deepEqual(readRecordedAnswer(ask("identify_ptm_reuse"), U), {
    kind: "mentions",
    mentions: [{
      name: "U-Net",
      category: "deployment",
      description: "as is",
      evidence: "We ran U-Net.",
    }],
  });
  const stages = [
    "5. Analysis",
    "test",
    "Testing",
    "Conclusion",
    "Data Preprocessing",
  ];
  const text = JSON.stringify(stages.map((step) => ({ model: "U-Net", step })));
  const answer = readRecordedAnswer(ask("identify_ptm_impact"), text);
  assert.ok("kind" in answer && answer.kind === "mentions");
  assert.deepEqual(
    answer.mentions.map(({ category }) => category),
    ["Analysis", "Test", "Test", "Conclusion", "other"],
  );
});

Deno.test("readRecordedAnswer() reads a list of names where no label is asked for", () => {
  const answer = readRecordedAnswer(
    ask("identify_ptms"),
    '{"model": ["U-Net", "VGG16"]}',
  );
  assert.ok("kind" in answer && answer.kind === "mentions");
  assert.deepEqual(answer.mentions.map(({ name }) => name), ["U-Net", "VGG16"]);
});

Deno.test("readRecordedAnswer() gives up on 5 MB of garbage, however it begins", () => {
  for (const garbage of ["[", "{", '"', "x", '{"a":', "[{"]) {
    const text = garbage.repeat(5_000_000 / garbage.length);
    assert.deepEqual(readRecordedAnswer(ask("identify_ptms"), text), {
      reason: "too long to be an answer",
    });
  }
});

Deno.test("readRecordedAnswer() names answers that are nested too deeply", () => {
  const lists = "[".repeat(10_000) + "]".repeat(10_000);
  const objects = '{"model": '.repeat(10_000) + '"U-Net"' + "}".repeat(10_000);
  for (const id of ["uses_dl", "identify_ptms", "identify_ptm_reuse"]) {
    for (const deep of [lists, objects]) {
      assert.deepEqual(readRecordedAnswer(ask(id), deep), {
        reason: "nested too deeply",
      });
    }
  }
});

Deno.test("readRecordedAnswer() finds no model in a number", () => {
  for (const text of ["5", "true", "[1, 2]"]) {
    assert.deepEqual(readRecordedAnswer(ask("identify_ptms"), text), {
      reason: "no model named",
    });
  }
});
