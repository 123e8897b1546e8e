import assert from "node:assert/strict";
import OpenAI from "@openai/openai";
import {
  type ModelServerOptions,
  startModelServer,
} from "tests/support/endpoint.ts";

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

const PAPER = "We fine-tuned VGG-16 on 300 images of cells. It worked.";

const SCHEMA = {
  type: "object",
  properties: {
    evidence: { type: ["string", "null"] },
    result: { type: "boolean" },
    kind: { enum: ["whole", "part"] },
    mentions: { type: "array", items: { type: "string" } },
  },
  required: ["evidence", "result", "kind", "mentions"],
  additionalProperties: false,
};

function bodyOf(parts: Partial<Body> = {}): Body {
  return {
    model: "m",
    messages: [
      { role: "system", content: "Answer." },
      { role: "user", content: `<paper>\n${PAPER}\n</paper>\nDoes it?` },
    ],
    ...parts,
  };
}

const withSchema = (name = "answer"): Partial<Body> => ({
  response_format: {
    type: "json_schema",
    json_schema: { name, strict: true, schema: SCHEMA },
  },
});

function clientOf(baseURL: string, timeout = 10_000) {
  const options = { maxRetries: 0, timeout, logLevel: "off" } as const;
  return new OpenAI({ baseURL, apiKey: "sk-test", ...options });
}

/** Sends one request to a server of its own. */
async function askOnce(options: ModelServerOptions, body = bodyOf()) {
  await using server = startModelServer(options);
  const client = clientOf(server.baseUrl, options.hangMs ?? 10_000);
  const answer = await client.chat.completions.create(body)
    .catch((error: unknown) => error as Error);
  return { answer, request: server.requests[0]!, stats: server.stats() };
}

/** Sends one request that is answered. */
async function completed(options: ModelServerOptions, body = bodyOf()) {
  const { answer } = await askOnce(options, body);
  if (answer instanceof Error) throw answer;
  return answer;
}

/** Sends one request that the server refuses. */
async function refused(options: ModelServerOptions, body = bodyOf()) {
  const { answer } = await askOnce(options, body);
  assert.ok(answer instanceof OpenAI.APIError, String(answer));
  return answer;
}

Deno.test("startModelServer() answers by the schema, or as it is told", async () => {
  const byDefault = await completed({}, bodyOf(withSchema()));
  assert.deepEqual(JSON.parse(byDefault.choices[0]!.message.content!), {
    evidence: "We fine-tuned VGG-16 on 300 images of cells.",
    result: true,
    kind: "whole",
    mentions: ["We fine-tuned VGG-16 on 300 images of cells."],
  });
  const told = await completed({
    answer: ({ body }) => ({ asked: body.model }),
    models: ["served-2026"],
  });
  assert.equal(told.choices[0]!.message.content, '{"asked":"m"}');
  assert.equal(told.model, "served-2026");
});

Deno.test("startModelServer() logs each request and what became of it", async () => {
  const { request, stats } = await askOnce({ faults: { internal_error: 1 } });
  assert.equal(request.path, "/v1/chat/completions");
  assert.equal(request.authorization, "Bearer sk-test");
  assert.equal(request.body.model, "m");
  assert.equal(request.status, 500);
  assert.equal(request.fault, "internal_error");
  assert.deepEqual(stats.statuses, { 500: 1 });
  assert.deepEqual(stats.faults, { internal_error: 1 });
  assert.equal(stats.inFlight, 0);
});

Deno.test("startModelServer() fails as the client knows it", async () => {
  const statuses: [keyof NonNullable<ModelServerOptions["faults"]>, number][] =
    [
      ["rate_limited", 429],
      ["no_quota", 429],
      ["internal_error", 500],
      ["bad_gateway_html", 502],
      ["overloaded", 503],
      ["error_string", 500],
    ];
  for (const [fault, status] of statuses) {
    const error = await refused({ faults: { [fault]: 1 } });
    assert.equal(error.status, status, fault);
  }
  const limited = await refused({ faults: { rate_limited: 1 } });
  assert.equal(limited.headers!.get("retry-after-ms"), "20");
  const broke = await refused({ faults: { no_quota: 1 } });
  assert.equal(broke.code, "insufficient_quota");
});

Deno.test("startModelServer() loses connections", async () => {
  for (const fault of ["cut_off", "hang", "malformed_body"] as const) {
    const { answer } = await askOnce({ faults: { [fault]: 1 }, hangMs: 300 });
    assert.ok(answer instanceof Error, fault);
    assert.ok(
      !(answer instanceof OpenAI.APIError && answer.status !== undefined),
      `${fault}: ${answer}`,
    );
  }
});

Deno.test("startModelServer() spoils answers", async () => {
  const spoilt = async (
    fault: keyof NonNullable<ModelServerOptions["faults"]>,
  ) =>
    (await completed({ faults: { [fault]: 1 } }, bodyOf(withSchema())))
      .choices?.[0];
  const content = async (fault: "prose" | "wrong_schema" | "truncated") =>
    (await spoilt(fault))!.message.content!;
  assert.match(await content("prose"), /^I think/);
  assert.equal(JSON.parse(await content("wrong_schema")).result, "maybe");
  const truncated = await spoilt("truncated");
  assert.equal(truncated!.finish_reason, "length");
  assert.throws(() => JSON.parse(truncated!.message.content!), SyntaxError);
  const runaway = await spoilt("whitespace_runaway");
  assert.equal(runaway!.finish_reason, "length");
  assert.match(runaway!.message.content!, /^\{"evidence\s{1000,}$/);
  const refusal = await spoilt("refusal");
  assert.equal(refusal!.message.content, null);
  assert.match(refusal!.message.refusal!, /cannot/);
  assert.equal(
    (await spoilt("content_filter"))!.finish_reason,
    "content_filter",
  );
  assert.equal(await spoilt("error_with_200"), undefined);
});

Deno.test("startModelServer() draws the same faults for the same seed, in any order of arrival", async () => {
  const faultsOf = async (seed: number, order: number[]) => {
    await using server = startModelServer({
      seed,
      faults: { internal_error: 0.2, refusal: 0.1 },
    });
    const client = clientOf(server.baseUrl);
    for (const i of order) {
      const messages = [{ role: "user" as const, content: `Paper ${i}.` }];
      await client.chat.completions.create(bodyOf({ messages }))
        .catch(() => null);
    }
    return new Map(server.requests.map(({ body, fault }) => [
      body.messages[0].content,
      fault,
    ]));
  };
  const order = Array.from({ length: 200 }, (_, i) => i);
  const first = await faultsOf(1, order);
  const sorted = (map: Map<string, unknown>) => [...map].sort();
  assert.deepEqual(
    sorted(await faultsOf(1, order.toReversed())),
    sorted(first),
  );
  assert.notDeepEqual(sorted(await faultsOf(2, order)), sorted(first));
  const count = [...first.values()].filter((fault) => fault !== null).length;
  // 60 of 200 are expected, with a standard deviation of 6.5.
  assert.ok(count > 34 && count < 86, `${count} faults`);
});

Deno.test("startModelServer() refuses parameters in OpenAI's words", async () => {
  const asked = { temperature: 0, seed: 1, max_tokens: 100 };
  for (const param of ["temperature", "seed", "max_tokens"] as const) {
    const error = await refused({ refuses: [param] }, bodyOf(asked));
    assert.equal(error.status, 400);
    assert.equal(error.param, param);
    assert.match(
      error.message,
      new RegExp(`Unsupported (parameter|value): '${param}'`),
    );
  }
  await completed({ refuses: ["temperature", "seed", "max_tokens"] });
});

Deno.test("startModelServer() knows as many response formats as it is told", async () => {
  const object = bodyOf({ response_format: { type: "json_object" } });
  const schema = bodyOf(withSchema());
  for (const formatWords of ["openai", "vllm", "llama.cpp"] as const) {
    const error = await refused({ format: "json_object", formatWords }, schema);
    assert.equal(error.status, 400);
    assert.match(error.message, /json_schema/);
    await completed({ format: "json_object", formatWords }, object);
    await refused({ format: "text", formatWords }, object);
    await completed({ format: "text", formatWords });
  }
  const studio = { formatWords: "lm-studio" } as const;
  await completed(studio, schema);
  const error = await refused(studio, object);
  assert.match(error.message, /must be 'json_schema' or 'text'/);
});

Deno.test("startModelServer() says that a prompt is too long, or cuts it in silence", async () => {
  const messages = [{ role: "user" as const, content: "word ".repeat(800) }];
  const long = bodyOf({ messages }); // about 1,000 tokens
  const contextTokens = 500;
  const openai = await refused({ contextTokens }, long);
  assert.equal(openai.code, "context_length_exceeded");
  const vllm = await refused({ contextTokens, contextWords: "vllm" }, long);
  assert.match(vllm.message, /maximum context length is 500 tokens/);
  const llama = await refused(
    { contextTokens, contextWords: "llama.cpp" },
    long,
  );
  assert.equal(llama.type, "exceed_context_size_error");
  const silent = await completed(
    { contextTokens, contextWords: "silent" },
    long,
  );
  assert.equal(silent.usage!.prompt_tokens, 250);
  const whole = await completed({}, long);
  assert.equal(whole.usage!.prompt_tokens, 1002); // "user\n" and a line end count
});

Deno.test("startModelServer() serves shared beginnings from its cache in steps of 128 tokens from 1,024 on", async () => {
  const paper = "The cells were counted. ".repeat(400); // 9,600 characters
  const ask = async (prefixCache: ModelServerOptions["prefixCache"]) => {
    await using server = startModelServer({ prefixCache });
    const client = clientOf(server.baseUrl);
    const cached: number[] = [];
    for (const [question, name] of [["A?", "a"], ["B?", "b"], ["C?", "b"]]) {
      const body = bodyOf({
        messages: [{ role: "user", content: `${paper}${question}` }],
        ...withSchema(name),
      });
      const { usage } = await client.chat.completions.create(body);
      cached.push(usage!.prompt_tokens_details!.cached_tokens!);
    }
    assert.equal(server.stats().cachedTokens, cached.reduce((a, b) => a + b));
    return cached;
  };
  // 9,605 shared characters are 2,401 tokens, of which 18 x 128 are served.
  assert.deepEqual(await ask("without-schema"), [0, 2304, 2304]);
  // The schema with another name stands before the paper: nothing is shared.
  const [first, second, third] = await ask("with-schema");
  assert.deepEqual([first, second], [0, 0]);
  assert.ok(third! >= 2304 && third! % 128 === 0, `${third}`);
  const short = await completed({ prefixCache: "without-schema" });
  assert.equal(short.usage!.prompt_tokens_details!.cached_tokens, 0);
});

Deno.test("startModelServer() limits rate and concurrency and says so in headers", async () => {
  await using server = startModelServer({
    limits: { requestsPerSecond: 5, retryAfter: "ms" },
  });
  const client = clientOf(server.baseUrl);
  const first = await client.chat.completions.create(bodyOf()).withResponse();
  const read = (name: string) =>
    first.response.headers.get(`x-ratelimit-${name}-requests`);
  assert.deepEqual([read("limit"), read("remaining")], ["5", "4"]);
  assert.match(read("reset")!, /^\d+ms$/);
  const errors = (await Promise.all(
    Array.from(
      { length: 9 },
      () =>
        client.chat.completions.create(bodyOf()).then(
          () => null,
          (error) => error,
        ),
    ),
  )).filter((error) => error !== null);
  assert.ok(errors.length >= 4);
  assert.ok(
    errors.every(({ status, headers }) =>
      status === 429 && Number(headers.get("retry-after-ms")) <= 1000
    ),
  );
  assert.equal(server.stats().faults.over_limit, errors.length);

  await using narrow = startModelServer({
    limits: { concurrency: 2 },
    latencyMs: 100,
  });
  const other = clientOf(narrow.baseUrl);
  const kinds = await Promise.all(
    Array.from(
      { length: 5 },
      () =>
        other.chat.completions.create(bodyOf()).then(
          () => 200,
          ({ status }) => status,
        ),
    ),
  );
  assert.deepEqual(kinds.toSorted(), [200, 200, 429, 429, 429]);
});

Deno.test("startModelServer() lists its models", async () => {
  await using server = startModelServer({
    models: ["a", "b"],
    contextTokens: 4096,
  });
  const { data } = await clientOf(server.baseUrl).models.list();
  assert.deepEqual(data.map(({ id }) => id), ["a", "b"]);
  assert.equal(
    (data[0] as unknown as { max_model_len: number }).max_model_len,
    4096,
  );
});

/** Runs a batch of ten lines to its end. */
async function runBatch(options: ModelServerOptions) {
  await using server = startModelServer(options);
  const client = clientOf(server.baseUrl);
  const lines = Array.from({ length: 10 }, (_, i) =>
    JSON.stringify({
      custom_id: `line-${i}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: bodyOf(),
    }));
  const file = await client.files.create({
    file: new File([`${lines.join("\n")}\n`], "input.jsonl"),
    purpose: "batch",
  });
  const { id } = await client.batches.create({
    input_file_id: file.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { study: "demo" },
  });
  const states: string[] = [];
  let batch: OpenAI.Batch;
  do {
    batch = await client.batches.retrieve(id);
    states.push(batch.status);
    if (options.batches?.looks === 0) await server.advance(id);
  } while (
    !["completed", "expired", "failed", "cancelled"].includes(batch.status)
  );
  const read = async (fileId: string | null | undefined) =>
    fileId
      ? (await (await client.files.content(fileId)).text()).trim().split("\n")
        .map((line) => JSON.parse(line))
      : [];
  const output = await read(batch.output_file_id);
  const errors = await read(batch.error_file_id);
  const ids = (rows: { custom_id: string }[]) =>
    rows.map(({ custom_id }) => Number(custom_id.slice(5)));
  return { batch, states, output, errors, ids };
}

Deno.test("startModelServer() runs a batch through its states, by looks or step by step", async () => {
  const { batch, states, output, errors, ids } = await runBatch({});
  assert.deepEqual(states, ["in_progress", "finalizing", "completed"]);
  assert.deepEqual(ids(output), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(errors.length, 0);
  assert.deepEqual(batch.request_counts, {
    total: 10,
    completed: 10,
    failed: 0,
  });
  assert.deepEqual(batch.metadata, { study: "demo" });
  assert.equal(output[0].response.status_code, 200);
  assert.ok(output[0].response.body.choices[0].message.content);
  const slow = await runBatch({ batches: { looks: 2 } });
  assert.equal(slow.states.length, 6);
  const told = await runBatch({ batches: { looks: 0 } });
  assert.deepEqual(told.states, [
    "validating",
    "in_progress",
    "finalizing",
    "completed",
  ]);
});

Deno.test("startModelServer() loses, doubles, mixes and fails lines of a batch", async () => {
  const { output, errors, ids } = await runBatch({
    batches: {
      fates: {
        "line-0": "lost",
        "line-1": "duplicated",
        "line-2": "failed",
        "line-3": "expired",
      },
      reorder: true,
    },
  });
  assert.deepEqual(ids(output).toSorted(), [1, 1, 4, 5, 6, 7, 8, 9]);
  assert.notDeepEqual(ids(output), [1, 1, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(ids(errors), [2, 3]);
  assert.equal(errors[0].response.status_code, 500);
  assert.equal(errors[1].error.code, "batch_expired");
  const refused = await runBatch({ contextTokens: 1 });
  assert.equal(refused.output.length, 0);
  assert.equal(
    refused.errors[0].response.body.error.code,
    "context_length_exceeded",
  );
});

Deno.test("startModelServer() ends batches early", async () => {
  const expired = await runBatch({ batches: { end: "expired" } });
  assert.equal(expired.batch.status, "expired");
  assert.deepEqual(expired.ids(expired.output), [0, 1, 2, 3, 4]);
  assert.deepEqual(expired.ids(expired.errors), [5, 6, 7, 8, 9]);
  const failed = await runBatch({ batches: { end: "failed" } });
  assert.equal(failed.batch.errors!.data![0]!.line, 1);
  assert.equal(failed.output.length + failed.errors.length, 0);
});

Deno.test("startModelServer() runs as a process of its own and tells what it saw", async () => {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-net=127.0.0.1"],
      new URL("./endpoint_process.ts", import.meta.url).pathname,
      JSON.stringify({ faults: { overloaded: 1 } }),
    ],
    cwd: new URL("../..", import.meta.url).pathname,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const baseUrl = (await lines.read()).value!.trim();
  await clientOf(baseUrl).chat.completions.create(bodyOf()).catch(() => null);
  const control = baseUrl.replace("/v1", "/control");
  const stats = await (await fetch(`${control}/stats`)).json();
  assert.deepEqual(stats.statuses, { 503: 1 });
  const [request] = await (await fetch(`${control}/log`)).json();
  assert.equal(request.fault, "overloaded");
  assert.equal(request.body, null);
  await process.stdin.close();
  assert.equal((await process.status).code, 0);
  await lines.cancel();
});
