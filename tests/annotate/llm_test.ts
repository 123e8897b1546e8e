import assert from "node:assert/strict";
import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import {
  apiError,
  completion,
  type Script,
  startEndpoint,
} from "tests/support/endpoint.ts";
import { paperOf } from "tests/support/papers.ts";

const [USES_DL, , IDENTIFY, REUSE] = await loadQuestions();
const PAPER = paperOf("We fine-tuned VGG-16 on 300 images.");
const NO = JSON.stringify({ evidence: null, result: false });

async function askOnce(script: Script, question = USES_DL!) {
  await using endpoint = startEndpoint(script);
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    apiKey: "sk-planted",
  });
  const reply = await annotator.ask(PAPER, question);
  return { reply, requests: endpoint.requests };
}

Deno.test("llmAnnotator() sends instructions, paper and question in that order, with a strict schema", async () => {
  const { requests } = await askOnce(() => completion(NO));
  const [{ path, authorization, body }] = requests as [typeof requests[0]];
  assert.equal(path, "/v1/chat/completions");
  assert.equal(authorization, "Bearer sk-planted");
  assert.equal(body.model, "m");
  const [system, user] = body.messages;
  assert.equal(system.role, "system");
  const at = (text: string) => user.content.indexOf(text);
  assert.ok(at(PAPER.text) > 0 && at(PAPER.text) < at(USES_DL!.words));
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
});

Deno.test("llmAnnotator() reads a yes, its evidence and the usage", async () => {
  const quote = "We fine-tuned VGG-16 on 300 images.";
  const { reply } = await askOnce(() =>
    completion(JSON.stringify({ evidence: quote, result: true }))
  );
  assert.deepEqual(reply.answer, {
    kind: "yes-no",
    result: true,
    evidence: quote,
  });
  assert.deepEqual(reply.usage, {
    promptTokens: 100,
    cachedTokens: 64,
    completionTokens: 7,
  });
  assert.deepEqual(reply.notes, { served_model: "scripted-2026-01-01" });
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
    REUSE!,
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
  const none = await askOnce(() => completion('{"mentions": []}'), IDENTIFY!);
  assert.deepEqual(none.reply.answer, { kind: "mentions", mentions: [] });
});

Deno.test("llmAnnotator() names what is not an answer and keeps the raw text", async () => {
  const cases: [Response, string, string | null][] = [
    [completion("I think so"), "invalid_answer", "I think so"],
    [completion('{"result": "yes"}'), "invalid_answer", '{"result": "yes"}'],
    [
      completion('{"evidence": null, "result": true}'),
      "invalid_answer",
      '{"evidence": null, "result": true}',
    ],
    [completion('{"evid', { finish: "length" }), "length", '{"evid'],
    [completion(null, { finish: "content_filter" }), "content_filter", null],
    [completion(null, { refusal: "No." }), "refused", "No."],
    [apiError(400, { code: "context_length_exceeded" }), "too_long", null],
    [apiError(422, { message: "odd" }), "server_error", null],
    [
      Response.json({ error: { message: "late failure" } }),
      "server_error",
      null,
    ],
  ];
  for (const [response, status, raw] of cases) {
    const { reply } = await askOnce(() => response.clone());
    assert.equal(reply.status, status);
    assert.equal(reply.answer, null);
    assert.equal(reply.raw, raw);
    assert.ok(reply.message);
  }
});

Deno.test("llmAnnotator() stops with one sentence where no paper can be answered", async () => {
  const cases: [Script, RegExp][] = [
    [
      () =>
        apiError(401, { message: "Incorrect API key provided: sk-planted" }),
      /refused the key/,
    ],
    [() => apiError(403, {}), /refused the key/],
    [() => apiError(404, { code: "model_not_found" }), /no model "m"/],
    [() => new Response("<html>Welcome</html>"), /OpenAI-compatible/],
    [() => apiError(429, { code: "insufficient_quota" }), /no quota left/],
    [
      () =>
        apiError(400, {
          param: "response_format",
          message: "response_format is unknown",
        }),
      /JSON schema/,
    ],
  ];
  for (const [script, sentence] of cases) {
    await assert.rejects(askOnce(script), (error: Error) => {
      assert.ok(error instanceof AnnotatorStopped);
      assert.match(error.message, sentence);
      assert.doesNotMatch(error.message, /sk-planted|\n/);
      return true;
    });
  }
});

Deno.test("llmAnnotator() stops with one sentence if nobody listens", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: `http://127.0.0.1:${port}/v1`,
  });
  await assert.rejects(annotator.ask(PAPER, USES_DL!), {
    name: "AnnotatorStopped",
    message:
      /^Cannot reach http:\/\/127\.0\.0\.1:\d+\/v1; check OPENAI_BASE_URL/,
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
  const annotator = llmAnnotator({ model: "m", baseUrl: endpoint.baseUrl });
  await assert.rejects(
    annotator.ask(PAPER, USES_DL!, stop.signal),
    /interrupted/,
  );
});
