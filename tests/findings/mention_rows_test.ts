import assert from "node:assert/strict";
import { MENTION_COLUMNS, mentionRows } from "lib/findings/mention_rows.ts";
import { tableToCsv } from "lib/findings/table.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";

const PAPER = {
  metadata: metadataOf({ doi: "10.1/a", title: "=HYPERLINK(1)" }),
  stratum: "",
  inclusionProbability: 1,
};

const mention = (name: string) => ({
  name,
  category: "adaptation",
  description: null,
  evidence: "q",
});

Deno.test("mentionRows() gives each mention a row with its quote, and every other outcome one row", () => {
  const [evidence] = ANNOTATION.evidence;
  const lost = { ...evidence!, quote: "not there", match: "none" } as const;
  const rows = mentionRows({
    ...PAPER,
    annotations: [
      ANNOTATION,
      {
        ...ANNOTATION,
        question: "reuse",
        answer: {
          kind: "mentions",
          mentions: [mention("VGG"), mention("ViT")],
        },
        evidence: [evidence!, lost],
      },
      {
        ...ANNOTATION,
        question: "none",
        answer: { kind: "mentions", mentions: [] },
        evidence: [],
        grounded: null,
      },
      {
        ...ANNOTATION,
        question: "failed",
        status: "refused",
        answer: null,
        evidence: [],
        grounded: null,
        message: "The model refused to answer",
      },
    ],
  });
  const seen = rows.map((row) =>
    ["question", "status", "answer", "name", "match", "grounded"]
      .map((column) => row[column] ?? "")
  );
  assert.deepEqual(seen, [
    ["uses_dl", "answered", "yes", "", "exact", "yes"],
    ["reuse", "answered", "mention", "VGG", "exact", "yes"],
    ["reuse", "answered", "mention", "ViT", "none", "yes"],
    ["none", "answered", "none", "", "", ""],
    ["failed", "refused", "", "", "", ""],
  ]);
});

Deno.test("mentionRows() marks what a spreadsheet would run as text", () => {
  const quotes = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a=1", "'=1"];
  const rows = mentionRows({
    ...PAPER,
    annotations: [{
      ...ANNOTATION,
      answer: { kind: "mentions", mentions: quotes.map(mention) },
      evidence: quotes.map((quote) => ({ ...ANNOTATION.evidence[0]!, quote })),
    }],
  });
  assert.deepEqual(rows.map(({ quote }) => quote), [
    "'=1+1",
    "'+1",
    "'-1",
    "'@SUM(A1)",
    "'\t=1",
    "a=1",
    "'=1",
  ]);
  const csv = tableToCsv({ name: "", columns: MENTION_COLUMNS, rows });
  assert.match(csv, /^10\.1\/a,'=HYPERLINK\(1\),/m);
});
