import assert from "node:assert/strict";
import { toSegments } from "lib/corpus/pdf/segments.ts";

function outline(lines: string[]): string[] {
  return toSegments(lines).map(({ kind, title, lines }) =>
    `${kind}|${title}|${lines.join(" ")}`
  );
}

Deno.test("toSegments() cuts at headings and drops the references", () => {
  assert.deepEqual(
    outline(
      "A title/A. Author/Abstract/We look./1 Introduction/Why./2 Our method/How./3 Results/What./References/1. Smith 2001./2. Jones 2002."
        .split("/"),
    ),
    [
      "other||A title A. Author",
      "abstract|Abstract|We look.",
      "introduction|Introduction|Why.",
      "methods|Our method|How.",
      "results|Results|What.",
    ],
  );
});

Deno.test("toSegments() goes on with methods that follow the references", () => {
  assert.deepEqual(
    outline(
      "Results/a/b/c/d/e/References/1. Smith 2001./Results/Methods/We took leaves."
        .split("/"),
    ),
    ["results|Results|a b c d e", "methods|Methods|We took leaves."],
  );
});

Deno.test("toSegments() knows a reference list by its years, wherever it is", () => {
  const entries = Array.from({ length: 14 }, (_, i) => [
    `${i + 1}. Smith A, Jones B. How many leaves are there on`,
    `a tree? J Leaves. ${2000 + i};4:1-9.`,
  ]).flat();
  const report = Array.from({ length: 100 }, () => "The reviewer says");
  assert.deepEqual(
    outline(["Results", "a", "References", ...entries, ...report]),
    ["results|Results|a"],
  );
});

Deno.test("toSegments() keeps a table with a column of references", () => {
  const cells = [
    "Gene",
    "Function",
    "and more",
    "of it",
    "in cells",
    "Xu, 2013",
    "x",
  ];
  const table = ["References", ...cells, ...cells.with(5, "none")];
  const lines = ["a", "b", "c", ...table];
  assert.deepEqual(outline(["Results", ...lines]), [
    `results|Results|${lines.join(" ")}`,
  ]);
});

Deno.test("toSegments() keeps a structured abstract in one piece", () => {
  assert.deepEqual(
    outline(
      "Abstract/Background/a/Methods/b/Conclusions/c/Introduction/d/Methods/e"
        .split("/"),
    ),
    [
      "abstract|Abstract|### Background a ### Methods b ### Conclusions c",
      "introduction|Introduction|d",
      "methods|Methods|e",
    ],
  );
  assert.deepEqual(
    outline(
      "Abstract/Background/a/Results/b/Background/c/Methods/d".split("/"),
    ),
    [
      "abstract|Abstract|### Background a ### Results b",
      "background|Background|c",
      "methods|Methods|d",
    ],
  );
});

Deno.test("toSegments() reads a summary in the body as text", () => {
  assert.deepEqual(
    outline("Introduction/a/Results/Gene/Summary/b".split("/")),
    ["introduction|Introduction|a", "results|Results|Gene Summary b"],
  );
});
