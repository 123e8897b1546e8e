import assert from "node:assert/strict";
import { llmAnnotator } from "lib/annotate/llm.ts";
import {
  apiError,
  type Script,
  startEndpoint,
} from "tests/support/endpoint.ts";
import {
  askOnce,
  impatientGate,
  uncounted,
  USES_DL,
} from "tests/annotate/llm/asking.ts";
import { paperOf } from "tests/support/papers.ts";

const SENTENCE = "The cells were grown for two days in a warm room. ";
const LONG = paperOf(
  Array(40).fill(SENTENCE.repeat(20).trim()).join("\n\n"), // 40,000 characters
);

/** The paper's part of a request. */
// deno-lint-ignore no-explicit-any -- the JSON that was sent
function textOf(body: any): string {
  return body.messages[1].content.split(/<\/?paper-\w+>/)[1].trim();
}

/** A server of so many tokens, a token being four characters, that says what it counted. */
function holding(
  contextTokens: number,
  say: (tokens: number) => Response,
): Script {
  return ({ body }) => {
    const tokens = Math.ceil(
      body.messages.reduce(
        (sum: number, { content }: { content: string }) => sum + content.length,
        0,
      ) / 4,
    );
    return tokens + (body.max_tokens ?? 0) > contextTokens
      ? say(tokens)
      : uncounted();
  };
}

Deno.test("llmAnnotator() cuts a paper to what the server says it holds, and cuts the next one before it asks", async () => {
  const vllm = holding(4096, (tokens) =>
    apiError(400, {
      message:
        `This model's maximum context length is 4096 tokens. However, you requested ${
          tokens + 2048
        } tokens (${tokens} in the messages, 2048 in the completion).`,
    }));
  await using endpoint = startEndpoint(vllm);
  const { requests, baseUrl } = endpoint;
  const annotator = llmAnnotator({
    model: "m",
    baseUrl,
    gate: impatientGate(),
  });
  const reply = await annotator.ask(LONG, USES_DL);
  assert.equal(reply.status, "answered");
  assert.equal(requests.length, 2);
  assert.deepEqual(
    reply.attempts.map(({ outcome, httpStatus }) => [outcome, httpStatus]),
    [["too_long", 400], ["answered", 200]],
  );
  const sent = textOf(requests[1]!.body);
  assert.match(
    reply.notes.text_cut!,
    /^kept \d+ of 40038 characters; left out: part of methods$/,
  );
  assert.ok(LONG.text.startsWith(sent));
  assert.ok(sent.endsWith("."));
  // 3,072 tokens are left beside the answer, and most of them are used.
  assert.ok(sent.length > 8000 && sent.length < 12288);
  const next = await annotator.ask(paperOf(`Next. ${LONG.text}`), USES_DL);
  assert.equal(next.status, "answered");
  assert.equal(requests.length, 3);
});

Deno.test("llmAnnotator() asks once where the context is known beforehand", async () => {
  const { reply, requests } = await askOnce(
    holding(8192, () => apiError(500, {})),
    { paper: LONG, contextTokens: 8192 },
  );
  assert.equal(reply.status, "answered");
  assert.equal(requests.length, 1);
  assert.ok(textOf(requests[0]!.body).length > 18_000);
});

Deno.test("llmAnnotator() shrinks by a quarter where the server names no number, four times at most", async () => {
  const silent = (contextTokens: number) =>
    holding(
      contextTokens,
      () =>
        apiError(400, { code: "context_length_exceeded", message: "Too long" }),
    );
  const fits = await askOnce(silent(8400), { paper: LONG });
  assert.equal(fits.reply.status, "answered");
  const lengths = fits.requests.map(({ body }) => textOf(body).length);
  assert.equal(lengths.length, 3);
  assert.ok(
    lengths[1]! <= 0.75 * lengths[0]! && lengths[1]! > 0.7 * lengths[0]!,
  );
  const never = await askOnce(silent(100), { paper: LONG });
  assert.equal(never.reply.status, "too_long");
  assert.equal(never.requests.length, 5);
  assert.deepEqual(
    never.reply.attempts.map(({ outcome }) => outcome),
    Array(5).fill("too_long"),
  );
});

Deno.test("llmAnnotator() takes an error about the context for one whatever its HTTP status", async () => {
  for (const status of [413, 500]) {
    const { reply, requests } = await askOnce(
      ({ body }) =>
        textOf(body).length > 30_100
          ? Response.json({
            error: {
              code: status,
              message: status === 413
                ? ""
                : "exceeds the available context size",
            },
          }, { status })
          : uncounted(),
      { paper: LONG },
    );
    assert.equal(reply.status, "answered");
    assert.equal(requests.length, 2);
  }
});

Deno.test("llmAnnotator() asks nothing where not one sentence of the paper would fit", async () => {
  const word = paperOf("a".repeat(100_000));
  const { reply, requests } = await askOnce(() => uncounted(), {
    paper: word,
    contextTokens: 4096,
  });
  assert.equal(reply.status, "too_long");
  assert.equal(requests.length, 0);
});
