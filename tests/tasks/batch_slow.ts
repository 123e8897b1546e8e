import assert from "node:assert/strict";
import { join } from "node:path";
import { projectPath } from "lib/paths.ts";
import { startBatchServer } from "tests/annotate/batch/scripted_batches.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const KEY = "sk-planted-0123456789";
const NAME = freshName("batch");
const BATCHES = projectPath(`data/runs/${NAME}.batches`);

// deno-lint-ignore no-explicit-any -- the JSON of a chat request
type Body = any;

/** A line of an output file: yes to everything, with the first line as evidence. */
function answer(line: string): string {
  const { custom_id, body }: Body = JSON.parse(line);
  const [, quote] = body.messages[1].content.split("\n");
  const { name, schema } = body.response_format.json_schema;
  const said = name !== "answers" ? yesTo(schema, quote) : Object.fromEntries(
    Object.entries(schema.properties).map(([id, { anyOf }]: Body) => [
      id,
      yesTo(anyOf.find(({ type }: Body) => type === "object"), quote),
    ]),
  );
  const completion = {
    model: "scripted",
    choices: [{
      finish_reason: "stop",
      message: { content: JSON.stringify(said), refusal: null },
    }],
  };
  const response = { status_code: 200, request_id: "r", body: completion };
  return JSON.stringify({ custom_id, response, error: null });
}

/** A yes, or a list of one. */
function yesTo(schema: Body, quote: string) {
  const entry = schema.properties.mentions?.items.properties;
  return entry === undefined ? { evidence: quote, result: true } : {
    mentions: [
      Object.fromEntries(
        Object.entries(entry).map(([name, { enum: values }]: Body) => [
          name,
          name === "evidence" ? quote : values?.[0] ?? "BERT",
        ]),
      ),
    ],
  };
}

async function spawnTask(task: string, args: string[], baseUrl: string) {
  const env = { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: KEY };
  return (await startTask(task, args, env)).spawn();
}

async function endOf(child: Deno.ChildProcess) {
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("a study goes through batches wave by wave, even if submit is killed", async () => {
  const out = await Deno.makeTempDir();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  let batches = 0;
  await using server = startBatchServer({
    run(lines) {
      if (++batches === 2) reach();
      return { output: lines.map(answer) };
    },
  });
  const study = [
    ...["--corpus", "demo:40", "--name", NAME, "--out", out],
    ...["--annotator", "openai", "--model", "m"],
  ];
  const said: string[] = [];
  const run = async (task: string, ...first: string[]) => {
    const { code, stdout, stderr } = await endOf(
      await spawnTask(task, [...first, ...study], server.baseUrl),
    );
    assert.equal(code, 0, stderr);
    said.push(stdout, stderr);
    return stdout;
  };
  const waves: string[] = [];
  for (;;) {
    const exported = await run("batch", "export", "--shard-requests", "3");
    if (exported.startsWith("Nothing is left to ask")) break;
    waves.push(/wave (\d) of 3/.exec(exported)![1]!);
    if (waves.length === 1) {
      const child = await spawnTask(
        "batch",
        ["submit", ...study],
        server.baseUrl,
      );
      const killed = endOf(child);
      await reached;
      child.kill("SIGKILL");
      await killed;
    }
    await run("batch", "submit");
    assert.match(await run("batch", "status"), /Next: .* batch collect/);
    assert.match(await run("batch", "collect"), /Next: .* batch export/);
  }
  assert.deepEqual(waves, ["1", "2", "3"]);
  assert.equal(new Set(server.started).size, server.started.length);

  const before = server.requests.length;
  await run("annotate");
  assert.equal(server.requests.length, before); // nothing was asked
  const lines = await Deno.readTextFile(
    join(out, "tables", "annotations.jsonl"),
  );
  const annotations = lines.trimEnd().split("\n").map((line) =>
    JSON.parse(line)
  );
  assert.equal(annotations.length % 5, 0); // five questions for each paper
  assert.ok(annotations.every(({ status }) => status === "answered"));

  // The key is nowhere.
  const written = [...said, lines];
  for await (const { name } of Deno.readDir(BATCHES)) {
    if (name === "lock") continue;
    for await (const file of Deno.readDir(join(BATCHES, name))) {
      written.push(await Deno.readTextFile(join(BATCHES, name, file.name)));
    }
  }
  assert.ok(written.every((text) => !text.includes(KEY)));
  await Deno.remove(BATCHES, { recursive: true });
  await removeRun(NAME);
});

Deno.test("in one-pass mode a study goes through batches at once", async () => {
  const name = freshName("batch-one-pass");
  const out = await Deno.makeTempDir();
  await using server = startBatchServer({
    run: (lines) => ({ output: lines.map(answer) }),
  });
  const study = [
    ...["--corpus", "demo:40", "--name", name, "--out", out],
    ...["--annotator", "openai", "--model", "m", "--mode", "one-pass"],
  ];
  const run = async (task: string, ...first: string[]) => {
    const child = await spawnTask(task, [...first, ...study], server.baseUrl);
    const { code, stdout, stderr } = await endOf(child);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  assert.match(
    await run("batch", "export"),
    /^Wrote all in one pass \(uses_dl (\d+), uses_ptms \1, .*\): \1 requests in 1 file/,
  );
  await run("batch", "submit");
  assert.match(await run("batch", "collect"), /Next: .* batch export/);
  assert.match(await run("batch", "export"), /^Nothing is left to ask/);
  const before = server.requests.length;
  await run("annotate");
  assert.equal(server.requests.length, before); // nothing was asked
  const text = await Deno.readTextFile(
    join(out, "tables", "annotations.jsonl"),
  );
  const annotations = text.trimEnd().split("\n").map((line) =>
    JSON.parse(line)
  );
  assert.equal(annotations.length % 5, 0); // five questions for each paper
  for (const { status, provenance } of annotations) {
    assert.equal(status, "answered");
    assert.equal(provenance.notes.mode, "one-pass");
  }
  // Requests stand with the first question of a paper, and so does their batch.
  assert.deepEqual(
    new Set(
      annotations.map(({ question, provenance: { batch } }) =>
        `${question} ${batch}`
      ),
    ),
    new Set([
      "uses_dl batch_1",
      "uses_ptms undefined",
      "identify_ptms undefined",
      "identify_ptm_reuse undefined",
      "identify_ptm_impact undefined",
    ]),
  );
  await Deno.remove(projectPath(`data/runs/${name}.batches`), {
    recursive: true,
  });
  await removeRun(name);
});
