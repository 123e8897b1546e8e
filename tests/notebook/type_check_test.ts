import assert from "node:assert/strict";
import { join } from "node:path";
import { checkNotebookFormat } from "lib/notebook/format_check.ts";
import { typeCheckNotebooks } from "lib/notebook/type_check.ts";
import {
  fixture,
  temporaryFolder,
  writeNotebook,
} from "tests/notebook/tiny_notebook.ts";

const CONFIG = join(import.meta.dirname ?? "", "../../deno.json");

Deno.test("typeCheckNotebooks() finds nothing in a notebook that uses lib/", async () => {
  assert.equal(
    await typeCheckNotebooks([fixture("outputs.ipynb")], CONFIG),
    "",
  );
});

Deno.test("typeCheckNotebooks() names notebook, cell and line, under the project's options", async () => {
  await using folder = await temporaryFolder();
  const path = await writeNotebook(folder.path, [
    "# Text",
    "const words: string[] = [];",
    "words;\n\nconst first: string = words[0];",
  ]);
  const found = await typeCheckNotebooks(
    [fixture("outputs.ipynb"), path],
    CONFIG,
  );
  assert.match(
    found,
    /'string \| undefined' is not assignable to type 'string'/,
  );
  assert.ok(found.includes(`at ${path}, cell 3, line 3`), found);
  assert.ok(!found.includes(".ipynb.ts"), found);
});

Deno.test("checkNotebookFormat() names only notebooks that deno fmt would change", async () => {
  await using folder = await temporaryFolder();
  const path = await writeNotebook(folder.path, ["const a   = 1"]);
  const found = await checkNotebookFormat([fixture("outputs.ipynb")], CONFIG);
  assert.equal(found, "");
  const text = (await Deno.readTextFile(path))
    .replace(
      `"metadata": {},\n "nbformat"`,
      `"metadata": {"language_info": {"name": "typescript"}},\n "nbformat"`,
    );
  await Deno.writeTextFile(path, text);
  assert.match(
    await checkNotebookFormat([path], CONFIG),
    /tiny\.ipynb: run "deno fmt /,
  );
  assert.equal(await Deno.readTextFile(path), text);
});
