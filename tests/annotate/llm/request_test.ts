import assert from "node:assert/strict";
import { firstProfile } from "lib/annotate/llm/profile.ts";
import { requestBody } from "lib/annotate/llm/request.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { completion } from "tests/support/endpoint.ts";
import { askOnce, FIVE, PAPER, USES_DL } from "tests/annotate/llm/asking.ts";
import { paperOf } from "tests/support/papers.ts";

const OPENAI = settingsOf({ model: "gpt-5-mini", questions: FIVE });
const LOCAL = settingsOf({
  model: "qwen",
  baseUrl: "http://localhost:8000/v1",
  questions: FIVE,
});

/** What two texts have in common from their start, in characters. */
function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

Deno.test("requestBody() sends OpenAI one schema for all questions, a cache key by paper, and no temperature", () => {
  const bodies = FIVE.map((question) =>
    requestBody(PAPER, question, OPENAI).body
  );
  for (const body of bodies) {
    assert.deepEqual(body.response_format, bodies[0]!.response_format);
    assert.equal(body.prompt_cache_key, bodies[0]!.prompt_cache_key);
    assert.ok(body.max_completion_tokens! >= 4096);
    assert.ok(!("temperature" in body) && !("max_tokens" in body));
  }
  const other = requestBody(paperOf("Another."), USES_DL, OPENAI).body;
  assert.notEqual(other.prompt_cache_key, bodies[0]!.prompt_cache_key);
  assert.match(other.prompt_cache_key!, /^paper-[0-9a-f]{16}$/);
});

Deno.test("requestBody() makes a shared schema that is strict: each part null or closed, all required", () => {
  const { response_format } = requestBody(PAPER, USES_DL, OPENAI).body;
  assert.ok(response_format?.type === "json_schema");
  const { schema, name } = response_format.json_schema;
  assert.match(name, /^[A-Za-z0-9_-]{1,64}$/);
  const ids = FIVE.map(({ id }) => id);
  assert.deepEqual(schema!.required, ids);
  assert.equal(schema!.additionalProperties, false);
  const parts = schema!.properties as Record<
    string,
    { anyOf: { type: string }[] }
  >;
  assert.deepEqual(
    ids.map((id) => parts[id]!.anyOf.map(({ type }) => type)),
    ids.map(() => ["object", "null"]),
  );
});

Deno.test("requestBody() gives local servers the question's own schema, temperature 0 and max_tokens", () => {
  const { body } = requestBody(PAPER, USES_DL, LOCAL);
  assert.ok(body.response_format?.type === "json_schema");
  assert.equal(body.response_format.json_schema.name, "uses_dl");
  assert.equal(body.temperature, 0);
  assert.ok(body.max_tokens! > 0);
  assert.ok(!("prompt_cache_key" in body));
});

Deno.test("requestBody() lets the questions of a paper share everything up to the end of the paper", () => {
  const texts = FIVE.map((question) => {
    const { messages } = requestBody(PAPER, question, OPENAI).body;
    return messages.map(({ content }) => content).join("\n");
  });
  const end = texts[0]!.indexOf("</paper-");
  for (const text of texts) assert.ok(commonStart(text, texts[0]!) > end);
});

Deno.test("requestBody() asks in the question's own shape where no schema is sent", () => {
  const profile = { ...firstProfile(OPENAI.endpoint), format: "text" } as const;
  const { body, shape } = requestBody(PAPER, USES_DL, { ...OPENAI, profile });
  assert.equal(shape, "own");
  assert.ok(!("response_format" in body));
  assert.doesNotMatch(JSON.stringify(body.messages), /uses_ptms/);
});

Deno.test("llmAnnotator() reads the part that was asked of a shared answer, and nothing else", async () => {
  const options = { questions: FIVE, schema: "shared" } as const;
  const part = { evidence: null, result: false };
  const answer = (parts: Record<string, unknown>) => () =>
    completion(JSON.stringify(parts));
  const rest = Object.fromEntries(FIVE.slice(1).map(({ id }) => [id, null]));
  const fine = await askOnce(answer({ ...rest, uses_dl: part }), options);
  assert.deepEqual(fine.reply.answer, {
    kind: "yes-no",
    result: false,
    evidence: null,
  });
  assert.equal(fine.annotator.identity.parameters.schema, "shared");
  const odd = await askOnce(
    answer({ uses_dl: part, uses_ptms: "nonsense" }),
    options,
  );
  assert.equal(odd.reply.status, "answered");
  for (const parts of [{ ...rest, uses_dl: null }, rest, part]) {
    const { reply } = await askOnce(answer(parts), options);
    assert.equal(reply.status, "invalid_answer");
  }
});
