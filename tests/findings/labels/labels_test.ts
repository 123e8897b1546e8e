import assert from "node:assert/strict";
import { readLabelsFile } from "lib/findings/labels/read_labels_file.ts";
import { parseLabels } from "lib/findings/labels.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { makeXlsx } from "tests/findings/labels/make_xlsx.ts";

const QUESTIONS = await loadQuestions();
const HEAD = "doi,annotator,question,value,model,passage\n";

const read = (text: string) => parseLabels(text, "l.csv", QUESTIONS);

Deno.test("parseLabels() reads labels and names each row that it leaves out", () => {
  const { rows, warnings } = read(
    `${HEAD}https://doi.org/10.1/A,ann,uses_dl,yes,,"a, ""b"""
10.1/a,ann,identify_ptm_reuse,Adaptation,VGG-16,
10.1/a,ann,uses_r,yes,,

10.1/b,ann,uses_dl,maybe,,
,ann,uses_dl,no,,
10.1/c,,uses_dl,no,,
10.1/c,ann,,no,,
10.1/c,ann,uses_dl,,,
10.1/c,ann,identify_ptm_reuse,adaptation,,
10.1/c,ann,identify_ptm_reuse,borrowed,BERT,
10.1/d,,uses_dl,,,
10.1/e,,uses_dl,,,
10.1/f,ann,uses_dl,no,,one, two
`,
  );
  assert.deepEqual(
    rows.map(({ doi, value, model, passage, row }) => [
      ...[doi, value, model, passage, row],
    ]),
    [
      ["10.1/a", "yes", "", 'a, "b"', 2],
      ["10.1/a", "adaptation", "VGG-16", "", 3],
    ],
  );
  assert.deepEqual(warnings, [
    'l.csv, column question, row 4 "uses_r": none of the study\'s questions, left out',
    'l.csv, column value, row 6 "maybe": neither yes nor no, left out',
    "l.csv, column doi, row 7: empty, left out",
    "l.csv, column annotator, row 8: empty, left out",
    "l.csv, column question, row 9: empty, left out",
    "l.csv, column value, row 10: empty, left out",
    "l.csv, column model, row 11: empty, where identify_ptm_reuse needs a name, left out",
    'l.csv, column value, row 12 "borrowed": none of conceptual, adaptation, deployment, other, left out',
    "l.csv, column value, rows 13 to 14: empty (not labelled yet?), left out",
    'l.csv, column 7, row 15 "two": more values than columns (is a comma not in quotes?), row left out',
  ]);
});

Deno.test("parseLabels() takes the usual spellings of yes and no, and of a DOI", () => {
  const yes = ["yes", "Yes", "Y", "TRUE", "true", "t", "1", " yes "];
  const no = ["no", "No", "N", "FALSE", "false", "F", "0"];
  const dois = [
    ...["10.1/X0", "doi:10.1/x1", "DOI: 10.1/x2", "https://doi.org/10.1/X3"],
    ...[
      "http://dx.doi.org/10.1/x4",
      "HTTPS://DOI.ORG/10.1/x5",
      "doi.org/10.1/x6",
    ],
  ];
  const values = [...yes, ...no];
  const text = values.map((value, i) =>
    `${dois[i] ?? `10.1/x${i}`},ann,uses_dl,${value}\n`
  );
  const { rows, problems } = read(
    `doi,annotator,question,value\n${text.join("")}`,
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    rows.map(({ doi, value }) => [doi, value]),
    values.map((_, i) => [`10.1/x${i}`, i < yes.length ? "yes" : "no"]),
  );
  const odd = ["oui", "10", "yes?", "-", "n/a", "2"].map((value, i) =>
    `10.1/x${i},ann,uses_dl,${value}\n`
  );
  const refused = read(`doi,annotator,question,value\n${odd.join("")}`);
  assert.equal(refused.rows.length, 0);
  assert.equal(refused.problems.length, odd.length);
});

Deno.test("one annotator's same label counts once, and two different answers not at all", () => {
  const { rows, warnings } = read(`${HEAD}10.1/a,ann,uses_dl,yes,,
10.1/A,ann,uses_dl,TRUE,,seen again
10.1/a,bob,uses_dl,no,,
10.1/b,ann,uses_dl,yes,,
10.1/b,ann,uses_dl,no,,
10.1/b,ann,uses_ptms,no,,
10.1/c,ann,identify_ptm_reuse,adaptation,U-Net,
10.1/c,ann,identify_ptm_reuse,conceptual,U-Net,
10.1/c,ann,identify_ptm_reuse,conceptual,U-Net,
`);
  assert.deepEqual(rows.map(({ row }) => row), [2, 4, 7, 8, 9]);
  assert.deepEqual(warnings, [
    'l.csv, column value, row 3 "yes": the same label as in row 2, counted once',
    'l.csv, column value, row 6 "no": "ann" answers uses_dl of 10.1/b "yes" in row 5, none of these answers is used',
    'l.csv, column value, row 10 "conceptual": the same label as in row 9, counted once',
  ]);
});

Deno.test("parseLabels() says which column is missing, twice there or not read", () => {
  const refused = (header: string, message: RegExp) =>
    assert.throws(() => read(`${header}\n10.1/a,x,x,x,x\n`), {
      name: "SyntaxError",
      message,
    });
  refused(
    "doi,question,value",
    /no column "annotator": columns are doi, question, value/,
  );
  refused("doi,annotator,question,value,DOI", /more than one column "doi"/);
  refused(
    "doi;annotator;question;value",
    /"l\.csv" as semicolons stand between its values: save it again as CSV with commas/,
  );
  refused("doi\tannotator\tquestion\tvalue", /"l\.csv" as tabs stand/);
  for (const empty of ["", "\ufeff", "\n\r\n "]) {
    assert.throws(() => read(empty), /no column "doi": the file is empty/);
  }
  assert.throws(
    () => read('doi,annotator,question,value\n"a,b'),
    /"l\.csv" as CSV: /,
  );
  const { rows, warnings } = read(
    " DOI ,Annotator,question,value,modle\n10.1/a,ann,uses_dl,no,\n",
  );
  assert.equal(rows.length, 1);
  assert.deepEqual(warnings, ["l.csv, column modle, row 1: not read"]);
});

Deno.test("parseLabels() reads lines that end in CR alone", () => {
  const text = `${HEAD}10.1/a,ann,uses_dl,yes,,\n10.1/b,ann,uses_dl,no,,\n`;
  const { rows, problems } = read(text.replaceAll("\n", "\r"));
  assert.deepEqual(problems, []);
  assert.deepEqual(rows.map(({ doi, row }) => [doi, row]), [
    ["10.1/a", 2],
    ["10.1/b", 3],
  ]);
});

Deno.test("labels that contradict the same annotator's answer before are named and kept", () => {
  const { rows, warnings } = read(`${HEAD}10.1/a,ann,uses_ptms,no,,
10.1/a,ann,identify_ptm_reuse,adaptation,U-Net,
10.1/a,bob,identify_ptm_reuse,adaptation,U-Net,
10.1/b,ann,uses_dl,no,,
10.1/b,ann,uses_ptms,no,,
10.1/c,ann,uses_dl,no,,
10.1/c,ann,uses_ptms,yes,,
`);
  assert.equal(rows.length, 7);
  assert.deepEqual(warnings, [
    'l.csv, column value, row 3 "adaptation": given although the same annotator answers uses_ptms of this paper with no; both are kept',
    'l.csv, column value, row 8 "yes": given although the same annotator answers uses_dl of this paper with no; both are kept',
  ]);
});

Deno.test("an inclusion probability is read, and one that cannot be is named", () => {
  const cells = ["0.25", "1", ".5", "", "0", "1.5", '"0,25"', "5 %"];
  const { rows, warnings } = read(
    `doi,annotator,question,value,inclusion_probability\n${
      cells.map((cell, i) => `10.1/x${i},ann,uses_dl,no,${cell}\n`).join("")
    }`,
  );
  assert.deepEqual(
    rows.map(({ inclusionProbability }) => inclusionProbability),
    [0.25, 1, 0.5, ...Array(5).fill(undefined)],
  );
  assert.deepEqual(warnings, [
    "l.csv, column inclusion_probability, rows 5 to 9: unknown, where other labels say it: the label is not used to adjust uses_dl (1 for a paper that was sure to be labelled)",
    'l.csv, column inclusion_probability, row 6 "0", row 7 "1.5", row 8 "0,25", row 9 "5 %": not a number above 0 up to 1, taken as unknown',
  ]);
});

Deno.test("each label without an inclusion probability is named where others of its question have one", () => {
  const problemsOf = (...rows: string[]) =>
    read(
      `doi,annotator,question,value,inclusion_probability\n${
        rows.map((row) => `10.1/${row}\n`).join("")
      }`,
    ).problems.map(({ row, column }) => `${row} ${column}`);
  const sheet = ["a,ann,uses_ptms,yes,0.5", "b,ann,uses_ptms,no,0.1"];
  assert.deepEqual(
    problemsOf(...sheet, "c,ann,uses_ptms,no,", "d,ann,uses_ptms,no,"),
    ["4 inclusion_probability", "5 inclusion_probability"],
  );
  // Another row says it: of another human, or of the question before.
  assert.deepEqual(problemsOf(...sheet, "a,bob,uses_ptms,yes,"), []);
  assert.deepEqual(
    problemsOf(...sheet, "c,ann,uses_dl,no,1", "c,ann,uses_ptms,no,"),
    [],
  );
  // None of the question's labels says it.
  assert.deepEqual(problemsOf(...sheet, "c,ann,uses_dl,no,"), []);
});

Deno.test("readLabelsFile() reads CSV with a byte-order mark and workbooks, and says what to do with other files", async () => {
  const text = `${HEAD}10.1/a,ann,uses_dl,yes,,é\r\n`;
  const utf8 = new TextEncoder().encode(`\ufeff${text}`);
  const cells = [HEAD.trim().split(","), [
    "10.1/a",
    "ann",
    "uses_dl",
    true,
    null,
    "é",
  ]];
  for (const bytes of [utf8, makeXlsx(cells)]) {
    const { rows, problems } = await readLabelsFile(bytes, "labels", QUESTIONS);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rows.map(({ doi, value, passage }) => [doi, value, passage]),
      [
        ["10.1/a", "yes", "é"],
      ],
    );
  }
  const utf16 = Uint8Array.from(
    [...text].flatMap((
      letter,
    ) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
  );
  const cases: [Uint8Array<ArrayBuffer>, RegExp][] = [
    [Uint8Array.from([0xff, 0xfe, ...utf16]), /UTF-16/],
    [utf16, /UTF-16/],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), /old \.xls/],
    [Uint8Array.from(text, (letter) => letter.charCodeAt(0)), /not UTF-8/],
  ];
  for (const [bytes, what] of cases) {
    await assert.rejects(
      readLabelsFile(bytes, "my labels.csv", QUESTIONS),
      (error) => {
        assert.ok(error instanceof SyntaxError);
        assert.match(
          error.message,
          /^Cannot read labels "my labels\.csv" as it is .*: save it again as .*CSV UTF-8$/,
        );
        assert.match(error.message, what);
        return true;
      },
    );
  }
});
