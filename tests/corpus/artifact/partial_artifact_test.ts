/** Artifacts that lack a column, or whose tables were changed by somebody. */

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { readYear } from "lib/corpus/artifact/read_openalex.ts";
import { type Artifact, openArtifact } from "lib/corpus/artifact.ts";
import {
  type ArtifactContent,
  makeArtifact,
  record,
} from "tests/support/make_artifact.ts";

const A = "10.1371/journal.pone.1";
const B = "10.1136/bmjopen-2020-2";
const CONTENT: ArtifactContent = {
  articles: [{ doi: A }, { doi: B, megajournal: "BMJ" }],
  openalex: [record(A, 2020), record(B, 2021)],
  markdown: [{ doi: A }, { doi: B }],
};
const VIEW = "natural_science_article_dois";

/** Opens an artifact after some statements changed its tables. */
async function withChanged(
  sql: string,
  test: (open: () => Promise<Artifact>, path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/aius.sqlite3`;
    makeArtifact(path, CONTENT);
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
    await test(() => openArtifact(path), path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Statements that leave a column out of a table; the view stays as it is, if it can. */
function dropColumn(table: string, column: string): string {
  return `DROP VIEW ${VIEW};
    ALTER TABLE ${table} RENAME COLUMN ${column} TO lost;
    CREATE VIEW ${VIEW} AS SELECT doi FROM openalex WHERE cited_by_count > 0`;
}

const STEPS: readonly [table: string, column: string, step: string][] = [
  ["openalex", "doi", "in OpenAlex"],
  ["openalex", "cited_by_count", "cited"],
];

for (const [table, column, step] of STEPS) {
  Deno.test(`without ${table}.${column} the step "${step}" lets all papers through`, async () => {
    await withChanged(dropColumn(table, column), async (open) => {
      const artifact = await open();
      const { sample, funnel } = artifact.select({
        ...{ size: "all", atLeastOne: false, seed: 1 },
      });
      assert.equal(sample.length, 2);
      const reasons = funnel.filter((row) => row.step === step)
        .flatMap(({ reason }) => reason || []);
      assert.deepEqual(
        [...new Set(reasons)],
        [`not applied: the artifact has no column "${column}" in "${table}"`],
      );
      assert.ok(
        artifact.warnings.some((warning) =>
          warning.includes(`no column "${column}" in "${table}"`)
        ),
      );
      artifact.close();
    });
  });
}

Deno.test("a view with another column decides nothing", async () => {
  const sql =
    `DROP VIEW ${VIEW}; CREATE VIEW ${VIEW} AS SELECT doi AS id FROM openalex`;
  await withChanged(sql, async (open) => {
    const artifact = await open();
    const { sample } = artifact.select({
      ...{ size: "all", atLeastOne: false, seed: 1 },
    });
    assert.equal(sample.length, 2);
    assert.ok(artifact.warnings.includes(
      `the artifact has no column "doi" in "${VIEW}": all papers count as eligible`,
    ));
    artifact.close();
  });
});

Deno.test("a view that names none of the papers is named", async () => {
  const sql = `DROP VIEW ${VIEW}; CREATE VIEW ${VIEW} AS SELECT 'x' AS doi`;
  await withChanged(sql, async (open) => {
    const artifact = await open();
    assert.ok(artifact.warnings.includes(
      `the artifact's "${VIEW}" names none of its papers: none is eligible`,
    ));
    artifact.close();
  });
});

Deno.test("a table that SQLite cannot read in order is not called damaged", async () => {
  const sql = `DROP TABLE markdown;
    CREATE TABLE markdown (doi TEXT PRIMARY KEY, markdown TEXT) WITHOUT ROWID`;
  await withChanged(sql, async (open) => {
    await assert.rejects(open(), {
      message:
        'Cannot read artifact "aius.sqlite3" as SQLite says: no such column: rowid',
    });
  });
});

Deno.test("a folder with the name of a log is no log", async () => {
  await withChanged("SELECT 1", async (open, path) => {
    await Deno.mkdir(`${path}-wal`);
    const artifact = await open();
    assert.equal(artifact.papers.length, 2);
    artifact.close();
  });
});

Deno.test("readYear() reads whole years only, and none of a longer number", () => {
  const years: readonly [cut: string, year: number | null][] = [
    [": 2021}", 2021],
    [": 2021.0, ", 2021],
    [': "2021"', 2021],
    [": 0,", 0],
    [": -5,", -5],
    [": 2021.7,", null],
    [": 1000000000000.0, ", null],
    [": 2e3,", null],
    [": [2020]", null],
    [': "text"', null],
  ];
  for (const [cut, year] of years) assert.equal(readYear(cut), year, cut);
});
