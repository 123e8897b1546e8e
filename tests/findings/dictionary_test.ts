import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { annotateStudy } from "lib/study/annotate_study.ts";
import { storePath } from "lib/study/run_store.ts";
import { settle } from "lib/study/settings.ts";
import { writeTables } from "lib/study/write_tables.ts";
import { makeArtifact, record } from "tests/support/make_artifact.ts";

type Cells = Record<string, string>;

/** Runs a study in a folder of its own, and gives the columns it wrote and its dictionary. */
async function run(source: Record<string, unknown>) {
  const out = await Deno.makeTempDir();
  const name = `dictionary-test-${crypto.randomUUID()}`;
  const settings = await settle({ ...source, name, out }, "the test");
  try {
    await annotateStudy(settings);
    await writeTables(settings);
    const folder = join(out, "tables");
    const read = (file: string) => Deno.readTextFile(join(folder, file));
    const columns: string[] = [];
    for await (const { name } of Deno.readDir(folder)) {
      if (!name.endsWith(".csv")) continue;
      const [header] = parse(await read(name)) as string[][];
      columns.push(
        ...header!.map((column) =>
          `${name.slice(0, -".csv".length)}.${column}`
        ),
      );
    }
    const dictionary: Cells[] = parse(await read("dictionary.csv"), {
      skipFirstRow: true,
    });
    return { columns, dictionary };
  } finally {
    for (const end of ["", "-wal", "-shm"]) {
      await Deno.remove(storePath(settings) + end).catch(() => {});
    }
    await Deno.remove(out, { recursive: true });
  }
}

/** Fails unless each column that was written, and no other, is described. */
function checkComplete(
  { columns, dictionary }: Awaited<ReturnType<typeof run>>,
): void {
  assert.deepEqual(
    dictionary.map(({ table, column }) => `${table}.${column}`).sort(),
    columns.sort(),
  );
  for (const { table, column, type, unit, meaning } of dictionary) {
    const where = `${table}.${column}`;
    assert.ok(
      meaning,
      `${where} has no meaning: add it to data/dictionary.csv`,
    );
    assert.match(type!, /^(text|integer|number)$/, where);
    assert.ok(type !== "text" || unit === "", where);
  }
}

/** Labels of two humans who differ, and of a paper that nobody knows. */
async function writeLabels(): Promise<string> {
  const labels = await Deno.readTextFile(
    new URL("../../data/demo/labels.csv", import.meta.url),
  );
  const [header, ...rows] = labels.trimEnd().split("\n");
  const second = rows.filter((row) => row.includes(",uses_dl,")).map((row, i) =>
    row.replace(",planted,", ",second,")
      .replace(/,(yes|no),/, i < 9 ? ",no," : ",$1,")
  );
  const unknown = "10.5555/demo.nowhere,second,uses_dl,yes,,";
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  await Deno.writeTextFile(
    path,
    [header, ...rows, ...second, unknown, ""].join("\n"),
  );
  return path;
}

Deno.test("dictionary.csv describes every column of a demo run's tables, and nothing else", async () => {
  const labels = await writeLabels();
  const found = await run({ corpus: "demo:400", labels });
  await Deno.remove(labels);
  checkComplete(found);
  const tables = new Set(found.dictionary.map(({ table }) => table));
  for (const table of ["patterns_by_field", "agreement", "label_problems"]) {
    assert.ok(tables.has(table), table);
  }
  const low = found.dictionary.find(({ table, column }) =>
    table === "papers_by_year" && column === "low"
  );
  assert.match(low!.meaning!, /all eligible papers were taken/);
});

Deno.test("dictionary.csv says that the shares of a stratified sample are weighted", async () => {
  const found = await run({ corpus: "demo:400", sample: 30 });
  checkComplete(found);
  const share = found.dictionary.find(({ table, column }) =>
    table === "patterns" && column === "share"
  );
  assert.match(share!.meaning!, /weighted by 1 \/ its inclusion probability/);
});

Deno.test("dictionary.csv describes the tables of an artifact", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "aius.sqlite");
  const doi = "10.1371/journal.pone.9000001";
  makeArtifact(file, {
    articles: [{ doi }],
    openalex: [record(doi, 2020)],
    markdown: [{ doi }],
    uses_dl_analysis: [{
      doi,
      model_response: '{"result": false, "prose": null}',
    }],
  });
  const found = await run({ corpus: `artifact:${file}` });
  await Deno.remove(folder, { recursive: true });
  checkComplete(found);
  const tables = new Set(found.dictionary.map(({ table }) => table));
  for (const table of ["as_published", "flaws", "keywords"]) {
    assert.ok(tables.has(table), table);
  }
});
