import assert from "node:assert/strict";
import { join } from "node:path";
import { openBatchService } from "lib/annotate/batch/service.ts";
import { openGate } from "lib/annotate/gate/gate.ts";

const FOLDER = await Deno.makeTempDir();
const KEY = "sk-planted-key";

type Handler = (request: Request, path: string) => Response | Promise<Response>;

/** A server with scripted answers, and the service that speaks to it. */
function serviceAt(handler: Handler, apiKey = KEY) {
  const seen: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push(`${request.method} ${pathname}${search}`);
      return handler(request, pathname);
    },
  );
  const service = openBatchService({
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
    apiKey,
    gate: openGate({ concurrency: 1, sleep: () => Promise.resolve() }),
  });
  return { service, seen, [Symbol.asyncDispose]: () => server.shutdown() };
}

const batch = (id: string, parts: Record<string, unknown> = {}) => ({
  id,
  object: "batch",
  status: "validating",
  input_file_id: `file-of-${id}`,
  ...parts,
});

const failing = (status: number, error: Record<string, unknown>) =>
  Response.json({ error: { message: "scripted", ...error } }, { status });

Deno.test("the service uploads a file as it is, for batches", async () => {
  const path = join(FOLDER, "in.jsonl");
  const text = '{"custom_id":"é"}\n'.repeat(40_000);
  await Deno.writeTextFile(path, text);
  let form: FormData | undefined;
  await using at = serviceAt(async (request) => {
    form = await request.formData();
    return Response.json({ id: "file-1" });
  });
  assert.equal(await at.service.upload(path, "study-0001.jsonl"), "file-1");
  assert.equal(form!.get("purpose"), "batch");
  const file = form!.get("file") as File;
  assert.equal(file.name, "study-0001.jsonl");
  assert.equal(await file.text(), text);
});

Deno.test("the service uploads again after a busy server, but starts a batch once", async () => {
  const path = join(FOLDER, "again.jsonl");
  await Deno.writeTextFile(path, "{}\n");
  let uploads = 0;
  await using at = serviceAt(async (request, path) => {
    await request.arrayBuffer();
    if (path.endsWith("/files") && ++uploads === 3) {
      return Response.json({ id: "file-1" });
    }
    return failing(503, {});
  });
  assert.equal(await at.service.upload(path, "a.jsonl"), "file-1");
  assert.equal(uploads, 3);
  await assert.rejects(
    at.service.create("file-1", { study: "s" }),
    /^AnnotatorStopped: Cannot start a batch as 127\.0\.0\.1:\d+ says: [^\n]*$/,
  );
  assert.equal(at.seen.filter((line) => line.endsWith("/batches")).length, 1);
});

Deno.test("the service asks for a batch over a day, with what it belongs to", async () => {
  let body: unknown;
  await using at = serviceAt(async (request) => {
    body = await request.json();
    return Response.json(batch("batch-1"));
  });
  const state = await at.service.create("file-1", { sha256: "abc" });
  assert.deepEqual(body, {
    input_file_id: "file-1",
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { sha256: "abc" },
  });
  assert.equal(state.id, "batch-1");
  assert.equal(state.status, "validating");
});

Deno.test("the service finds the batch of a file on any page of the list", async () => {
  await using at = serviceAt((request) => {
    const after = new URL(request.url).searchParams.get("after");
    return Response.json(
      after === null
        ? { data: [batch("b3"), batch("b2")], has_more: true, last_id: "b2" }
        : { data: [batch("b1")], has_more: false, last_id: "b1" },
    );
  });
  assert.equal((await at.service.find("file-of-b1", []))?.id, "b1");
  assert.equal(await at.service.find("file-of-b1", ["b1"]), null);
});

Deno.test("the service says why a batch was refused as a whole", async () => {
  await using at = serviceAt(() =>
    Response.json(batch("b", {
      status: "failed",
      errors: {
        data: [{ code: "invalid_json_line", line: 7, message: "not\nJSON" }],
      },
    }))
  );
  assert.deepEqual((await at.service.retrieve("b")).refusal, {
    code: "invalid_json_line",
    message: "line 7: not JSON",
  });
});

Deno.test("the service downloads a file that is not ready at first", async () => {
  let asked = 0;
  await using at = serviceAt(() =>
    ++asked < 3 ? failing(403, {}) : new Response("line 1\nline 2\n")
  );
  const path = join(FOLDER, "out.jsonl");
  await at.service.download("file-2", path);
  assert.equal(await Deno.readTextFile(path), "line 1\nline 2\n");
  assert.equal(asked, 3);
});

const REFUSALS: [
  status: number,
  error: Record<string, unknown>,
  says: RegExp,
][] = [
  [
    401,
    { message: `Incorrect key: ${KEY}` },
    /refused the key in OPENAI_API_KEY/,
  ],
  [404, {}, /does not know it \(HTTP 404\)/],
  [429, { code: "insufficient_quota" }, /no quota left/],
  [400, { message: `limit of ${KEY}` }, /says: 400 limit of \[key\]$/],
];

Deno.test("the service stops with one sentence that holds no key", async (t) => {
  for (const [status, error, says] of REFUSALS) {
    await t.step(String(status), async () => {
      await using at = serviceAt(() => failing(status, error));
      await assert.rejects(at.service.retrieve("b"), (thrown: Error) => {
        assert.equal(thrown.name, "AnnotatorStopped");
        assert.match(thrown.message, /^Cannot see how far batch "b" is as /);
        assert.match(thrown.message, says);
        assert.doesNotMatch(thrown.message, /sk-planted|\n/);
        return true;
      });
      assert.equal(at.seen.length, 1); // not asked again
    });
  }
});
