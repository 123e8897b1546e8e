import assert from "node:assert/strict";
import { join } from "node:path";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import { saveSettings } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { DEFAULT_STUDY, readStudyFile } from "lib/study/study_file.ts";
import { checkKeys, override, resolvePaths } from "lib/study/study_keys.ts";

const FOLDER = await Deno.makeTempDir();
await Deno.mkdir(join(FOLDER, "my papers"));
await Deno.writeTextFile(
  join(FOLDER, "labels.csv"),
  "doi,annotator,question,value\n",
);

/** Writes a study file and settles it. */
async function open(study: unknown) {
  const path = join(FOLDER, "study.json");
  await Deno.writeTextFile(
    path,
    typeof study === "string" ? study : JSON.stringify(study),
  );
  return settle(await readStudyFile(path), 'study "study.json"');
}

Deno.test("a study file opens with paths relative to itself and the rest filled in", async () => {
  const settings = await open({
    corpus: "jats:my papers",
    labels: "labels.csv",
    sample: 0.1,
  });
  assert.equal(settings.name, "jats-my-papers");
  assert.deepEqual(settings.corpus, {
    kind: "jats",
    path: join(FOLDER, "my papers"),
  });
  assert.equal(settings.labels, join(FOLDER, "labels.csv"));
  assert.deepEqual(settings.sample, { size: 0.1, atLeastOne: false });
  assert.equal(settings.annotator, "lexicon");
  assert.equal(settings.eligible, null);
  assert.equal(settings.questions.length, 5);
  assert.match(settings.out, /figures[\\/]jats-my-papers$/);
});

Deno.test("the default study is the demo with its labels", async () => {
  const settings = await settle(await readStudyFile(DEFAULT_STUDY), "the demo");
  assert.equal(settings.name, "demo");
  assert.deepEqual(settings.corpus, { kind: "demo", papers: 1200 });
  assert.match(settings.labels!, /data[\\/]demo[\\/]labels\.csv$/);
});

Deno.test("an unknown key, a bad value or a missing file is named in one sentence", async () => {
  const cases: [unknown, RegExp][] = [
    [{ corpsu: "demo" }, /unknown key "corpsu": allowed are name, corpus, /],
    [{ corpus: "web:x" }, /"corpus" is "web:x": allowed is "demo", "demo:N"/],
    [{ corpus: "demo:0" }, /"corpus" is "demo:0"/],
    [{ sample: 1.5 }, /"sample" is 1\.5: allowed is "all", a fraction/],
    [{ sample: 0 }, /"sample" is 0/],
    [{ name: "../up" }, /"name" is "\.\.\/up"/],
    [{ eligible: { cited: "yes" } }, /"eligible" is \{"cited":"yes"\}/],
    [
      { annotator: "magic" },
      /"annotator" is "magic": allowed is "lexicon", "openai", "replay:FILE" or "recorded"/,
    ],
    [{ annotator: "openai" }, /needs a model/],
    [
      { annotator: "replay:no.jsonl" },
      /"annotator" names ".*no\.jsonl", which is not there/,
    ],
    [{ mode: "twice" }, /"mode" is "twice": allowed is "single" or "one-pass"/],
    [{ temperature: 3 }, /"temperature" is 3: allowed is a number from 0 to 2/],
    [{ max_tokens: 0.5 }, /"max_tokens" is 0\.5: allowed is a whole number/],
    [
      { corpus: "pdf:nowhere" },
      /"corpus" names ".*nowhere", which is not there/,
    ],
    [{ labels: "no.csv" }, /"labels" names ".*no\.csv", which is not there/],
    ["{", /not JSON/],
    ["[]", /not a JSON object/],
  ];
  for (const [study, message] of cases) {
    await assert.rejects(open(study), (error: Error) => {
      assert.equal(error.name, "StudyError");
      assert.match(error.message, /^Cannot (use|open) study /);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  }
  await assert.rejects(readStudyFile(join(FOLDER, "no.json")), /is not there/);
});

Deno.test("another corpus drops the metadata, labels and name of the file", () => {
  const study = {
    name: "mine",
    corpus: "jats:/a",
    metadata: "/m.csv",
    labels: "/l.csv",
    seed: 3,
  };
  assert.deepEqual(override(study, { corpus: "pdf:/b" }), {
    corpus: "pdf:/b",
    seed: 3,
  });
  assert.deepEqual(override(study, { corpus: "pdf:/b", labels: "/n.csv" }), {
    corpus: "pdf:/b",
    labels: "/n.csv",
    seed: 3,
  });
  assert.deepEqual(override(study, { sample: 10 }), { ...study, sample: 10 });
});

Deno.test("another seed is another demo corpus and drops its labels", () => {
  const demo = { corpus: "demo", labels: "/l.csv", seed: 1 };
  assert.deepEqual(override(demo, { seed: 2 }), { corpus: "demo", seed: 2 });
  const real = { corpus: "jats:/a", labels: "/l.csv", seed: 1 };
  assert.deepEqual(override(real, { seed: 2 }), { ...real, seed: 2 });
});

Deno.test("the demo brings its planted labels where none are named, unless told not to", async () => {
  assert.equal((await open({ corpus: "demo:50" })).labels, "planted");
  assert.equal((await open({ corpus: "demo:50", labels: null })).labels, null);
  assert.equal((await open({ corpus: "jats:my papers" })).labels, null);
});

Deno.test("saved settings open to the same study", async () => {
  const settings = await open({
    corpus: "jats:my papers",
    sample: 25,
    at_least_one: true,
    eligible: { fields: [13] },
    annotator: "openai",
    model: "m",
    mode: "one-pass",
    temperature: 0.5,
    max_tokens: 900,
    seed: "s",
  });
  const path = join(FOLDER, "saved.json");
  await saveSettings(settings, path);
  assert.deepEqual(await settle(await readStudyFile(path), "saved"), settings);
});

Deno.test("a study replays a recording: who answered is read from it", async () => {
  const identity = {
    annotator: "openai",
    model: "m-1",
    endpoint: "https://api.example/v1",
    parameters: { seed: 1 },
  };
  const line = {
    question: "uses_dl",
    status: "answered",
    answer: { result: false },
    evidence: [],
    provenance: {
      ...identity,
      question_version: 1,
      text_sha256: "t",
      message: null,
      usage: null,
      notes: {},
    },
  };
  const path = join(FOLDER, "recorded.jsonl");
  await Deno.writeTextFile(path, JSON.stringify(line) + "\n");
  const settings = await open({ annotator: "replay:recorded.jsonl" });
  assert.deepEqual(settings.recording, { path, identity });
  assert.equal(annotatorTitle(settings), "m-1");
  const saved = join(FOLDER, "saved.json");
  await saveSettings(settings, saved);
  assert.deepEqual(await settle(await readStudyFile(saved), "saved"), settings);
});

Deno.test("an artifact brings its answers and says who is eligible", async () => {
  await Deno.writeTextFile(join(FOLDER, "aius.sqlite3"), "");
  const settings = await open({ corpus: "artifact:aius.sqlite3" });
  assert.equal(settings.annotator, "recorded");
  assert.equal(settings.name, "artifact-aius");
  assert.equal(annotatorTitle(settings), "artifact:unknown");
  const named = { corpus: "artifact:aius.sqlite3", artifact_model: "gpt-x" };
  assert.equal(annotatorTitle(await open(named)), "artifact:gpt-x");
  await assert.rejects(
    open({ corpus: "artifact:aius.sqlite3", eligible: { cited: true } }),
    /"eligible" is given with an artifact, which says itself/,
  );
  await assert.rejects(
    open({ corpus: "demo", annotator: "recorded" }),
    /the annotator "recorded" needs a corpus with recorded answers/,
  );
});

Deno.test("an artifact drops the file's annotator and condition, and is dropped with its answers", () => {
  const study = { corpus: "demo", annotator: "lexicon", eligible: {} };
  assert.deepEqual(override(study, { corpus: "artifact:/a.db" }), {
    corpus: "artifact:/a.db",
  });
  const recorded = { corpus: "artifact:/a.db", annotator: "recorded" };
  assert.deepEqual(override(recorded, { corpus: "demo" }), { corpus: "demo" });
});

Deno.test("resolvePaths() leaves ids of questions and absolute paths alone", () => {
  const study = checkKeys(
    { questions: ["uses_dl", "q.json"], out: FOLDER },
    "x",
  );
  assert.deepEqual(resolvePaths(study, join(FOLDER, "study")), {
    questions: ["uses_dl", join(FOLDER, "study", "q.json")],
    out: FOLDER,
  });
});
