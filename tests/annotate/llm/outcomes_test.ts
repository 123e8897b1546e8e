import assert from "node:assert/strict";
import { llmAnnotator } from "lib/annotate/llm.ts";
import {
  completion,
  type Script,
  startEndpoint,
} from "tests/support/endpoint.ts";
import {
  askOnce,
  impatientGate,
  NO,
  PAPER,
  USES_DL,
} from "tests/annotate/llm/asking.ts";
import { paperOf } from "tests/support/papers.ts";

/** Answers with one response after another, the last one for ever. */
function inTurn(...responses: Response[]): Script {
  return (_, before) =>
    responses[Math.min(before, responses.length - 1)]!.clone();
}

/** A completion of a server that says how many tokens it read. */
function counting(promptTokens: number, content = NO): Response {
  return Response.json({
    choices: [{ finish_reason: "stop", message: { content } }],
    usage: { prompt_tokens: promptTokens, completion_tokens: 9 },
  });
}

Deno.test("llmAnnotator() names what is not an answer and keeps the raw text", async () => {
  const cases: [
    Response,
    status: string,
    raw: string | null,
    requests: number,
  ][] = [
    [completion("I think so"), "invalid_answer", "I think so", 2],
    [completion('{"result": "yes"}'), "invalid_answer", '{"result": "yes"}', 2],
    [completion(null), "invalid_answer", null, 2],
    [completion('{"evid', { finish: "length" }), "length", '{"evid', 2],
    [completion(null, { finish: "length" }), "length", null, 2],
    [completion(null, { finish: "content_filter" }), "content_filter", null, 1],
    [completion(null, { refusal: "No." }), "refused", "No.", 1],
    [
      completion('{"evidence":   \n\n\t\t\t\t\t\t\t\t\t\t', {
        finish: "length",
      }),
      "whitespace_runaway",
      '{"evidence":   \n\n\t\t\t\t\t\t\t\t\t\t',
      1,
    ],
  ];
  for (const [response, status, raw, count] of cases) {
    const { reply, requests } = await askOnce(inTurn(response));
    assert.equal(reply.status, status);
    assert.equal(reply.answer, null);
    assert.equal(reply.raw, raw);
    assert.ok(reply.message);
    assert.equal(requests.length, count);
    assert.equal(reply.attempts.length, count);
  }
});

Deno.test("llmAnnotator() shows the model its own answer and the error, once", async () => {
  const wrong = '{"evidence": null, "result": true}';
  const { reply, requests } = await askOnce(
    inTurn(completion(wrong), completion(NO)),
  );
  assert.deepEqual(reply.answer, {
    kind: "yes-no",
    result: false,
    evidence: null,
  });
  assert.equal(reply.raw, NO);
  assert.deepEqual(
    reply.attempts.map(({ outcome, message }) => [outcome, message]),
    [
      ["repaired", "evidence: a yes needs a passage of the paper"],
      ["answered", null],
    ],
  );
  assert.equal(reply.usage?.promptTokens, 200);
  const [first, second] = requests.map(({ body }) => body.messages);
  assert.deepEqual(second.slice(0, 2), first);
  assert.deepEqual(second[2], { role: "assistant", content: wrong });
  assert.match(second[3].content, /a yes needs a passage of the paper/);
});

Deno.test("llmAnnotator() lets the first answer stand if the repair fails otherwise or may not be paid", async () => {
  const wrong = completion("Maybe");
  const refused = await askOnce(
    inTurn(wrong, completion(null, { refusal: "No." })),
  );
  assert.equal(refused.reply.status, "invalid_answer");
  assert.equal(refused.reply.raw, "Maybe");
  assert.deepEqual(
    refused.reply.attempts.map(({ outcome }) => outcome),
    ["repaired", "refused"],
  );
  const limited = await askOnce(inTurn(wrong), {
    gate: impatientGate(1, { maxCalls: 1 }),
  });
  assert.equal(limited.reply.status, "invalid_answer");
  assert.deepEqual(
    limited.reply.attempts.map(({ outcome }) => outcome),
    ["invalid_answer"],
  );
});

Deno.test("llmAnnotator() gives an answer that was cut off twice the room, once", async () => {
  const { reply, requests } = await askOnce(
    inTurn(completion('{"evi', { finish: "length" }), completion(NO)),
  );
  assert.equal(reply.status, "answered");
  assert.deepEqual(requests.map(({ body }) => body.max_tokens), [2048, 4096]);
  assert.deepEqual(
    reply.attempts.map(({ outcome }) => outcome),
    ["length", "answered"],
  );
});

Deno.test("llmAnnotator() says what to change on vLLM after a white-space runaway", async () => {
  const blank = completion('{"evidence": ' + " \n".repeat(500), {
    finish: "length",
  });
  const { reply } = await askOnce(inTurn(blank));
  assert.match(
    reply.message!,
    /--structured-outputs-config .*disable_any_whitespace/,
  );
});

const SENTENCE = "The cells were grown for two days in a warm room. ";
const LONG = paperOf(SENTENCE.repeat(800)); // 40,000 characters, 8,800 tokens of o200k

Deno.test("llmAnnotator() takes the answer of a server that cut the prompt as an error, never as a no", async () => {
  const { reply, requests } = await askOnce(() => counting(2048), {
    paper: LONG,
  });
  assert.equal(reply.status, "silent_truncation");
  assert.equal(reply.answer, null);
  assert.match(
    reply.message!,
    /read 2048 of about \d{4} tokens.*OLLAMA_CONTEXT_LENGTH.*--ctx-size.*--max-model-len/,
  );
  assert.equal(requests.length, 1);
});

Deno.test("llmAnnotator() does not mistake another tokenizer, a short paper or dense text for a cut", async () => {
  const dense = paperOf("a".repeat(40_000)); // 8 letters a token: 5,000 tokens
  const cases: [typeof PAPER, number][] = [
    [LONG, 8900],
    [LONG, 7100],
    [LONG, 17_000],
    [PAPER, 12],
    [dense, 5400],
    [LONG, 0], // not counted
  ];
  for (const [paper, promptTokens] of cases) {
    const { reply } = await askOnce(() => counting(promptTokens), { paper });
    assert.equal(reply.status, "answered");
  }
});

Deno.test("llmAnnotator() finds a cut after any number of papers that a server has cut a little", async () => {
  let asked = 0;
  // 7,100 of 8,900 tokens may be another tokenizer; 4,100 is none.
  await using endpoint = startEndpoint(() =>
    counting(++asked <= 50 ? 7100 : 4100)
  );
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    gate: impatientGate(),
  });
  const statuses: string[] = [];
  for (let i = 0; i < 51; i++) {
    statuses.push((await annotator.ask(LONG, USES_DL)).status);
  }
  assert.deepEqual(new Set(statuses.slice(0, 50)), new Set(["answered"]));
  assert.equal(statuses[50], "silent_truncation");
});
