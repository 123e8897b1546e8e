import assert from "node:assert/strict";
import { tableToCsv } from "lib/findings/table.ts";
import type { Answer } from "lib/questions/question.ts";
import {
  annotated,
  CHEMISTRY,
  lines,
  mentions,
  NEURO,
  no,
  PAPERS,
  tablesOf,
  yes,
} from "tests/findings/answered_papers.ts";

const TABLES = tablesOf(PAPERS);

Deno.test("papers_by_year counts failures apart, and unknown years last", () => {
  const name = "papers_by_year";
  assert.deepEqual(TABLES.get(name)!.columns.slice(0, 4), [
    ...["year", "question", "papers", "of"],
  ]);
  assert.deepEqual(
    lines(TABLES, name, "year", "question", "papers", "of", "share", "failed"),
    [
      "2020|uses_dl|1|1|1|0",
      "2021|uses_dl|2|2|1|0",
      "unknown|uses_dl|0|1|0|0",
      // The failed answer is asked, and is no part of the share.
      ...["2020|uses_ptms|1|1|1|0", "2021|uses_ptms|1|2|1|1"],
    ],
  );
  assert.deepEqual(lines(TABLES, "papers", "question", "papers", "of"), [
    "uses_dl|3|4",
    "uses_ptms|2|3",
  ]);
});

Deno.test("papers_by_field counts a paper once in each of its natural-science fields", () => {
  const found = lines(
    TABLES,
    "papers_by_field",
    ...["question", "field", "papers", "of"],
  );
  assert.deepEqual(found.slice(0, 3), [
    `uses_dl|${CHEMISTRY}|2|2`,
    `uses_dl|${NEURO}|1|1`,
    "uses_dl|Unassigned|1|2",
  ]);
  const both = lines(TABLES, "papers_by_field_year", "field", "year", "papers");
  assert.ok(both.includes(`${CHEMISTRY}|2021|1`));
});

Deno.test("patterns counts mentions and papers, and gives every value a row", () => {
  assert.deepEqual(TABLES.get("patterns")!.columns, [
    ...["pattern", "mentions", "papers", "share", "low", "high"],
  ]);
  assert.deepEqual(
    lines(TABLES, "patterns", "pattern", "mentions", "papers", "share"),
    [
      "conceptual|0|0|0",
      "adaptation|3|2|0.75",
      "deployment|1|1|0.25",
      "other|0|0|0",
    ],
  );
  assert.equal(TABLES.get("patterns_by_year")!.rows.length, 8);
  assert.equal(TABLES.get("patterns_by_field")!.rows.length, 8);
});

Deno.test("Shares of a sample with unequal probabilities are weighted, its counts are not", () => {
  const drawn = (
    doi: string,
    answer: Answer,
    inclusionProbability: number,
  ) => ({
    ...annotated({ doi }, { uses_dl: answer }),
    stratum: `stratum of ${inclusionProbability}`,
    inclusionProbability,
  });
  const papers = [
    ...["a", "b"].map((doi) => drawn(doi, yes, 0.1)),
    ...["c", "d"].map((doi) => drawn(doi, no, 1)),
  ];
  // 2 papers that stand for 10 each say yes, 2 that stand for themselves no.
  const [row] = tablesOf(papers).get("papers")!.rows;
  assert.deepEqual([row!.papers, row!.of, row!.share], [2, 4, 20 / 22]);
  assert.ok((row!.low as number) < 0.9 && (row!.high as number) < 1);
  const equal = papers.map((paper) => ({
    ...paper,
    inclusionProbability: 0.1,
  }));
  assert.equal(tablesOf(equal).get("papers")!.rows[0]!.share, 0.5);
});

Deno.test("tableToCsv() refuses a number that is none", () => {
  assert.throws(
    () =>
      tableToCsv({ name: "t", columns: ["share"], rows: [{ share: 0 / 0 }] }),
    RangeError,
  );
});

Deno.test("pattern_stage pairs what two answers say of the same model", () => {
  const tables = tablesOf([
    annotated({ doi: "10.1/a" }, {
      identify_ptm_reuse: mentions(["VGG16", "adaptation"], [
        "BERT",
        "deployment",
      ], ["unnamed", "conceptual"]),
      identify_ptm_impact: mentions(
        ["vgg-16", "Test"],
        ["VGG-16", "Analysis"],
        ["ESM-2", "Test"],
        ["unnamed", "Test"],
      ),
    }),
    annotated({ doi: "10.1/b" }, {
      identify_ptm_reuse: mentions(["BERT", "adaptation"]),
      identify_ptm_impact: mentions(["BERT", "Test"]),
    }),
  ]);
  // Two of the three adaptation pairs are Test; deployment of BERT has no
  // stage, and entries that name no model are not known to be the same one.
  assert.deepEqual(
    lines(tables, "pattern_stage", "pattern", "stage", "mentions", "papers")
      .filter((line) => !line.includes("|0|")),
    ["adaptation|Test|2|2", "adaptation|Analysis|1|1"],
  );
  const test = tables.get("pattern_stage")!.rows
    .find(({ stage }) => stage === "Test")!;
  assert.ok(Math.abs((test.share as number) - 2 / 3) < 1e-12);
});
