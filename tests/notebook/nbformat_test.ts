import assert from "node:assert/strict";
import {
  formatNotebook,
  parseNotebook,
  withoutOutputs,
} from "lib/notebook/nbformat.ts";
import { fixture } from "tests/notebook/tiny_notebook.ts";

Deno.test("formatNotebook() writes a notebook as Python's nbformat 5.11 does", async () => {
  const text = await Deno.readTextFile(fixture("written_by_jupyter.ipynb"));
  assert.equal(formatNotebook(parseNotebook(text, "fixture")), text);
});

Deno.test("withoutOutputs() removes outputs, counts and times, and keeps the rest", async () => {
  const text = await Deno.readTextFile(fixture("written_by_jupyter.ipynb"));
  const notebook = parseNotebook(text, "fixture");
  const clean = withoutOutputs({
    ...notebook,
    cells: notebook.cells.map((cell) => ({
      ...cell,
      metadata: { execution: { started: "2026-01-01" }, tags: ["kept"] },
    })),
  });
  assert.deepEqual(clean.cells.map((cell) => cell.metadata), [
    { tags: ["kept"] },
    { tags: ["kept"] },
    { tags: ["kept"] },
  ]);
  assert.deepEqual(clean.cells.map((cell) => cell.id), [
    "text-1",
    "code-1",
    "empty",
  ]);
  assert.deepEqual(
    clean.cells.map((cell) => [cell.outputs, cell.execution_count]),
    [[undefined, undefined], [[], null], [[], null]],
  );
  assert.equal(clean.metadata.title, "Written by Jupyter");
  assert.ok(!formatNotebook(clean).includes("version"));
});

Deno.test("withoutOutputs() gives missing ids that are not taken, the same each time", () => {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [
      { cell_type: "code", source: "1" },
      { cell_type: "markdown", source: "a", id: "cell-1" },
      { cell_type: "markdown", source: "b" },
    ],
  } as const;
  const ids = () => withoutOutputs(notebook).cells.map((cell) => cell.id);
  assert.equal(new Set(ids()).size, 3);
  assert.deepEqual(ids().slice(1), ["cell-1", "cell-3"]);
  assert.deepEqual(ids(), ids());
});

Deno.test("parseNotebook() says what is wrong with a file", () => {
  const cases: [text: string, rule: RegExp][] = [
    ["{", /it is not valid JSON/],
    ["null", /it is not in format 4/],
    ['{"nbformat": 3, "cells": []}', /it is not in format 4/],
    ['{"nbformat": 4, "cells": [{}]}', /cell 1 has no source/],
  ];
  for (const [text, rule] of cases) {
    assert.throws(() => parseNotebook(text, "my.ipynb"), (error: Error) => {
      assert.match(error.message, /^Cannot read notebook "my.ipynb" as /);
      assert.match(error.message, rule);
      return error instanceof SyntaxError;
    });
  }
});
