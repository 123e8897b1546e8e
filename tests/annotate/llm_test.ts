import assert from "node:assert/strict";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { completion, startEndpoint } from "tests/support/endpoint.ts";
import {
  askOnce,
  FIVE,
  impatientGate,
  NO,
  PAPER,
  USES_DL,
} from "tests/annotate/llm/asking.ts";

const [, , IDENTIFY, REUSE] = FIVE;

Deno.test("llmAnnotator() sends instructions, paper and question in that order, with a strict schema", async () => {
  const { requests } = await askOnce(() => completion(NO));
  const [{ path, authorization, body }] = requests as [typeof requests[0]];
  assert.equal(requests.length, 1);
  assert.equal(path, "/v1/chat/completions");
  assert.equal(authorization, "Bearer sk-planted");
  assert.equal(body.model, "m");
  const [system, user] = body.messages;
  assert.equal(system.role, "system");
  const at = (text: string) => user.content.indexOf(text);
  assert.ok(at(PAPER.text) > 0 && at(PAPER.text) < at(USES_DL.words));
  assert.deepEqual(body.response_format.json_schema, {
    name: "uses_dl",
    strict: true,
    schema: {
      type: "object",
      properties: {
        evidence: { type: ["string", "null"] },
        result: { type: "boolean" },
      },
      required: ["evidence", "result"],
      additionalProperties: false,
    },
  });
  assert.equal(body.max_tokens, 2048);
  assert.equal(body.temperature, 0);
  assert.ok(!("prompt_cache_key" in body) && !("seed" in body));
});

Deno.test("llmAnnotator() reads a yes, its evidence, usage and the one attempt", async () => {
  const quote = "We fine-tuned VGG-16 on 300 images.";
  const { reply } = await askOnce(() =>
    completion(JSON.stringify({ evidence: quote, result: true }))
  );
  assert.deepEqual(reply.answer, {
    kind: "yes-no",
    result: true,
    evidence: quote,
  });
  const usage = {
    promptTokens: 100,
    cachedTokens: 64,
    writtenTokens: null,
    reasoningTokens: null,
    completionTokens: 7,
  };
  assert.deepEqual(reply.usage, usage);
  assert.deepEqual(reply.attempts, [
    { outcome: "answered", httpStatus: 200, usage, message: null },
  ]);
  assert.deepEqual(reply.notes, {
    format: "json_schema",
    mode: "single",
    served_model: "scripted-2026-01-01",
  });
});

Deno.test("llmAnnotator() reads mentions with and without a closed list", async () => {
  const entry = {
    model: "VGG-16",
    form: "fine-tuned",
    evidence: "We fine-tuned VGG-16",
    pattern: "adaptation",
  };
  const reuse = await askOnce(
    () => completion(JSON.stringify({ mentions: [entry] })),
    { question: REUSE },
  );
  assert.deepEqual(reuse.reply.answer, {
    kind: "mentions",
    mentions: [{
      name: "VGG-16",
      category: "adaptation",
      description: "fine-tuned",
      evidence: "We fine-tuned VGG-16",
    }],
  });
  assert.equal(reuse.requests[0]!.body.max_tokens, 4096);
  const none = await askOnce(() => completion('{"mentions": []}'), {
    question: IDENTIFY,
  });
  assert.deepEqual(none.reply.answer, { kind: "mentions", mentions: [] });
});

Deno.test("llmAnnotator() sends the user's parameters and keeps them in its identity", async () => {
  const { requests, annotator } = await askOnce(() => completion(NO), {
    parameters: { temperature: 0.2, seed: 7, max_tokens: 300 },
  });
  const { temperature, seed, max_tokens } = requests[0]!.body;
  assert.deepEqual([temperature, seed, max_tokens], [0.2, 7, 300]);
  assert.deepEqual(annotator.identity.parameters, {
    response_format: "json_schema",
    schema: "own",
    prompt: 2,
    temperature: 0.2,
    seed: 7,
    max_tokens: 300,
  });
});

Deno.test("llmAnnotator() wants a key for OpenAI itself and a URL that is one", () => {
  assert.throws(
    () => llmAnnotator({ model: "m" }),
    /OPENAI_API_KEY is not set/,
  );
  assert.throws(
    () => llmAnnotator({ model: "m", baseUrl: "lab server" }),
    /not an http or https URL/,
  );
  for (const apiKey of ["sk-a\nb", "sk-ключ"]) {
    assert.throws(
      () =>
        llmAnnotator({ model: "m", baseUrl: "http://localhost/v1", apiKey }),
      /^AnnotatorStopped: Cannot use the key in OPENAI_API_KEY/,
    );
  }
});

Deno.test("llmAnnotator() keeps credentials out of what is stored", () => {
  const { identity } = llmAnnotator({
    model: "m",
    baseUrl: "http://user:secret@lab.example/v1/?token=secret",
    apiKey: "sk-planted",
  });
  assert.equal(identity.endpoint, "http://lab.example/v1");
  assert.doesNotMatch(JSON.stringify(identity), /secret|planted/);
});

Deno.test("llmAnnotator() gives up at once if it is interrupted", async () => {
  const stop = new AbortController();
  await using endpoint = startEndpoint(() => {
    stop.abort(new Error("interrupted"));
    return completion(NO);
  });
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    gate: impatientGate(),
  });
  await assert.rejects(
    annotator.ask(PAPER, USES_DL, stop.signal),
    /interrupted/,
  );
  assert.equal(endpoint.requests.length, 1);
});
