/** Runs over databases of the shared script, whose truth file says what is in them. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { loadModelNames } from "lib/findings/model_names.ts";
import { projectPath } from "lib/paths.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const SCRIPT = projectPath("../shared/make_aius_db.py");
const hasScript = await Deno.stat(SCRIPT).then(() => true, () => false) &&
  await new Deno.Command("python3", { args: ["--version"], stdout: "null" })
    .output().then(({ success }) => success, () => false);
if (!hasScript) {
  console.log("Artifacts are not tested: ../shared or Python is not there");
}

type Cells = Record<string, string>;
type Counts = Record<string, number>;

/** Makes a database, runs the study on it, and gives its tables and truth. */
async function run(options: string[]) {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "aius.sqlite");
  const made = await new Deno.Command("python3", {
    args: [SCRIPT, file, ...options],
    stdout: "null",
  }).output();
  assert.ok(made.success, new TextDecoder().decode(made.stderr));
  const [name, out] = [freshName("artifact"), join(folder, "out")];
  const command = await startTask("annotate", [
    ...["--corpus", `artifact:${file}`, "--name", name, "--out", out],
  ]);
  const { code, stderr } = await command.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  await removeRun(name);
  const truth = JSON.parse(
    await Deno.readTextFile(join(folder, "aius.truth.json")),
  );
  const table = async (name: string): Promise<Cells[]> =>
    parse(await Deno.readTextFile(join(out, "tables", `${name}.csv`)), {
      skipFirstRow: true,
    });
  const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  const lines = await Deno.readTextFile(
    join(out, "tables", "annotations.jsonl"),
  );
  const annotations = lines.trim().split("\n").map((line) => JSON.parse(line));
  return { truth, table, left, annotations };
}

/** Counts above zero of a column by a key. */
function counts(
  rows: readonly Cells[],
  key: (row: Cells) => string,
  column: string,
): Counts {
  const found: Counts = {};
  for (const row of rows) {
    const value = Number(row[column]);
    if (value > 0) found[key(row)] = value;
  }
  return found;
}

/** A truth section of two levels as one. */
function flat(section: Record<string, Counts>, suffix = ""): Counts {
  return Object.fromEntries(
    Object.entries(section).flatMap(([outer, inner]) =>
      Object.entries(inner).map(([key, n]) => [
        `${outer}/${key.replace(suffix, "")}`,
        n,
      ])
    ),
  );
}

const CASES = [
  ["--papers", "2000", "--seed", "7", "--with-quirks"],
  ["--papers", "1500", "--seed", "11", "--with-quirks", "--schema", "dec2025"],
  ["--papers", "1200", "--seed", "3", "--with-quirks", "--null-years"],
];

for (const options of CASES) {
  Deno.test({
    name: `the tables of an artifact hold what is true: ${options.join(" ")}`,
    ignore: !hasScript,
    async fn() {
      const { truth, table, left, annotations } = await run(options);
      assert.deepEqual(left, ["aius.sqlite", "aius.truth.json", "out"]);
      const [years, fields, both, sample = []] = await Promise.all(
        ["papers_by_year", "papers_by_field", "papers_by_field_year", "sample"]
          .map(table),
      );
      for (
        const [question, section] of [
          ["uses_dl", truth.deep_learning],
          ["uses_ptms", truth.pretrained_models],
        ] as const
      ) {
        const of = (rows: Cells[]) =>
          rows.filter((row) => row.question === question);
        const { per_year, per_field_distinct, per_field_year_distinct } =
          section.true;
        const known = of(years!).filter(({ year }) => year !== "unknown");
        assert.deepEqual(
          counts(known, ({ year }) => year!, "papers"),
          per_year,
        );
        assert.deepEqual(
          counts(of(fields!), ({ field }) => field!, "papers"),
          per_field_distinct,
        );
        assert.deepEqual(
          counts(
            of(both!).filter(({ year }) => year !== "unknown"),
            ({ field, year }) => `${field}/${year}`,
            "papers",
          ),
          flat(per_field_year_distinct),
        );
        const megajournals = new Map(
          sample.map(({ doi, megajournal }) => [doi!, megajournal!]),
        );
        const yes = annotations.filter((line) =>
          line.question === question && line.answer?.result === true
        );
        assert.deepEqual(
          tally(yes.map(({ doi }) => megajournals.get(doi)!)),
          section.true.per_journal,
        );
      }
      assert.deepEqual(
        funnelOf(await table("funnel")),
        counted(flat(truth.funnel.true)),
      );
      assert.deepEqual(
        counts(await table("models"), ({ model }) => model!, "mentions"),
        underOneName(truth.models.true.spellings),
      );
      for (
        const [name, section] of [
          ["pattern", truth.reuse_patterns],
          ["stage", truth.impact_stages],
        ] as const
      ) {
        const all = await table(`${name}s`);
        const byYear = (await table(`${name}s_by_year`))
          .filter(({ year }) => year !== "unknown");
        for (const unit of ["mentions", "papers"]) {
          assert.deepEqual(
            counts(all, (row) => row[name]!, unit),
            withoutSuffix(section.true[`totals_${unit}`]),
          );
          assert.deepEqual(
            counts(byYear, (row) => `${row.year}/${row[name]}`, unit),
            flat(section.true[`per_year_${unit}`], "_reuse"),
          );
        }
      }
      const keywords = await table("keywords");
      assert.deepEqual(
        counts(
          keywords,
          ({ megajournal, keyword }) => `${megajournal}/${keyword}`,
          "papers",
        ),
        positive(flat(truth.keyword_hits.true, '"').valueOf() as Counts),
      );
      const published = await table("as_published");
      assert.ok(published.some(({ script }) => script === "figR"));
    },
  });
}

function withoutSuffix(section: Counts): Counts {
  return Object.fromEntries(
    Object.entries(section).map(([key, n]) => [key.replace("_reuse", ""), n]),
  );
}

/** Names of the funnel's steps in the truth file. */
const STEPS: Readonly<Record<string, string>> = {
  found: "total",
  "in OpenAlex": "openalex_indexed",
  cited: "cited",
  "natural science": "natural_science",
  "with text": "jats",
};

/** Papers that pass each step, by megajournal. */
function funnelOf(rows: readonly Cells[]): Counts {
  const passed = rows.filter(({ step, reason }) =>
    reason === "" && STEPS[step!]
  );
  return counts(
    passed,
    ({ megajournal, step }) => `${megajournal}/${STEPS[step!]}`,
    "papers",
  );
}

/** Counts above zero; those of the other rules for natural science are left out. */
function counted(section: Counts): Counts {
  return Object.fromEntries(
    Object.entries(section).filter(([key, papers]) =>
      papers > 0 && !key.endsWith("_rule")
    ),
  );
}

function tally(keys: readonly string[]): Counts {
  const found: Counts = {};
  for (const key of keys) found[key] = (found[key] ?? 0) + 1;
  return found;
}

/** Mentions by the name that all spellings of a model share. */
function underOneName(spellings: Counts): Counts {
  const { canonicalName } = loadModelNames();
  const found: Counts = {};
  for (const [name, mentions] of Object.entries(spellings)) {
    const model = canonicalName(name);
    found[model] = (found[model] ?? 0) + mentions;
  }
  return found;
}

function positive(section: Counts): Counts {
  return Object.fromEntries(
    Object.entries(section).filter(([, n]) => n > 0)
      .map(([key, n]) => [key.replaceAll('"', ""), n]),
  );
}
