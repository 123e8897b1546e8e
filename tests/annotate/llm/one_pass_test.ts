import assert from "node:assert/strict";
import { llmAnnotator } from "lib/annotate/llm.ts";
import {
  completion,
  type Script,
  startEndpoint,
} from "tests/support/endpoint.ts";
import { FIVE, impatientGate, PAPER } from "tests/annotate/llm/asking.ts";

const QUOTE = "We fine-tuned VGG-16 on 300 images.";
const YES = { evidence: QUOTE, result: true };
const NO = { evidence: null, result: false };
const ALL = {
  uses_dl: YES,
  uses_ptms: YES,
  identify_ptms: { mentions: [{ model: "VGG-16", evidence: QUOTE }] },
  identify_ptm_reuse: {
    mentions: [
      {
        model: "VGG-16",
        form: "fine-tuned",
        evidence: QUOTE,
        pattern: "adaptation",
      },
    ],
  },
  identify_ptm_impact: {
    mentions: [{ model: "VGG-16", evidence: QUOTE, stage: "Test" }],
  },
};
const NONE = {
  uses_dl: NO,
  uses_ptms: null,
  identify_ptms: null,
  identify_ptm_reuse: null,
  identify_ptm_impact: null,
};

async function askAll(script: Script, questions = FIVE) {
  await using endpoint = startEndpoint(script);
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    gate: impatientGate(),
    mode: "one-pass",
  });
  const replies = await annotator.askAll!(PAPER, questions);
  return { replies, requests: [...endpoint.requests] };
}

const saying = (parts: unknown): Script => () =>
  completion(JSON.stringify(parts));

Deno.test("askAll() asks all questions in one request, each a part of one closed schema", async () => {
  const { replies, requests } = await askAll(saying(ALL));
  assert.equal(requests.length, 1);
  const { schema } = requests[0]!.body.response_format.json_schema;
  assert.deepEqual(Object.keys(schema.properties), FIVE.map(({ id }) => id));
  for (const { words } of FIVE) {
    assert.ok(requests[0]!.body.messages[1].content.includes(words));
  }
  assert.deepEqual([...replies.keys()], FIVE.map(({ id }) => id));
  for (const { status, notes } of replies.values()) {
    assert.equal(status, "answered");
    assert.equal(notes.mode, "one-pass");
  }
  assert.deepEqual(replies.get("identify_ptm_impact")!.answer, {
    kind: "mentions",
    mentions: [
      { name: "VGG-16", category: "Test", description: null, evidence: QUOTE },
    ],
  });
});

Deno.test("askAll() counts the request and its tokens once", async () => {
  const { replies } = await askAll(saying(ALL));
  const [first, ...others] = replies.values();
  assert.equal(first!.attempts.length, 1);
  assert.equal(first!.usage?.promptTokens, 100);
  for (const { attempts, usage } of others) {
    assert.deepEqual([attempts, usage], [[], null]);
  }
});

Deno.test("askAll() gives no reply to questions whose condition is not met, whatever the model says of them", async () => {
  for (const parts of [NONE, { ...ALL, uses_dl: NO }]) {
    const { replies } = await askAll(saying(parts));
    assert.deepEqual([...replies.keys()], ["uses_dl"]);
  }
  const half = await askAll(saying({ ...ALL, uses_ptms: NO }));
  assert.deepEqual([...half.replies.keys()], ["uses_dl", "uses_ptms"]);
});

Deno.test("askAll() takes a condition outside the list as met", async () => {
  const { replies } = await askAll(saying(ALL), FIVE.slice(1));
  assert.deepEqual([...replies.keys()], FIVE.slice(1).map(({ id }) => id));
});

Deno.test("askAll() asks once more if a part does not fit, and keeps the parts that do", async () => {
  const wrong = { ...ALL, identify_ptms: null };
  const mended = await askAll((_, before) =>
    completion(JSON.stringify(before === 0 ? wrong : ALL))
  );
  assert.equal(mended.requests.length, 2);
  assert.equal(mended.replies.get("identify_ptms")!.status, "answered");
  assert.match(
    mended.requests[1]!.body.messages[3].content,
    /not accepted: identify_ptms: /,
  );
  const stays = await askAll(saying(wrong));
  assert.equal(stays.requests.length, 2);
  const statuses = [...stays.replies.values()].map(({ status }) => status);
  assert.deepEqual(statuses, [
    "answered",
    "answered",
    "invalid_answer",
    "answered",
    "answered",
  ]);
});

Deno.test("askAll() gives a failure of the request to the questions that nothing depends on first", async () => {
  const { replies } = await askAll(() => completion(null, { refusal: "No." }));
  assert.deepEqual(
    [...replies].map(([id, { status, raw }]) => [id, status, raw]),
    [["uses_dl", "refused", "No."]],
  );
});

Deno.test("llmAnnotator() has askAll() in one-pass mode alone", () => {
  const { mode, askAll } = llmAnnotator({
    model: "m",
    baseUrl: "http://localhost:1/v1",
  });
  assert.deepEqual([mode, askAll], ["single", undefined]);
});
