import assert from "node:assert/strict";
import { join } from "node:path";
import type { Store } from "lib/annotate/store.ts";
import { parseLabels } from "lib/findings/labels.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { openRunStore } from "lib/study/run_store.ts";
import { savedSettingsPath, saveSettings } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { planCommand } from "lib/tasks/plan_labels.ts";
import { readPlanFlags } from "lib/tasks/plan_labels/flags.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";
import { record } from "tests/support/record.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";

/** Runs a test in a folder with a study of 40 papers: deep learning in 10 of them, a failed answer in 2. */
async function withStudy(
  test: (
    folder: string,
    plan: (...args: string[]) => Promise<string>,
  ) => Promise<void>,
) {
  const folder = await Deno.makeTempDir();
  const name = freshName("plan");
  await Deno.writeTextFile(
    join(folder, "study.json"),
    JSON.stringify({ name, labels: "labels.csv", seed: 7 }),
  );
  await Deno.writeTextFile(
    join(folder, "labels.csv"),
    "doi,annotator,question,value\n10.5555/0,ann,uses_dl,yes\n10.5555/1,ann,uses_ptms,no\n",
  );
  const store = await openRunStore(await settle({ name }, "test"));
  try {
    fill(store);
    store.close();
    await test(folder, async (...args) => {
      const printed: string[] = [];
      const code = await planCommand(["--study", "study.json", ...args], {
        folder,
        print: (text) => printed.push(text),
        warn: (text) => printed.push(text),
      });
      assert.equal(code, 0);
      return printed.join("\n");
    });
  } finally {
    await removeRun(name);
    await Deno.remove(folder, { recursive: true });
  }
}

function fill(store: Store) {
  const dois = Array.from({ length: 40 }, (_, i) => `10.5555/${i}`);
  store.begin({
    sample: dois.map((doi) => ({
      metadata: metadataOf({ doi }),
      stratum: "all",
      inclusionProbability: 1,
    })),
    funnel: [],
    dropped: [],
  });
  dois.forEach((doi, i) => {
    const failed = i >= 38;
    const result = i < 10;
    const evidence = result ? "a network" : null;
    record(store, {
      ...{ ...ANNOTATION, key: doi, doi, attempts: [] },
      status: failed ? "invalid_answer" : "answered",
      answer: failed ? null : { kind: "yes-no", result, evidence },
      evidence: result ? ANNOTATION.evidence : [],
    });
  });
}

Deno.test("plan-labels reads a run, leaves out labelled papers and writes a sheet once", async () => {
  await withStudy(async (folder, plan) => {
    const args = ["--question", "uses_dl", "--budget", "21", "--out", "s.csv"];
    const text = await plan(...args);
    assert.match(text, /^Label 21 papers for uses_dl: the 95 % interval/);
    const rows = text.split("\n").slice(3, 6).map((line) =>
      line.trim().split(/ {2,}/).slice(0, 2).join(": ")
    );
    assert.deepEqual(rows, ["no: 28", "no answer: 2", "yes: 9"]);
    assert.match(text, /Sample: 40 papers, 1 of them labelled already/);
    const sheet = await Deno.readTextFile(join(folder, "s.csv"));
    assert.equal(sheet.trim().split("\n").length, 22);
    assert.ok(!/^10\.5555\/0,/m.test(sheet), "labelled already");
    assert.ok(!sheet.includes("quote"), "passages are hidden");
    const filled = sheet.replaceAll(",,uses_dl,,", ",bob,uses_dl,no,");
    const labels = parseLabels(filled, "s.csv", await loadQuestions());
    assert.equal(labels.rows.length, 21);
    assert.deepEqual(labels.warnings, []);
    await assert.rejects(plan(...args), {
      name: "UsageError",
      message:
        'Cannot write "s.csv" as it is there already and may hold labels: give another name',
    });
    await plan("--question", "uses_dl", "--budget", "21", "--out", "t.csv");
    assert.equal(await Deno.readTextFile(join(folder, "t.csv")), sheet);
    await plan(
      ...["--question", "uses_dl", "--budget", "21", "--out", "shown.csv"],
      ...["--passages", "shown"],
    );
    assert.match(
      await Deno.readTextFile(join(folder, "shown.csv")),
      /yes,“quote”/,
    );
  });
});

Deno.test("plan-labels takes a run's settings from its name alone", async () => {
  await withStudy(async (folder) => {
    const study = await readStudyFile(join(folder, "study.json"));
    const settings = await settle(study, "test");
    const printed: string[] = [];
    const plan = () =>
      planCommand(
        [
          ...["--name", settings.name, "--question", "uses_dl"],
          ...["--budget", "21"],
        ],
        { folder, print: (text) => printed.push(text) },
      );
    await assert.rejects(plan(), {
      name: "UsageError",
      message:
        /^Cannot use --name alone as the settings of run "[^"]+" are not/,
    });
    await saveSettings(settings, savedSettingsPath(settings));
    await plan();
    assert.match(
      printed.join("\n"),
      /Sample: 40 papers, 1 of them labelled already/,
    );
  });
});

Deno.test("plan-labels names the labels that it cannot use", async () => {
  await withStudy(async (folder, plan) => {
    await Deno.writeTextFile(
      join(folder, "odd.csv"),
      "doi,annotator,question,value\n10.5555/0,ann,uses_dl,perhaps\n",
    );
    const text = await plan(
      ...["--question", "uses_dl", "--budget", "30", "--labels", "odd.csv"],
    );
    assert.match(
      text,
      /^Warning: odd\.csv, column value, row 2 "perhaps": neither yes nor no, left out$/m,
    );
    assert.match(text, /Sample: 40 papers, none of them labelled yet/);
  });
});

Deno.test("plan-labels says in one sentence what it cannot plan", async () => {
  await withStudy(async (_, plan) => {
    const cases: [string[], RegExp][] = [
      [
        ["--width", "0.01", "--question", "uses_dl"],
        /^Cannot plan labels for an interval 0\.01 wide as it is 0\.\d+ even/,
      ],
      [
        ["--width", "0.1", "--question", "identify_ptms"],
        /"identify_ptms" as it must be a yes-no question of the study: uses_dl, uses_ptms$/,
      ],
      [
        ["--budget", "3", "--question", "uses_dl"],
        /^Cannot plan 3 labels as there must be 21 to 39/,
      ],
      [
        ["--width", "0.1", "--name", freshName("none")],
        /as it has not been run yet; run `deno task annotate`/,
      ],
      [
        ["--width", "0.1", "--out", "none/sheet.csv"],
        /^Cannot write "none\/sheet.csv" as there is no folder ".*none"$/,
      ],
    ];
    for (const [args, message] of cases) {
      await assert.rejects(plan(...args), (error: Error) => {
        assert.match(error.message, message);
        assert.ok(!error.message.includes("\n"));
        return true;
      });
    }
    // Out of range is wrong usage, which ends with 2.
    for (const target of [["--budget", "3"], ["--width", "0.01"]]) {
      await assert.rejects(plan("--question", "uses_dl", ...target), {
        name: "UsageError",
      });
    }
  });
});

Deno.test("readPlanFlags() takes one target and refuses what does not fit", () => {
  const target = (...args: string[]) => readPlanFlags(args)!.target;
  assert.deepEqual(target("--width", "0.1"), { width: 0.1 });
  assert.deepEqual(target("--power", ".8", "--difference", "0.05"), {
    power: 0.8,
    difference: 0.05,
  });
  assert.deepEqual(target("--budget", "60"), { budget: 60 });
  assert.equal(readPlanFlags(["--help"]), null);
  const flags = readPlanFlags([
    "--width",
    "0.1",
    "--strata",
    "answer, field",
    "--labels",
    "none",
  ])!;
  assert.deepEqual(flags.strata, ["answer", "field"]);
  assert.deepEqual(flags.study, ["--labels", "none"]);
  assert.deepEqual([flags.minimum, flags.showsAnswers], [10, false]);
  const refused: [string[], RegExp][] = [
    [
      [],
      /target must be one of: --width W, --power P with --difference D, or --budget N/,
    ],
    [["--width", "0.1", "--budget", "9"], /target must be one of/],
    [["--power", "0.8"], /target must be one of/],
    [["--width", "10"], /--width "10" as it must be a number between 0 and 1/],
    [["--width="], /--width as its value is missing/],
    [["--budget", "2.5"], /--budget "2\.5" as it must be a whole number/],
    [["--width", ".1", "--at-least", "1"], /--at-least "1" .* 2 or more/],
    [["--width", ".1", "--strata", "answer,answer"], /each once/],
    [
      ["--width", ".1", "--passages", "some"],
      /"some" as it is shown or hidden/,
    ],
    [["--width", ".1", "--fast"], /"--fast" as it is not a flag/],
  ];
  for (const [args, message] of refused) {
    assert.throws(() => readPlanFlags(args), { name: "UsageError", message });
  }
});
