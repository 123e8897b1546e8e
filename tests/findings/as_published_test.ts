import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { readArtifactAnswers } from "lib/annotate/recorded/read_artifact_answers.ts";
import { openArtifact } from "lib/corpus/artifact.ts";
import { asPublishedTable } from "lib/findings/as_published/as_published_table.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import {
  type ArtifactContent,
  makeArtifact,
  record,
} from "tests/support/make_artifact.ts";

const questions = await loadQuestions();

/** Rows of as_published.csv of a script, by table and key, after SQL changed the database. */
async function tableOf(
  content: ArtifactContent,
  script: string,
  changed = "",
) {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.db`;
    makeArtifact(path, content);
    const db = new DatabaseSync(path);
    db.exec(changed);
    db.close();
    const artifact = await openArtifact(path);
    const answers = new Map(
      questions.map((question) => [
        question.id,
        readArtifactAnswers(artifact.db, artifact.schema, question),
      ]),
    );
    const { rows } = asPublishedTable(artifact, questions, answers);
    artifact.close();
    return new Map(
      rows.filter((row) => row.script === script).map((row) => [
        `${row.table} ${row.key}`,
        [
          row.as_published,
          row.corrected,
          row.difference,
          row.cause,
          row.raises,
        ],
      ]),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CHEMISTRY = {
  topic_0: "Chemistry",
  topic_1: "Chemistry",
  topic_2: "Medicine",
};
const yes = (doi: string) => ({ doi, model_response: '{"result": true}' });
const no = (doi: string) => ({ doi, model_response: '{"result": false}' });

Deno.test("figR counts answers of no, fields twice and no early years; each cause is named", async () => {
  const rows = await tableOf({
    openalex: [
      record("10.1371/a", 2020, CHEMISTRY),
      record("10.1371/b", 2020, CHEMISTRY),
      record("10.1371/c", 2016, CHEMISTRY),
    ],
    uses_dl_analysis: [yes("10.1371/a"), no("10.1371/b"), yes("10.1371/c")],
  }, "figR");
  assert.deepEqual([...rows], [
    ["papers Chemistry/2016", [0, 1, 1, "years_before_2017_left_out (+1)", ""]],
    // Two papers, two chemical topics each, of which one paper is a yes.
    ["papers Chemistry/2020", [
      4,
      1,
      -3,
      "answer_not_read (-2); field_per_topic (-1)",
      "",
    ]],
  ]);
});

Deno.test("A paper without a year ends figR, and the table says so instead of a number", async () => {
  const rows = await tableOf({
    openalex: [record("10.1371/a", null, CHEMISTRY)],
    uses_dl_analysis: [yes("10.1371/a")],
  }, "figR");
  assert.deepEqual([...rows], [["papers Chemistry/unknown", [
    ...[null, 1, null],
    "unknown_years_stop; years_before_2017_left_out (+1)",
    "TypeError: '>' not supported between instances of 'NoneType' and 'int'",
  ]]]);
});

Deno.test("figT and the aggregate script disagree on the same answers", async () => {
  const content = {
    openalex: [record("10.1371/a", 2020), record("10.1371/b", 2020)],
    identify_ptm_reuse_analysis: [
      {
        doi: "10.1371/a",
        model_response:
          '{"model": "U-Net", "classification": "Adaptation Reuse"}',
      },
      {
        doi: "10.1371/b",
        model_response:
          '{"response": [{"model": "VGG16", "classification": "adaptation_reuse"}]}',
      },
    ],
  };
  const drawn = await tableOf(content, "figT");
  assert.deepEqual(drawn.get("shown 2020/adaptation_reuse"), [
    ...[0, 2, 2, "shapes_ignored (+1); spelling_kept (+1)", ""],
  ]);
  assert.deepEqual(drawn.get("totals Adaptation Reuse"), [
    ...[1, 0, -1, "spelling_kept (-1)", ""],
  ]);
  const aggregated = await tableOf(content, "aggregate_field_reuse_method");
  assert.deepEqual(aggregated.get("labels adaptation_reuse"), [
    ...[1, 2, 1, "spelling_kept (+1)", ""],
  ]);
});

// Shapes of section 4 of the schema's description, and what ends count_ptms_all_fields.
const STOPS: [response: string, raises: string][] = [
  ['{"models": [{"model": "U-Net"}]}', "KeyError: 'model'"],
  [
    '[{"model": "U-Net"}]',
    "TypeError: list indices must be integers or slices, not str",
  ],
  [
    '{"model": ["U-Net", "VGG16"]}',
    "TypeError: string indices must be integers, not 'str'",
  ],
  ['[{"model": "U-Net"', "OperationalError: malformed JSON"],
];

Deno.test("count_ptms_all_fields stops at the shapes that its authors did not meet", async () => {
  for (const [model_response, raises] of STOPS) {
    const rows = await tableOf({
      openalex: [record("10.1371/a", 2020)],
      identify_ptms_analysis: [{ doi: "10.1371/a", model_response }],
    }, "count_ptms_all_fields");
    const [published, corrected, , cause, raised] = rows.get(
      "totals mentions",
    )!;
    const isCutOff = model_response.endsWith('"');
    assert.deepEqual([published, raised], [null, raises]);
    assert.match(
      String(cause),
      /^odd_answers_stop(; shapes_ignored \(\+\d\))?$/,
    );
    assert.equal(
      corrected,
      isCutOff ? 0 : model_response.includes("VGG16") ? 2 : 1,
    );
  }
});

Deno.test("figQ_update counts rows, and cannot draw its pies without the link to searches", async () => {
  const doi = "10.1371/a";
  const content: ArtifactContent = {
    articles: [{ doi }, { doi }, { doi: "10.1371/B", search_id: null }],
    openalex: [record(doi, 2020), record(doi, 2020), record("10.1371/b", 2020)],
    jats: [{ doi, jats_xml: "<article/>" }],
    _search_keywords: [{ keyword: '"Deep Learning"' }],
  };
  const rows = await tableOf(content, "figQ_update");
  // Two rows of one paper, each with two records, and one DOI that does not match.
  assert.deepEqual(rows.get("bars PLOS/cited"), [
    4,
    2,
    -2,
    ...["duplicate_rows (-2); rows_counted (-1); doi_spelling (+1)", ""],
  ]);
  const older = await tableOf(
    content,
    "figQ_update",
    "ALTER TABLE articles DROP COLUMN search_id",
  );
  assert.equal(
    older.get('pies PLOS/"Deep Learning"')?.at(-1),
    "OperationalError: no such column: a.search_id",
  );
});

Deno.test("a script whose table is missing would stop, and has no counts of its own", async () => {
  const content: ArtifactContent = {
    openalex: [record("10.1371/a", 2020, CHEMISTRY)],
    uses_dl_analysis: [yes("10.1371/a")],
  };
  const without = "DROP VIEW natural_science_article_dois; DROP TABLE openalex";
  const rows = await tableOf(
    content,
    "longitudinal_field_dl_usage",
    without,
  );
  assert.deepEqual([...rows], [
    [
      "papers unknown",
      [null, 1, null, "", "OperationalError: no such table: openalex"],
    ],
  ]);
});

Deno.test("5 MB of garbage for an answer ends the scripts that it would end, and nothing else", async () => {
  const garbage = "[".repeat(5_000_000);
  const doi = "10.1371/a";
  const content: ArtifactContent = {
    openalex: [
      record(doi, 2020, CHEMISTRY),
      record("10.1371/b", 2020, CHEMISTRY),
    ],
    uses_dl_analysis: [{ doi, model_response: garbage }, yes("10.1371/b")],
  };
  const usage = await tableOf(content, "aggregate_field_dl_usage");
  const [published, corrected, , , raises] = usage.get("papers Chemistry")!;
  assert.deepEqual([published, corrected], [null, 1]);
  assert.match(String(raises), /^RecursionError: /);
  const papers = await tableOf(content, "papers_using_dl_ptms");
  assert.deepEqual(papers.get("deep_learning 2020"), [1, 1, 0, "", ""]);
});
