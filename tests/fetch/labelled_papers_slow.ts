import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { loadServices } from "lib/collect/services.ts";
import { fetchCommand } from "lib/tasks/fetch.ts";
import { startModelServer } from "tests/support/endpoint.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";
import { startServices } from "tests/support/services.ts";

Deno.test("labels, papers and a language model make a validation, as the README says", async () => {
  await using services = startServices({ papers: 124, bytes: 2000 });
  await using model = startModelServer(); // says yes to everything
  const folder = await Deno.makeTempDir();
  const labelled = services.world.filter(({ oddity, doi }) =>
    oddity === "none" && !doi.startsWith("10.12688/")
  );
  // Every second paper is labelled yes: an annotator that always says yes is
  // right about those.
  const rows = labelled.map(({ doi }, i) =>
    `${doi},me,uses_dl,${i % 2 === 0 ? "yes" : "no"},,`
  );
  const labels = join(folder, "labels.csv");
  await Deno.writeTextFile(
    labels,
    ["doi,annotator,question,value,model,passage", ...rows, ""].join("\n"),
  );
  const papers = join(folder, "papers");
  const fetched = await fetchCommand(
    ["papers", "--labels", labels, "--out", papers],
    {
      folder,
      // deno-lint-ignore no-explicit-any -- as a study file would hold it
      services: await loadServices(services.settings as any),
      print: () => {},
    },
  );
  assert.equal(fetched, 0);

  const [name, out] = [freshName("labelled"), join(folder, "out")];
  const task = await startTask("reproduce", [
    ...["--corpus", `jats:${papers}`, "--labels", labels],
    ...["--annotator", "openai", "--model", "m", "--name", name, "--out", out],
  ], { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "" });
  const { code, stderr } = await task.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  await removeRun(name);

  const csv = await Deno.readTextFile(join(out, "tables", "validation.csv"));
  const scores = parse(csv, { skipFirstRow: true });
  const value = (metric: string) =>
    Number(
      scores.find((row) => row.question === "uses_dl" && row.metric === metric)!
        .value,
    );
  const yes = Math.ceil(labelled.length / 2);
  assert.equal(value("tp"), yes);
  assert.equal(value("fp"), labelled.length - yes);
  assert.equal(value("fn") + value("tn"), 0);
  const notebooks = await Array.fromAsync(Deno.readDir(join(out, "notebooks")));
  assert.equal(notebooks.length, 5);
});
