import assert from "node:assert/strict";
import { join } from "node:path";
import { flagHelp, readStudyFlags } from "lib/tasks/study_flags.ts";

const FOLDER = await Deno.makeTempDir();
await Deno.mkdir(join(FOLDER, "papers"));

const read = (...args: string[]) => readStudyFlags(args, FOLDER);

Deno.test("readStudyFlags() is the demo study without flags", async () => {
  const flags = await read();
  assert.equal(flags?.isDefault, true);
  assert.equal(flags?.settings.name, "demo");
});

Deno.test("readStudyFlags() overrides single keys, with paths relative to the user's folder", async () => {
  const flags = await read(
    "--corpus",
    "jats:papers",
    "--sample=0.25",
    "--seed",
    "7",
    "--out",
    "results",
    "--at-least-one",
  );
  assert.equal(flags?.isDefault, false);
  const { corpus, sample, seed, out, labels, name } = flags!.settings;
  assert.deepEqual(corpus, { kind: "jats", path: join(FOLDER, "papers") });
  assert.deepEqual(sample, { size: 0.25, atLeastOne: true });
  assert.deepEqual([seed, out, labels, name], [
    7,
    join(FOLDER, "results"),
    null,
    "jats-papers",
  ]);
});

Deno.test("readStudyFlags() takes none, lists and JSON", async () => {
  const flags = await read(
    "--labels",
    "none",
    "--eligible",
    '{"fields":[13]}',
    "--questions",
    "uses_dl",
  );
  const { labels, eligible, questions } = flags!.settings;
  assert.equal(labels, null);
  assert.deepEqual(eligible, { fields: [13] });
  assert.deepEqual(questions, ["uses_dl"]);
});

Deno.test("readStudyFlags() refuses what it does not know", async () => {
  const usage: [string[], RegExp][] = [
    [["--corpsu", "demo"], /"--corpsu" as it is not a flag/],
    [["extra"], /"extra" as it is not a flag/],
    [["--sample"], /--sample as its value is missing/],
  ];
  for (const [args, message] of usage) {
    await assert.rejects(read(...args), { name: "UsageError", message });
  }
  await assert.rejects(read("--sample", "lots"), {
    name: "StudyError",
    message: /"sample"/,
  });
  await assert.rejects(read("--study", "no.json"), {
    name: "StudyError",
    message: /not there/,
  });
});

Deno.test("readStudyFlags() gives null for help, and the help names every flag", async () => {
  assert.equal(await read("--help"), null);
  for (
    const flag of [
      "--study",
      "--corpus",
      "--at-least-one",
      "--model",
      "--retry-failed",
    ]
  ) {
    assert.ok(flagHelp().includes(`  ${flag} `), flag);
  }
});
