import assert from "node:assert/strict";
import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { apiError, completion, type Script } from "tests/support/endpoint.ts";
import {
  askOnce,
  impatientGate,
  NO,
  PAPER,
  USES_DL,
} from "tests/annotate/llm/asking.ts";

Deno.test("llmAnnotator() names passing errors and leaves sending again to the gate", async () => {
  const cases: [Response, status: string][] = [
    [apiError(429, { code: "rate_limit_exceeded" }), "rate_limited"],
    [apiError(503, { code: "server_is_overloaded" }), "server_error"],
    [apiError(500, {}), "server_error"],
    [apiError(504, {}), "timeout"],
    [new Response("<html>Bad gateway</html>", { status: 502 }), "server_error"],
    [Response.json({ error: { message: "late" } }), "server_error"],
    [Response.json({ error: { message: "late", code: 429 } }), "rate_limited"],
  ];
  for (const [response, status] of cases) {
    const failed = await askOnce(() => response.clone());
    assert.equal(failed.reply.status, status);
    assert.equal(failed.requests.length, 3);
    assert.deepEqual(
      failed.reply.attempts.map(({ outcome }) => outcome),
      Array(3).fill(status),
    );
    const mended = await askOnce((_, before) =>
      before === 0 ? response.clone() : completion(NO)
    );
    assert.equal(mended.reply.status, "answered");
    assert.equal(mended.requests.length, 2);
    assert.deepEqual(
      mended.reply.attempts.map(({ outcome }) => outcome),
      [status, "answered"],
    );
  }
});

Deno.test("llmAnnotator() does not send again what a retry cannot mend", async () => {
  const cases: [Response, status: string, message: RegExp][] = [
    [apiError(400, { message: "odd" }), "bad_request", /^HTTP 400: odd$/],
    [apiError(418, {}), "bad_request", /^HTTP 418/],
    [apiError(400, { code: "content_filter" }), "content_filter", /HTTP 400/],
    [
      Response.json({
        detail: [{ loc: ["body", "n"], msg: "bad", input: "PAPER" }],
      }, {
        status: 422,
      }),
      "bad_request",
      /^HTTP 422: n: bad$/,
    ],
  ];
  for (const [response, status, message] of cases) {
    const { reply, requests } = await askOnce(() => response.clone());
    assert.equal(reply.status, status);
    assert.match(reply.message!, message);
    assert.equal(requests.length, 1);
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
    [() => apiError(400, { code: "model_not_found" }), /no model "m"/],
    [
      // As LM Studio words it: a text in place of an object.
      () =>
        Response.json({
          error: "No models loaded. Please load a model in the developer page",
        }, { status: 400 }),
      /has not loaded it/,
    ],
    [() => new Response("<html>Welcome</html>"), /OpenAI-compatible/],
    [() => Response.json({ hello: "world" }), /OpenAI-compatible/],
    [
      () => Response.json({ choices: [{ message: null }] }),
      /OpenAI-compatible/,
    ],
    [
      () =>
        new Response(null, {
          status: 307,
          headers: { location: "http://127.0.0.1:9/elsewhere" },
        }),
      /sends requests on to another address/,
    ],
    [() => apiError(429, { code: "insufficient_quota" }), /no quota left/],
    [
      () =>
        apiError(429, {
          type: "insufficient_quota",
          code: "credit_balance_exhausted",
        }),
      /no quota left/,
    ],
    [() => apiError(402, { message: "Insufficient Balance" }), /no quota left/],
  ];
  for (const [script, sentence] of cases) {
    let requests = 0;
    const counted: Script = (...seen) => {
      requests++;
      return script(...seen);
    };
    await assert.rejects(askOnce(counted), (error: Error) => {
      assert.ok(error instanceof AnnotatorStopped);
      assert.match(error.message, sentence);
      assert.doesNotMatch(error.message, /sk-planted|\n/);
      return true;
    });
    assert.equal(requests, 1);
  }
});

Deno.test("llmAnnotator() stops if nobody listens at first, and waits if it is so later", async () => {
  const first = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => completion(NO),
  );
  const { port } = first.addr;
  const open = () =>
    llmAnnotator({
      model: "m",
      baseUrl: `http://127.0.0.1:${port}/v1`,
      gate: impatientGate(),
    });
  const later = open();
  assert.equal((await later.ask(PAPER, USES_DL)).status, "answered");
  await first.shutdown();
  const reply = await later.ask(PAPER, USES_DL);
  assert.equal(reply.status, "server_error");
  assert.equal(reply.attempts.length, 3);
  await assert.rejects(open().ask(PAPER, USES_DL), {
    name: "AnnotatorStopped",
    message:
      /^Cannot reach http:\/\/127\.0\.0\.1:\d+\/v1; check OPENAI_BASE_URL/,
  });
});

Deno.test("llmAnnotator() takes a dropped connection and a broken answer as passing, also at first", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  let connections = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      connections++;
      const buffer = new Uint8Array(1 << 16);
      await connection.read(buffer);
      if (connections === 2) {
        const head =
          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n";
        await connection.write(
          new TextEncoder().encode(head + '{"choices": [{"mess'),
        );
      }
      connection.close();
    }
  })();
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: `http://127.0.0.1:${port}/v1`,
    gate: impatientGate(),
  });
  const reply = await annotator.ask(PAPER, USES_DL);
  listener.close();
  await serving;
  assert.equal(reply.status, "server_error");
  assert.equal(connections, reply.attempts.length);
  assert.match(reply.attempts[0]!.message!, /connection .* lost/);
  assert.match(reply.attempts[1]!.message!, /broke off/);
});

Deno.test("llmAnnotator() gives up on a request in its time, headers sent or not", async () => {
  const cases: Script[] = [
    () => new Response(new ReadableStream({ start() {} })),
    () =>
      new Response(
        new ReadableStream({
          start(stream) {
            stream.enqueue(new TextEncoder().encode('{"choices": ['));
          },
        }),
      ),
  ];
  for (const script of cases) {
    const { reply, requests } = await askOnce(script, {
      timeoutMs: 50,
      gate: impatientGate(1, { maxAttempts: 2 }),
    });
    assert.equal(reply.status, "timeout");
    assert.match(reply.message!, /within 0.05 s/);
    assert.equal(requests.length, 2);
  }
});

Deno.test("llmAnnotator() shows the key nowhere, whatever the server repeats", async () => {
  const key = "lab-4711-secret";
  const echo = `You said ${key}`;
  const cases: Response[] = [
    apiError(500, { message: echo }),
    apiError(400, { message: echo, param: key }),
    new Response(echo, { status: 500 }),
    Response.json({ error: echo }, { status: 500 }),
    completion(JSON.stringify({ evidence: echo, result: true })),
    completion(echo),
    completion(null, { refusal: echo }),
  ];
  for (const response of cases) {
    const { reply } = await askOnce(() => response.clone(), { apiKey: key });
    assert.ok(!JSON.stringify(reply).includes(key));
  }
});
