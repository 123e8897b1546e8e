/** Runs over databases of the shared script, whose truth file says what is in them. */

import assert from "node:assert/strict";
import { loadModelNames } from "lib/findings/model_names.ts";
import {
  type Cells,
  type Counts,
  counts,
  hasScript,
  runOnArtifact,
} from "tests/study/artifact_run.ts";

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
      const { truth, table, left, annotations } = await runOnArtifact(options);
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
      assert.equal((await table("models")).length, truth.models.true.unique);
      assert.deepEqual(
        differingModels(await table("models"), truth.models.true.top),
        [],
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

/** Models whose mentions or papers are not those of the truth. */
function differingModels(
  rows: readonly Cells[],
  top: readonly { model: string; mentions: number; papers: number }[],
): string[] {
  const { canonicalName } = loadModelNames();
  const ours = new Map(rows.map((row) => [row.model, row]));
  return top.filter(({ model, mentions, papers }) => {
    const row = ours.get(canonicalName(model));
    return row?.mentions !== String(mentions) || row.papers !== String(papers);
  }).map(({ model }) => model);
}

function positive(section: Counts): Counts {
  return Object.fromEntries(
    Object.entries(section).filter(([, n]) => n > 0)
      .map(([key, n]) => [key.replaceAll('"', ""), n]),
  );
}
