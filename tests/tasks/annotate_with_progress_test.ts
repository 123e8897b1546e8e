import assert from "node:assert/strict";
import { join } from "node:path";
import { savedSettingsPath } from "lib/study/saved_settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { settle } from "lib/study/settings.ts";
import { annotateWithProgress } from "lib/tasks/annotate_with_progress.ts";
import { makeArtifact, record } from "tests/support/make_artifact.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";

/** How often this process has a file open. */
function timesOpen(path: string): number {
  return [...Deno.readDirSync("/proc/self/fd")].filter(({ name }) => {
    try {
      return Deno.readLinkSync(`/proc/self/fd/${name}`) === path;
    } catch {
      return false; // closed since it was listed
    }
  }).length;
}

Deno.test({
  name: "a run that fails closes the artifact it takes its answers from",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "aius.sqlite3");
    const doi = "10.5555/a";
    makeArtifact(path, {
      articles: [{ doi }],
      openalex: [record(doi, 2020)],
      markdown: [{ doi }],
      uses_dl_analysis: [{ doi, model_response: '{"result": false}' }],
    });
    const name = freshName("closed");
    const out = join(folder, "out");
    const settings = await settle(
      { name, corpus: `artifact:${path}`, out },
      "the test",
    );
    // A folder in the way of a table.
    await Deno.mkdir(join(out, "tables", "funnel.csv"), { recursive: true });
    try {
      await assert.rejects(
        annotateWithProgress(settings, {
          concurrency: "auto",
          dryRun: false,
          retryFailed: false,
          command: "",
          signal: new AbortController().signal,
        }),
        /funnel\.csv|directory/i,
      );
      assert.equal(timesOpen(path), 0);
      // Its name is taken already, for what it asked.
      const saved = await readStudyFile(savedSettingsPath({ name }));
      assert.equal(saved.corpus, `artifact:${path}`);
      const parts = [...Deno.readDirSync(join(out, "tables"))]
        .filter(({ name }) => name.endsWith(".part"));
      assert.deepEqual(parts, []);
    } finally {
      await removeRun(name);
    }
  },
});
