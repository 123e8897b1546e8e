import assert from "node:assert/strict";
import { llmAnnotator } from "lib/annotate/llm.ts";
import {
  apiError,
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

/** A server that knows some formats only, and words its refusal as LM Studio does. */
function formats(...known: (string | undefined)[]): Script {
  return ({ body }) =>
    known.includes(body.response_format?.type)
      ? completion(NO)
      : Response.json({
        error: `'response_format.type' must be ${known.join(" or ")}`,
      }, { status: 400 });
}

/** A server that refuses parameters as OpenAI's reasoning models do. */
function refusing(...names: string[]): Script {
  return ({ body }) => {
    const name = names.find((name) => name in body);
    if (name === undefined) return completion(NO);
    const advice = name === "max_tokens"
      ? " Use 'max_completion_tokens' instead."
      : "";
    return apiError(400, {
      code: "unsupported_parameter",
      param: name,
      message:
        `Unsupported parameter: '${name}' is not supported with this model.${advice}`,
    });
  };
}

const PARAMETERS = { temperature: 0, seed: 1, reasoning_effort: "low" };

Deno.test("llmAnnotator() steps down to what the server knows, once, and records it", async () => {
  const cases: [Script, format: string, requests: number][] = [
    [formats("json_schema"), "json_schema", 1],
    [formats("json_object"), "json_object", 2],
    [formats(undefined), "text", 3],
  ];
  for (const [script, format, count] of cases) {
    await using endpoint = startEndpoint(script);
    const annotator = llmAnnotator({
      model: "m",
      baseUrl: endpoint.baseUrl,
      gate: impatientGate(),
    });
    const first = await annotator.ask(PAPER, USES_DL);
    assert.equal(first.status, "answered");
    assert.equal(first.notes.format, format);
    assert.equal(endpoint.requests.length, count);
    assert.deepEqual(
      first.attempts.map(({ outcome }) => outcome),
      [...Array(count - 1).fill("adapted"), "answered"],
    );
    const second = await annotator.ask(paperOf("Another."), USES_DL);
    assert.equal(second.notes.format, format);
    assert.equal(endpoint.requests.length, count + 1);
  }
});

Deno.test("llmAnnotator() puts the schema into words where it is not sent", async () => {
  const { requests } = await askOnce(formats("json_object"));
  const [withSchema, withWords] = requests.map(({ body }) =>
    body.messages[1].content
  );
  assert.ok(!withSchema.includes('"additionalProperties"'));
  assert.ok(withWords.includes('"additionalProperties":false'));
});

Deno.test("llmAnnotator() does not step down for errors about something else", async () => {
  const cases = [
    apiError(400, { message: "odd" }),
    apiError(429, { message: "response_format is slow today" }),
    apiError(500, { message: "json_schema compiler crashed" }),
  ];
  for (const response of cases) {
    const { requests } = await askOnce(() => response.clone());
    for (const { body } of requests) {
      assert.equal(body.response_format.type, "json_schema");
    }
  }
});

Deno.test("llmAnnotator() leaves out refused parameters, renames the cap, and records both", async () => {
  const { reply, requests, annotator } = await askOnce(
    refusing("temperature", "max_tokens", "seed"),
    { parameters: PARAMETERS },
  );
  assert.equal(reply.status, "answered");
  assert.equal(requests.length, 4);
  assert.equal(reply.notes.dropped_parameters, "temperature,max_tokens,seed");
  const { body } = requests[3]!;
  assert.equal(body.max_completion_tokens, 2048);
  assert.ok(!("temperature" in body) && !("seed" in body));
  assert.equal(body.reasoning_effort, "low");
  assert.equal(annotator.identity.parameters.temperature, 0);
});

Deno.test("llmAnnotator() finds the refused parameter in other wordings", async () => {
  const cases = [
    {
      code: "unsupported_value",
      param: "temperature",
      message: "Only the default (1) value is supported.",
    },
    {
      code: "invalid_request_body",
      message:
        "Unsupported value: 'temperature' does not support 0 with this model.",
    },
    { message: "temperature is not supported" },
    { message: "Unrecognized request argument supplied: temperature" },
  ];
  for (const error of cases) {
    const { reply, requests } = await askOnce(({ body }) =>
      "temperature" in body ? apiError(400, error) : completion(NO)
    );
    assert.equal(reply.notes.dropped_parameters, "temperature");
    assert.equal(requests.length, 2);
  }
  const { reply } = await askOnce(({ body }) =>
    "temperature" in body
      ? Response.json({
        detail: [{
          loc: ["body", "temperature"],
          msg: "Extra inputs are not permitted",
          input: 0,
        }],
      }, { status: 422 })
      : completion(NO)
  );
  assert.equal(reply.notes.dropped_parameters, "temperature");
});

Deno.test("llmAnnotator() gives up after four adaptations to refused parameters", async () => {
  const { reply, requests } = await askOnce(
    refusing(
      "temperature",
      "seed",
      "reasoning_effort",
      "max_tokens",
      "max_completion_tokens",
    ),
    { parameters: PARAMETERS },
  );
  assert.equal(reply.status, "bad_request");
  assert.equal(requests.length, 5);
});

Deno.test("llmAnnotator() learns what a server takes once, however many requests are in flight", async () => {
  const inFlight = 32;
  const known = [formats("json_object"), refusing("temperature")];
  await using endpoint = startEndpoint((seen, before) => {
    for (const script of known) {
      const response = script(seen, before);
      if (!response.ok) return response;
    }
    return completion(NO);
  });
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    gate: impatientGate(inFlight),
  });
  const papers = Array.from({ length: 100 }, (_, i) => paperOf(`Paper ${i}.`));
  const replies = await Promise.all(
    papers.map((paper) => annotator.ask(paper, USES_DL)),
  );
  assert.ok(replies.every(({ status }) => status === "answered"));
  // One answer each, and for each of the two changes no more refusals than
  // requests were in flight; alone, each paper would have met both.
  assert.ok(endpoint.requests.length <= papers.length + 2 * inFlight);
});
