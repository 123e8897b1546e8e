import assert from "node:assert/strict";
import { readLabelsFile } from "lib/findings/labels/read_labels_file.ts";
import { parsePairs } from "lib/findings/labels/pairs.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { projectPath } from "lib/paths.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { makeXlsx } from "tests/findings/labels/make_xlsx.ts";

const QUESTIONS = await loadQuestions();
const HEADER = [
  ...["DOI", "Review Date", "Uses DL?", "Are PTMs Used?"],
  "PTM and PTM Reuse Method Pairings",
];

const SHEET = projectPath("../shared/data/authorAgreement.xlsx");
const bytes = await Deno.readFile(SHEET).catch(() => null);
if (bytes === null) console.log(`Tests on the real sheet skipped: no ${SHEET}`);

/** Papers that have a label of a question with a value. */
function papers(rows: readonly LabelRow[], question: string, value: string) {
  return new Set(
    rows.filter((row) => row.question === question && row.value === value)
      .map(({ doi }) => doi),
  );
}

Deno.test({
  name:
    "the authors' sheet comes out as 71, 16 and 23 papers and 47 pairs, none of it left out",
  ignore: bytes === null,
  fn: async () => {
    const { rows, problems } = await readLabelsFile(
      bytes!,
      "a.xlsx",
      QUESTIONS,
    );
    assert.deepEqual(problems, []);
    const ptm = papers(rows, "uses_ptms", "yes");
    const dl = papers(rows, "uses_dl", "yes");
    assert.equal(papers(rows, "uses_dl", "no").size, 71);
    assert.equal(dl.difference(ptm).size, 16);
    assert.equal(ptm.size, 23);
    assert.ok(ptm.isSubsetOf(dl));
    const pairs = rows.filter((row) => row.question === "identify_ptm_reuse");
    const counts = ["adaptation", "conceptual", "deployment"].map((value) => [
      pairs.filter((pair) => pair.value === value).length,
      papers(rows, "identify_ptm_reuse", value).size,
    ]);
    assert.equal(pairs.length, 47);
    assert.deepEqual(counts, [[21, 9], [16, 7], [10, 9]]);
    // Row 106 of the sheet, the longest list, letter by letter.
    assert.deepEqual(
      pairs.filter(({ doi }) => doi === "10.1371/journal.pone.0298217")
        .map(({ model, value }) => `${model}: ${value}`),
      [
        "U-Net: adaptation",
        "U-Net: conceptual",
        "HED (VGG-16): adaptation",
        "HED (VGG-16): conceptual",
        "BDCN (VGG-16): adaptation",
        "BDCN (VGG-16): conceptual",
        "Vision Image Transformer (VIT): adaptation",
        "Pyramid Vision Transformer (PVT): adaptation",
      ],
    );
  },
});

Deno.test("a sheet like the authors' names every cell that cannot be used, and reads the rest", async () => {
  const sheet = makeXlsx([
    HEADER,
    [
      "10.1/A",
      "1/2/2020",
      "True",
      true,
      "[U-Net, Adaptation]; [BERT Adaptation]",
    ],
    ["10.1/b", null, false, "maybe", null],
    [null, null, null, null, null],
    ["10.1/c", null, "1", "yes", "[ViT, borrowed]"],
    ["10.1/d", null, "Yes", "True", null],
    ["10.1/e", null, "No", "No", "[AlexNet, Deployment"],
  ]);
  const { rows, warnings } = await readLabelsFile(sheet, "s.xlsx", QUESTIONS);
  assert.deepEqual(
    rows.map(({ row, doi, question, value, model }) =>
      [row, doi, question, value, model].join(" ").trim()
    ),
    [
      "2 10.1/a uses_dl yes",
      "2 10.1/a uses_ptms yes",
      "2 10.1/a identify_ptm_reuse adaptation U-Net",
      "3 10.1/b uses_dl no",
      "5 10.1/c uses_dl yes",
      "5 10.1/c uses_ptms yes",
      "6 10.1/d uses_dl yes",
      "6 10.1/d uses_ptms yes",
      "7 10.1/e uses_dl no",
      "7 10.1/e uses_ptms no",
    ],
  );
  const pairs = "s.xlsx, column PTM and PTM Reuse Method Pairings";
  assert.deepEqual(warnings, [
    `${pairs}, row 2 "[BERT Adaptation]", row 7 "[AlexNet, Deployment": not [model, pattern], left out`,
    's.xlsx, column Are PTMs Used?, row 3 "maybe": neither yes nor no, left out',
    `${pairs}, row 5 "borrowed": none of conceptual, adaptation, deployment, other, left out`,
    `${pairs}, row 6: empty, though "Are PTMs Used?" is true`,
    `${pairs}, row 7 "[AlexNet, Deployment": not empty, though "Are PTMs Used?" is not true; kept`,
  ]);
});

Deno.test("a sheet with other columns, and a file that is no workbook, are refused in one sentence", async () => {
  const lacking = makeXlsx([HEADER.slice(0, 4), [
    "10.1/a",
    "",
    "True",
    "True",
  ]]);
  const other = makeXlsx([["paper", "label"], ["10.1/a", "yes"]]);
  const cases: [Uint8Array<ArrayBuffer>, RegExp][] = [
    [
      lacking,
      /"f\.xlsx" as there is no column "PTM and PTM Reuse Method Pairings": columns are DOI, Review Date/,
    ],
    [other, /"f\.xlsx" as there is no column "doi": columns are paper, label/],
    [
      new TextEncoder().encode("doi,annotator\n"),
      /"f\.xlsx" as it is not an \.xlsx workbook/,
    ],
    [lacking.slice(0, 500), /"f\.xlsx" as it is not an \.xlsx workbook/],
    [
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2),
      /"f\.xlsx" as it is not an \.xlsx workbook/,
    ],
  ];
  for (const [sheet, message] of cases) {
    await assert.rejects(readLabelsFile(sheet, "f.xlsx", QUESTIONS), {
      name: "SyntaxError",
      message,
    });
  }
});

Deno.test("parsePairs() splits at the last comma and hands back what is no pair", () => {
  const cases: [string, string[], string[]][] = [
    ["", [], []],
    ["[A, B, x]", ["A, B|x"], []],
    ["[A,x][B,y] , [C, z];", ["A|x", "B|y", "C|z"], []],
    ["[, x]; [A, ]; A, x", [], ["[, x]", "[A, ]", "A, x"]],
    ["[A, x; [B, y]", ["B|y"], ["[A, x"]],
    ["[A, x]]; [B, y]", ["A|x", "B|y"], ["]"]],
  ];
  for (const [text, pairs, rest] of cases) {
    const parsed = parsePairs(text);
    const found = parsed.pairs.map((pair) => `${pair.model}|${pair.pattern}`);
    assert.deepEqual([found, parsed.rest], [pairs, rest], text);
  }
});
