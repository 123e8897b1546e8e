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
  assert.deepEqual(eligible, { cited: false, fields: [13] });
  assert.deepEqual(questions, ["uses_dl"]);
});

Deno.test("readStudyFlags() takes the names of fields as metadata files have them", async () => {
  const fields = ["neuroscience", "https://openalex.org/fields/16", 11];
  const flags = await read("--eligible", JSON.stringify({ fields }));
  // Their ids at https://docs.openalex.org/api-entities/topics.
  assert.deepEqual(flags!.settings.eligible!.fields, [28, 16, 11]);
});

Deno.test("readStudyFlags() says which flag is wrong, and what it may be", async () => {
  const cases: [string[], RegExp][] = [
    [
      ["--corpus", "jats:typo"],
      /^Cannot use --corpus as it names ".*typo", which is not there$/,
    ],
    [
      ["--compare", "no.jsonl"],
      /^Cannot use --compare as it names ".*no\.jsonl", which/,
    ],
    [
      ["--annotator", "replay:no.jsonl"],
      /^Cannot use --annotator as it names ".*no\.jsonl", which/,
    ],
    [
      ["--annotator", "openai"],
      /^Cannot use --annotator as the annotator "openai" needs a model/,
    ],
    [
      ["--questions", "no.json"],
      /^Cannot use --questions as it names ".*no\.json", which/,
    ],
    [
      ["--questions", "uses_dl,uses_mice"],
      /^Cannot use --questions as there is no question "uses_mice": there are identify_ptm_impact, identify_ptm_reuse, identify_ptms, uses_dl, uses_ptms, and files whose/,
    ],
    [
      ["--eligible", '{"fields": ["Alchemy"]}'],
      /^Cannot use --eligible as it is .*; the fields are 11 Agricultural and Biological Sciences; .*; 16 Chemistry; .*36 Health Professions$/,
    ],
    [["--sample", "lots"], /^Cannot use --sample as it is "lots": allowed is/],
    [
      ["--corpus", "demo", "--name", "a b"],
      /^Cannot use --name as it is "a b": allowed is letters/,
    ],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(read(...args), { name: "StudyError", message });
  }
  // What the file says is the file's mistake.
  const study = { corpus: "jats:typo" };
  await Deno.writeTextFile(join(FOLDER, "typo.json"), JSON.stringify(study));
  await assert.rejects(read("--study", "typo.json", "--seed", "3"), {
    message: /^Cannot use study "typo.json" as "corpus" names ".*typo", which/,
  });
});

Deno.test("readStudyFlags() refuses the name of another corpus's run", async () => {
  await assert.rejects(read("--corpus", "jats:papers", "--name", "demo"), {
    name: "StudyError",
    message: /"jats:.*papers" under the name "demo" .* --name OTHER$/,
  });
});

Deno.test("readStudyFlags() refuses what it does not know", async () => {
  const usage: [string[], RegExp][] = [
    [["--corpsu", "demo"], /"--corpsu" as it is not a flag/],
    [["extra"], /"extra" as it is not a flag/],
    [["--sample"], /--sample as its value is missing/],
    [["--labels", ""], /^Cannot use --labels as its value is missing$/],
    [["--study", ""], /^Cannot use --study as its value is missing$/],
    [["--compare="], /^Cannot use --compare as its value is missing$/],
    [["--labels", " "], /^Cannot use --labels as its value is missing$/],
    [
      ["--compare", "a,,b"],
      /^Cannot use --compare "a,,b" as an entry of the list is empty/,
    ],
    [["--questions", "uses_dl,"], /^Cannot use --questions "uses_dl," as an/],
  ];
  for (const [args, message] of usage) {
    await assert.rejects(read(...args), { name: "UsageError", message });
  }
  await assert.rejects(read("--study", "no.json"), {
    name: "StudyError",
    message: /not there/,
  });
});

Deno.test("readStudyFlags() says how to ask", async () => {
  const plain = await read();
  assert.deepEqual(
    [plain!.concurrency, plain!.maxUsd, plain!.maxCalls, plain!.dryRun],
    ["auto", undefined, undefined, false],
  );
  const flags = await read(
    ...["--concurrency", "32", "--max-usd=2.50", "--max-calls", "100"],
    ...["--dry-run", "--retry-failed", "--mode", "one-pass"],
    ...["--temperature", "0", "--max-tokens", "2000"],
    ...["--annotator", "openai", "--model", "m"],
  );
  const { concurrency, maxUsd, maxCalls, dryRun, retryFailed } = flags!;
  assert.deepEqual([concurrency, maxUsd, maxCalls, dryRun, retryFailed], [
    32,
    2.5,
    100,
    true,
    true,
  ]);
  const { mode, temperature, maxTokens } = flags!.settings;
  assert.deepEqual([mode, temperature, maxTokens], ["one-pass", 0, 2000]);
  assert.equal((await read("--dry-run"))!.isDefault, true);
});

Deno.test("readStudyFlags() refuses flags that would do nothing", async () => {
  await Deno.writeTextFile(join(FOLDER, "aius.sqlite3"), "");
  const artifact = ["--corpus", "artifact:aius.sqlite3"];
  const cases: [string[], RegExp][] = [
    [["--mode", "one-pass"], /--mode with the annotator "lexicon" as it sends/],
    [["--max-usd", "1"], /--max-usd .*leave the flag out, or give --annotator/],
    [["--concurrency", "4", ...artifact], /--concurrency .*"recorded" as it/],
    [["--model", "m"], /--model with the annotator "lexicon" as it has no/],
    [["--model", "m", ...artifact], /--model with the annotator "recorded"/],
    [["--retry-failed", ...artifact], /--retry-failed .* it asks nobody/],
    [["--ground"], /--ground with the annotator "lexicon" as it takes no/],
    [
      ["--artifact-model", "m"],
      /--artifact-model with the annotator "lexicon"/,
    ],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(read(...args), (error: Error) => {
      assert.equal(error.name, "UsageError");
      assert.match(error.message, /^Cannot use [^\n]+$/);
      assert.match(error.message, message);
      return true;
    });
  }
  await read("--ground", "--artifact-model", "m", ...artifact);
  // What a study file says may wait there for another annotator.
  const study = {
    corpus: "demo",
    annotator: "openai",
    model: "m",
    mode: "single",
  };
  await Deno.writeTextFile(join(FOLDER, "llm.json"), JSON.stringify(study));
  await read("--study", "llm.json", "--annotator", "lexicon");
});

Deno.test("readStudyFlags() refuses limits that are none", async () => {
  const cases: [string, string, RegExp][] = [
    ["--concurrency", "0", /allowed is auto or a whole number of 1 or more/],
    ["--concurrency", "many", /its value is "many"/],
    ["--max-usd", "-1", /allowed is a number of dollars above 0/],
    ["--max-usd", "Infinity", /allowed is a number of dollars/],
    ["--max-calls", "1.5", /allowed is a whole number/],
  ];
  for (const [flag, value, message] of cases) {
    await assert.rejects(read(`${flag}=${value}`), {
      name: "UsageError",
      message,
    });
  }
  await assert.rejects(read("--temperature", "hot"), {
    name: "StudyError",
    message: /--temperature as it is "hot": allowed is a number from 0 to 2/,
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
      "--concurrency",
      "--max-usd",
      "--dry-run",
      "--mode",
    ]
  ) {
    assert.ok(flagHelp().includes(`  ${flag} `), flag);
  }
});
