import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { projectPath } from "lib/paths.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const STUDY = projectPath("data/examples/field-ecology/study.json");

/** Runs the example as its README says, and gives what it wrote. */
async function reproduce(name: string): Promise<Map<string, string>> {
  const out = await Deno.makeTempDir();
  const args = ["--study", STUDY, "--name", name, "--out", out];
  const { code, stderr } = await (await startTask("reproduce", args)).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  await removeRun(name);
  const files = new Map<string, string>();
  for (const folder of ["", "tables", "notebooks"]) {
    for await (const { name: file } of Deno.readDir(join(out, folder))) {
      if (!/\.(svg|csv|md|html|ipynb|json)$/.test(file)) continue;
      const text = await Deno.readTextFile(join(out, folder, file));
      files.set(join(folder, file), text);
    }
  }
  return files;
}

Deno.test("the example study gives everything that the study has, says that it is synthetic, and twice the same", async () => {
  const study = freshName("example");
  const files = await reproduce(study);
  const names = [...files.keys()].filter((name) => name.endsWith(".svg"));
  for (
    const figure of [
      ...["corpus_funnel", "validation_metrics"],
      ...["share_shares_data_by_year", "share_shares_data_by_field"],
      ...["routes", "routes_by_year", "routes_by_field"],
    ]
  ) assert.ok(names.includes(`${figure}.svg`), figure);
  // None of the figures of the study of pre-trained models.
  assert.ok(
    names.every((name) => !/papers_by|reuse|top_models|stages/.test(name)),
    `${names}`,
  );
  for (const name of names) {
    assert.match(files.get(name)!, /Synthetic data/, name);
  }
  assert.match(files.get("findings.md")!, /^The data are synthetic/);
  assert.match(files.get("index.html")!, /These data are synthetic/);
  assert.match(
    files.get(join("tables", "manifest.json"))!,
    /"synthetic": true/,
  );
  const notebooks = [...files].filter(([name]) => name.endsWith(".ipynb"));
  assert.equal(notebooks.length, 5);
  for (const [name, text] of notebooks) {
    assert.match(text, /synthetic/i, name);
    assert.doesNotMatch(text, /"output_type": "error"/, name);
  }

  // 32 of the 80 articles share their data; the baseline is wrong about some.
  const rows = parse(files.get(join("tables", "papers.csv"))!, {
    skipFirstRow: true,
  });
  const [all] = rows.filter(({ question }) => question === "shares_data");
  assert.equal(all!.of, "77");
  assert.ok(Math.abs(Number(all!.papers) - 32) <= 8);

  const again = await reproduce(study);
  assert.deepEqual([...again.keys()].sort(), [...files.keys()].sort());
  for (const [name, text] of files) {
    assert.ok(again.get(name) === text, `${name} differs`);
  }
});
