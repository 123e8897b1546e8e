import assert from "node:assert/strict";
import { join } from "node:path";
import { openOutputs } from "lib/annotate/batch/output_lines.ts";

const FOLDER = await Deno.makeTempDir();

const answer = (id: string, content: string, request = "r") =>
  JSON.stringify({
    custom_id: id,
    response: {
      status_code: 200,
      request_id: request,
      body: { id: request, choices: [{ message: { content } }] },
    },
    error: null,
  });
const error = (id: string) =>
  JSON.stringify({ custom_id: id, response: null, error: { code: "x" } });

async function outputs(...files: string[][]) {
  const paths = await Promise.all(files.map(async (lines, i) => {
    const path = join(FOLDER, `${i}.jsonl`);
    await Deno.writeTextFile(path, lines.join("\n"));
    return path;
  }));
  return openOutputs(paths);
}

// deno-lint-ignore no-explicit-any -- the JSON of a scripted completion
const said = (found: any) => found?.line.completion.choices[0].message.content;

Deno.test("openOutputs() finds lines in any order and over several files", async () => {
  const lines = await outputs(
    [answer("b", "2"), answer("a", "1"), ""],
    [error("c"), ""],
  );
  assert.equal(said(lines.get("a")), "1");
  assert.equal(said(lines.get("b")), "2");
  assert.equal(lines.get("c")?.line.error?.code, "x");
  assert.equal(lines.get("d"), undefined);
  assert.deepEqual([...lines.ids()].sort(), ["a", "b", "c"]);
});

Deno.test("openOutputs() keeps the first answer and notes one that differs", async () => {
  const lines = await outputs([
    answer("same", "1", "r1"),
    answer("same", "1", "r2"),
    answer("other", "1"),
    answer("other", "2"),
    "",
  ]);
  assert.equal(said(lines.get("same")), "1");
  assert.deepEqual(
    [lines.get("same")?.duplicates, lines.get("same")?.conflict],
    [1, false],
  );
  assert.equal(said(lines.get("other")), "1");
  assert.equal(lines.get("other")?.conflict, true);
});

Deno.test("openOutputs() prefers an answer to an error, whichever came first", async () => {
  const lines = await outputs([
    error("late"),
    answer("late", "1"),
    answer("early", "1"),
    error("early"),
    "",
  ]);
  for (const id of ["late", "early"]) {
    assert.equal(said(lines.get(id)), "1");
    assert.equal(lines.get(id)?.conflict, false);
    assert.equal(lines.get(id)?.duplicates, 1);
  }
});

Deno.test("openOutputs() tells a malformed line from one that was cut off", async () => {
  const good = answer("a", "1");
  const lines = await outputs([
    good,
    '{"custom_id": "b", ',
    answer("c", "3").slice(0, 40),
  ]);
  assert.deepEqual(lines.malformed, [`0.jsonl:${good.length + 1}`]);
  assert.deepEqual(lines.torn, [`0.jsonl:${good.length + 1 + 20}`]);
  assert.deepEqual([...lines.ids()], ["a"]);
});
