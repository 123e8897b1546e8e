import assert from "node:assert/strict";
import { join } from "node:path";
import { cellsFor } from "lib/notebook/cells_for.ts";
import { executeNotebook } from "lib/notebook/execute.ts";
import { type Cell, sourceOf } from "lib/notebook/nbformat.ts";

const cell = (source: string, ...tags: string[]): Cell => ({
  ...{ cell_type: "code", source, metadata: { tags } },
});

const CELLS = [
  cell("1"),
  cell("2", "asks:uses_ptms"),
  cell("3", "asks:uses_dl", "asks:uses_ptms"),
  cell("4", "asks:other"),
  cell("5", "hide-input"),
  cell("6", "needs:labels", "asks:uses_dl"),
];

Deno.test("cellsFor() keeps the cells whose questions are all asked and whose labels are there", () => {
  const kept = (asked: string[], others: string[], hasLabels = false) =>
    CELLS.filter(cellsFor(asked, others, hasLabels)).map(sourceOf).join("");
  assert.equal(kept(["uses_dl", "uses_ptms"], []), "1235");
  assert.equal(kept(["uses_ptms"], []), "125");
  assert.equal(kept(["shares_data"], ["shares_data"]), "145");
  assert.equal(kept(["uses_dl", "uses_ptms", "q"], ["q"]), "12345");
  assert.equal(kept(["uses_dl", "uses_ptms"], [], true), "12356");
  assert.equal(kept(["uses_ptms"], [], true), "125");
});

Deno.test("executeNotebook() executes and writes only the cells that are kept", async () => {
  const folder = await Deno.makeTempDir();
  const [path, output] = ["in.ipynb", "out.ipynb"].map((name) =>
    join(folder, name)
  ) as [string, string];
  const cells = [cell("1 + 1"), cell("throw 1", "asks:uses_ptms")];
  await Deno.writeTextFile(
    path,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }),
  );
  const { notebook } = await executeNotebook({
    path,
    output,
    keeps: cellsFor(["shares_data"], ["shares_data"], true),
  });
  assert.deepEqual(notebook.cells.map(sourceOf), ["1 + 1"]);
  assert.equal(JSON.parse(await Deno.readTextFile(output)).cells.length, 1);
});
