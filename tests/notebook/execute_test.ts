import assert from "node:assert/strict";
import { join } from "node:path";
import { CellFailed } from "lib/notebook/cell_failed.ts";
import { type CellEvent, executeNotebook } from "lib/notebook/execute.ts";
import type { Output } from "lib/notebook/nbformat.ts";
import {
  fixture,
  temporaryFolder,
  writeNotebook,
} from "tests/notebook/tiny_notebook.ts";

const TABLE_HTML =
  `<td align="left" style="text-align: left">&lt;BERT&gt;</td><td align="right" style="text-align: right">1,200</td>`;

Deno.test("executeNotebook() gathers every kind of output in order", async () => {
  await using folder = await temporaryFolder();
  const output = join(folder.path, "deeper", "outputs.ipynb");
  const events: CellEvent[] = [];
  await executeNotebook({
    path: fixture("outputs.ipynb"),
    output,
    env: { STUDY: "study.json" },
    onCell: (event) => events.push(event),
  });
  const { cells } = JSON.parse(await Deno.readTextFile(output));
  const outputs = cells.map((cell: { outputs?: Output[] }) => cell.outputs);
  const stream = (name: string, ...text: string[]) => ({
    output_type: "stream",
    name,
    text,
  });
  const shown = (data: Record<string, string[]>) => ({
    output_type: "display_data",
    data,
    metadata: {},
  });
  const result = (count: number, text: string) => ({
    output_type: "execute_result",
    data: { "text/plain": [text] },
    execution_count: count,
    metadata: {},
  });
  assert.equal(outputs[0], undefined);
  assert.deepEqual(outputs[1], []);
  assert.deepEqual(outputs[2], [
    stream("stdout", "one\n", "two\n"),
    stream("stderr", "three\n"),
    stream("stdout", "four\n"),
  ]);
  assert.deepEqual(outputs[3], [
    shown({ "text/plain": ["after"] }),
    stream("stdout", "printed between\n"),
    shown({ "text/html": ["<b>second</b>"] }),
  ]);
  assert.deepEqual(outputs[4], [result(4, "42")]);
  assert.deepEqual(outputs[5], []);
  assert.ok(outputs[6][0].data["text/html"].join("").includes(TABLE_HTML));
  assert.deepEqual(outputs[7], [result(6, '[ "study.json", undefined, 0 ]')]);
  const counts = cells.map((cell: { execution_count?: number }) =>
    cell.execution_count
  );
  assert.deepEqual(counts, [undefined, 1, 2, 3, 4, null, 5, 6]);
  assert.deepEqual(
    events.filter((event) => event.kind === "done").map((event) => event.cell),
    [2, 3, 4, 5, 7, 8],
  );
});

Deno.test("executeNotebook() gives the same bytes in another folder, time zone and language, and passes no key on", async () => {
  await using folder = await temporaryFolder();
  const first = join(folder.path, "first.ipynb");
  const second = join(folder.path, "second.ipynb");
  await executeNotebook({ path: fixture("outputs.ipynb"), output: first });
  const project = join(import.meta.dirname ?? "", "../..");
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--config",
      join(project, "deno.json"),
      `import { executeNotebook } from "lib/notebook/execute.ts";
      const [path, output] = Deno.args;
      await executeNotebook({ path, output });`,
      fixture("outputs.ipynb"),
      second,
    ],
    cwd: folder.path,
    env: {
      TZ: "Asia/Kolkata",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
      OPENAI_API_KEY: "secret", // a cell of the notebook shows this variable
    },
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  assert.equal(
    await Deno.readTextFile(second),
    await Deno.readTextFile(first),
  );
});

Deno.test("executeNotebook() loses nothing of large and of many outputs", async () => {
  await using folder = await temporaryFolder();
  const path = await writeNotebook(folder.path, [
    `await Deno.jupyter.display({ "text/plain": "x".repeat(5e6) }, { raw: true });
console.log("after");
"result";`,
    `for (let i = 0; i < 2000; i++) console.log(i);`,
  ]);
  const { notebook } = await executeNotebook({ path, output: path });
  const [large = [], many = []] = notebook.cells.map((cell) => cell.outputs);
  assert.deepEqual(
    large.map((output) =>
      output.output_type === "stream" ? output.text : output.data["text/plain"]
    ),
    [["x".repeat(5e6)], ["after\n"], ['"result"']],
  );
  const numbers = Array.from({ length: 2000 }, (_, i) => `${i}\n`);
  assert.deepEqual(many, [
    { output_type: "stream", name: "stdout", text: numbers },
  ]);
});

/** Code cells of a notebook whose last cell fails, and what must be reported. */
const FAILURES: [
  name: string,
  cells: string[],
  expected: Partial<CellFailed>,
][] = [
  ["error below types and comments", [
    "# Text",
    "const a = 1;",
    `interface Answer {
  value: number;
}

// The kernel sees neither the type nor the empty lines.
const answer: Answer = { value: 1 };
throw new RangeError("bad " + answer.value);`,
  ], {
    cell: 3,
    line: 7,
    source: 'throw new RangeError("bad " + answer.value);',
    errorName: "RangeError",
    errorMessage: "bad 1",
  }],
  ["error in a function of an earlier cell, after waiting", [
    `async function later() {
  await new Promise((resolve) => setTimeout(resolve, 1));
  throw new TypeError("later");
}`,
    "const one: number = 1;\n\nawait later();",
  ], { cell: 2, line: 3, source: "await later();", errorName: "TypeError" }],
  ["error in the first line", ["missing;"], {
    line: 1,
    errorName: "ReferenceError",
    errorMessage: "missing is not defined",
  }],
  ["syntax error", ["1;", "const ok = 1;\nconst wrong: = 2;"], {
    cell: 2,
    line: 2,
    source: "const wrong: = 2;",
    errorName: "SyntaxError",
  }],
  ["module that is not there", ['import { a } from "./none.ts";'], {
    line: 1,
    errorName: "TypeError",
  }],
  ["thrown text", ['throw "text";'], { line: null, errorMessage: "text" }],
  ["error while a result is shown", [
    `({ [Symbol.for("Jupyter.display")]() { throw new Error("inside"); } });`,
  ], { errorName: "Error", errorMessage: "inside" }],
  ["kernel that is killed", [
    "1;",
    `Deno.kill(Deno.pid, "SIGKILL");\nawait new Promise(() => {});`,
  ], { cell: 2, line: null, errorName: "KernelDied" }],
  ["kernel that exits", ["Deno.exit(3);"], {
    errorName: "KernelDied",
    errorMessage: "The kernel died: exit code 3",
  }],
  ["cell that shows nothing where it must", [
    "function showNothing() {}",
    "showNothing();",
  ], { cell: 2, errorName: "OutputLost" }],
];

Deno.test("executeNotebook() says which cell and line failed and writes nothing", async (t) => {
  for (const [name, cells, expected] of FAILURES) {
    await t.step(name, async () => {
      await using folder = await temporaryFolder();
      const path = await writeNotebook(folder.path, cells);
      const before = await Deno.readTextFile(path);
      const failure = await rejection(executeNotebook({ path, output: path }));
      assert.ok(failure instanceof CellFailed, String(failure));
      for (const [key, value] of Object.entries(expected)) {
        assert.equal(failure[key as keyof CellFailed], value, key);
      }
      assert.equal(await Deno.readTextFile(path), before);
      const files = await Array.fromAsync(Deno.readDir(folder.path));
      assert.deepEqual(files.map((file) => file.name), ["tiny.ipynb"]);
    });
  }
});

Deno.test("CellFailed names notebook, cell, line, source and error", () => {
  const failure = new CellFailed({
    notebook: "notebooks/02_classify.ipynb",
    cell: 5,
    cells: 14,
    line: 3,
    source: "  classify(papers);",
    errorName: "RangeError",
    errorMessage: "no papers",
  });
  assert.equal(
    failure.message,
    `Cannot execute "notebooks/02_classify.ipynb" as cell 5 of 14 (text cells counted) failed with RangeError: no papers
  line 3: classify(papers);`,
  );
});

Deno.test("executeNotebook() refuses a file that is no notebook of format 4", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "old.ipynb");
  await Deno.writeTextFile(path, `{"nbformat": 3, "worksheets": []}`);
  await assert.rejects(executeNotebook({ path, output: path }), SyntaxError);
});

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => assert.fail("did not fail"),
    (error) => error,
  );
}
