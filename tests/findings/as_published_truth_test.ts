/** The counts of databases made by the generator beside the project, against its truth files. */

import assert from "node:assert/strict";
import { readArtifactAnswers } from "lib/annotate/recorded/read_artifact_answers.ts";
import { countNotAsked } from "lib/annotate/recorded/annotate_recorded.ts";
import { openArtifact } from "lib/corpus/artifact.ts";
import { readArtifactRows } from "lib/findings/as_published/artifact_rows.ts";
import { runScript } from "lib/findings/as_published/as_published_table.ts";
import { correctedCounts } from "lib/findings/as_published/corrected_counts.ts";
import {
  commonest,
  type Counts,
} from "lib/findings/as_published/script_table.ts";
import { SCRIPT_TABLES } from "lib/findings/as_published/scripts.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";

const GENERATOR = new URL("../../../shared/make_aius_db.py", import.meta.url)
  .pathname;
const isMissing = !await canRun();
if (isMissing) {
  console.log(
    `Skipped: the counts of generated databases, as there is no python3 or no ${GENERATOR}`,
  );
}

// deno-lint-ignore no-explicit-any -- JSON whose parts are named below
type Truth = any;

/** What the truth file says that each script gives. */
const PUBLISHED: Readonly<Record<string, (truth: Truth) => Truth>> = {
  "figQ/papers": ({ funnel }) => funnel.authors_figQ,
  "figQ_update/bars": ({ funnel }) => funnel.authors_figQ_update_bars,
  "figQ_update/pies": (truth) => truth.keyword_hits.authors_figQ_update_pies,
  "figR/papers": ({ deep_learning }) => deep_learning.authors_figR,
  "figS/papers": (truth) => truth.pretrained_models.authors_figS,
  "figT/shown": ({ reuse_patterns }) =>
    part(reuse_patterns.authors_figT, "shown"),
  "figT/totals": ({ reuse_patterns }) =>
    part(reuse_patterns.authors_figT, "totals"),
  "figU/shown": ({ impact_stages }) =>
    part(impact_stages.authors_figU, "shown"),
  "figU/totals": ({ impact_stages }) =>
    part(impact_stages.authors_figU, "totals"),
  "papers_using_dl_ptms/deep_learning": (truth) =>
    truth.deep_learning.authors_papers_using_dl_ptms,
  "papers_using_dl_ptms/pretrained_models": (truth) =>
    truth.pretrained_models.authors_papers_using_dl_ptms,
  "aggregate_field_dl_usage/papers": (truth) =>
    truth.deep_learning.authors_aggregate_field,
  "aggregate_field_ptm_usage/papers": (truth) =>
    truth.pretrained_models.authors_aggregate_field,
  "longitudinal_field_dl_usage/papers": (truth) =>
    truth.deep_learning.authors_longitudinal,
  "longitudinal_field_ptm_usage/papers": (truth) =>
    truth.pretrained_models.authors_longitudinal,
  "aggregate_field_reuse_method/labels": (truth) =>
    truth.reuse_patterns.authors_aggregate,
  "aggregate_impact/labels": (truth) => truth.impact_stages.authors_aggregate,
  "count_ptms_all_fields/totals": ({ models }) => {
    const { raises, mentions, unique } = models.authors_count_ptms_all_fields;
    return raises ? { raises } : { mentions, unique };
  },
  "count_ptms_all_fields/top": ({ models }) =>
    part(models.authors_count_ptms_all_fields, "top"),
};

/** What is true of the same database. */
const TRUE: Readonly<Record<string, (truth: Truth) => Truth>> = {
  "figQ/papers": ({ funnel }) =>
    Object.fromEntries(
      Object.entries<Truth>(funnel.true).map(([journal, steps]) => [
        journal,
        Object.fromEntries(
          Object.entries(steps).filter(([step]) => !step.endsWith("_rule")),
        ),
      ]),
    ),
  "figQ_update/pies": ({ keyword_hits }) => keyword_hits.true,
  "figR/papers": (truth) => truth.deep_learning.true.per_field_year_distinct,
  "figS/papers": (truth) =>
    truth.pretrained_models.true.per_field_year_distinct,
  "figT/shown": (truth) => truth.reuse_patterns.true.per_year_mentions,
  "figT/totals": (truth) => truth.reuse_patterns.true.totals_mentions,
  "figU/shown": (truth) => truth.impact_stages.true.per_year_mentions,
  "figU/totals": (truth) => truth.impact_stages.true.totals_mentions,
  "papers_using_dl_ptms/deep_learning": (truth) =>
    truth.deep_learning.true.per_year,
  "papers_using_dl_ptms/pretrained_models": (truth) =>
    truth.pretrained_models.true.per_year,
  "aggregate_field_dl_usage/papers": (truth) =>
    truth.deep_learning.true.per_field_distinct,
  "aggregate_field_ptm_usage/papers": (truth) =>
    truth.pretrained_models.true.per_field_distinct,
};

const questions = await loadQuestions();

/** Flags of the generator, each for a few seeds. */
const VARIANTS: readonly (readonly string[])[] = [
  [],
  ["--with-quirks"],
  ["--with-quirks", "--shapes", "survivable", "--null-years"],
  [
    "--with-quirks",
    "--shapes",
    "survivable",
    "--skip-label-quirks",
    "list_value",
    "missing",
  ],
];

for (const schema of ["head", "dec2025"]) {
  for (const [i, variant] of VARIANTS.entries()) {
    const flags = ["--schema", schema, ...variant];
    Deno.test({
      name: `Counts equal the truth file of ${flags.join(" ")}`,
      ignore: isMissing,
      fn: async () => {
        for (const seed of [31 + i, 131 + i]) await check(seed, flags);
      },
    });
  }
}

async function check(seed: number, flags: readonly string[]) {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.sqlite`;
    await generate(path, seed, flags);
    const truth = JSON.parse(await Deno.readTextFile(`${folder}/a.truth.json`));
    const artifact = await openArtifact(path);
    const answers = new Map(
      questions.map((question) => [
        question.id,
        readArtifactAnswers(artifact.db, artifact.schema, question),
      ]),
    );
    const rows = readArtifactRows(artifact, questions);
    const corrected = correctedCounts(artifact, questions, answers);
    artifact.close();
    for (const script of SCRIPT_TABLES) {
      const id = `${script.script}/${script.table}`;
      const where = `seed ${seed} ${flags.join(" ")}: ${id}`;
      const wanted = PUBLISHED[id]?.(truth);
      if (wanted) {
        const { counts, raises } = runScript(script, rows);
        assert.equal(raises, wanted.raises, where);
        if (counts) {
          const { printed = Infinity } = script;
          assert.deepEqual(
            plain(commonest(counts, printed)),
            flat(wanted),
            `${where}, as published`,
          );
        }
      }
      const own = corrected.get(id)!;
      const { counts } = runScript(script, rows, script.flaws);
      assert.deepEqual(plain(counts!), plain(own), `${where}, without flaws`);
      if (TRUE[id]) {
        assert.deepEqual(plain(own), flat(TRUE[id](truth)), `${where}, true`);
      }
    }
    const notAsked = countNotAsked(questions, answers);
    assert.equal(
      notAsked.get("uses_ptms"),
      truth.deep_learning.labelled_yes_but_not_passed_on,
    );
    assert.deepEqual(
      spellings(answers.get("identify_ptms")!),
      truth.models.true.spellings,
    );
    for (
      const [id, section] of [
        ["identify_ptm_reuse", truth.reuse_patterns],
        ["identify_ptm_impact", truth.impact_stages],
      ]
    ) {
      const list = [...answers.get(id)!.byDoi.values()];
      assert.equal(list.length, section.analysed);
      assert.equal(
        list.filter(({ answer }) => answer === null).length,
        section.papers_without_recoverable_content,
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function spellings(answers: ReturnType<typeof readArtifactAnswers>) {
  const counts: Record<string, number> = {};
  for (const { answer } of answers.byDoi.values()) {
    if (answer?.kind !== "mentions") continue;
    for (const { name } of answer.mentions) {
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}

function part(value: Truth, name: string): Truth {
  return value.raises ? value : value[name];
}

/** Counts above 0; a script that prints no row for a year counts nothing in it. */
function plain(counts: Counts): Record<string, number> {
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}

/** Nested counts as keys with "/" between the parts; Python's None is a year that is unknown. */
function flat(
  value: Truth,
  above: readonly string[] = [],
): Record<string, number> {
  return Object.fromEntries(
    Object.entries<Truth>(value).flatMap(([name, inner]) => {
      const path = [...above, name === "None" ? "unknown" : name];
      if (typeof inner !== "number") return Object.entries(flat(inner, path));
      return inner > 0 ? [[path.join("/"), inner]] : [];
    }),
  );
}

async function generate(path: string, seed: number, flags: readonly string[]) {
  const { success, stderr } = await new Deno.Command("python3", {
    args: [
      ...[GENERATOR, path, "--papers", "700", "--seed", String(seed)],
      ...["--markdown-kb", "0.5", "--jats", "stub", ...flags],
    ],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

async function canRun(): Promise<boolean> {
  try {
    await Deno.stat(GENERATOR);
    const { success } = await new Deno.Command("python3", {
      args: ["--version"],
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}
