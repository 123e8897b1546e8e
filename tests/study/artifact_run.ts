import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { projectPath } from "lib/paths.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const SCRIPT = projectPath("../shared/make_aius_db.py");
/** True if the script and Python are there. */
export const hasScript =
  await Deno.stat(SCRIPT).then(() => true, () => false) &&
  await new Deno.Command("python3", { args: ["--version"], stdout: "null" })
    .output().then(({ success }) => success, () => false);
if (!hasScript) {
  console.log("Artifacts are not tested: ../shared or Python is not there");
}

/** A row of a table. */
export type Cells = Record<string, string>;
/** Counts by key. */
export type Counts = Record<string, number>;

/** Makes a database, runs the study on it, and gives its tables and truth. */
export async function runOnArtifact(options: string[]) {
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
export function counts(
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
