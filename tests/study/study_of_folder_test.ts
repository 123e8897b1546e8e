import assert from "node:assert/strict";
import { join } from "node:path";
import { projectPath } from "lib/paths.ts";
import { takeName } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { DEFAULT_STUDY } from "lib/study/study_file.ts";
import { studyOfFolder } from "lib/study/study_of_folder.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";

/** The output folder of a run, with the manifest that it wrote. */
async function outputsOf(name: string): Promise<string> {
  const out = await Deno.makeTempDir();
  await Deno.mkdir(join(out, "tables"));
  await Deno.mkdir(join(out, "notebooks"));
  const manifest = { study: { name } };
  await Deno.writeTextFile(
    join(out, "tables", "manifest.json"),
    JSON.stringify(manifest),
  );
  return out;
}

Deno.test("studyOfFolder() finds the run that a notebook belongs to, wherever its outputs lie now", async () => {
  const name = freshName("own");
  const out = await outputsOf(name);
  const corpus = "demo:33";
  try {
    await takeName(await settle({ name, corpus, out: "/elsewhere" }, "test"));
    for (const folder of ["notebooks", "."]) {
      const found = await studyOfFolder(join(out, folder));
      assert.deepEqual([found!.name, found!.corpus, found!.out], [
        name,
        { kind: "demo", papers: 33 },
        out,
      ]);
    }
  } finally {
    await removeRun(name);
  }
});

Deno.test("openStudy() opens a notebook's own run unless STUDY names another, and the demo elsewhere", async () => {
  const name = freshName("own");
  const out = await outputsOf(name);
  const opened = async (cwd: string, study: string) => {
    const code =
      'import { openStudy } from "lib/study.ts"; console.log((await openStudy()).settings.name);';
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", "--config", projectPath("deno.json"), code],
      cwd,
      env: { STUDY: study, NO_COLOR: "1" },
    }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  try {
    await takeName(await settle({ name, corpus: "demo:33", out }, "test"));
    const notebooks = join(out, "notebooks");
    assert.equal(await opened(notebooks, ""), name);
    assert.equal(await opened(notebooks, DEFAULT_STUDY), "demo");
    assert.equal(await opened(projectPath("notebooks"), ""), "demo");
  } finally {
    await removeRun(name);
  }
});

Deno.test("studyOfFolder() finds nothing where no run wrote", async () => {
  const folder = await Deno.makeTempDir();
  assert.equal(await studyOfFolder(folder), null);
  for (const text of ["no JSON", "{}", '{"study": {"name": "../x"}}']) {
    await Deno.mkdir(join(folder, "tables"), { recursive: true });
    await Deno.writeTextFile(join(folder, "tables", "manifest.json"), text);
    assert.equal(await studyOfFolder(folder), null);
  }
});

Deno.test("studyOfFolder() does not show another study where a run's settings are gone", async () => {
  const out = await outputsOf("gone");
  await assert.rejects(studyOfFolder(join(out, "notebooks")), {
    name: "StudyError",
    message:
      `Cannot open the study "gone" of "${out}" as the settings of its run are not kept here: run it again with deno task annotate, or name its study file with the variable STUDY`,
  });
});
