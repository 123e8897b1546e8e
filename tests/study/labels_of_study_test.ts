import assert from "node:assert/strict";
import { join } from "node:path";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import { saveSettings } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";

const QUESTIONS = await loadQuestions();
const FOLDER = await Deno.makeTempDir();
await Deno.writeTextFile(
  join(FOLDER, "labels.csv"),
  `doi,annotator,question,value
10.1/a,ann,uses_dl,yes
10.1/a,bob,uses_dl,no
10.1/b,bob,uses_dl,no
`,
);

async function open(study: Record<string, unknown>) {
  const path = join(FOLDER, "study.json");
  await Deno.writeTextFile(path, JSON.stringify({ name: "x", ...study }));
  return settle(await readStudyFile(path), "the study");
}

Deno.test("labelsOfStudy() lets the study's adjudicator decide, and says if there is no such human", async () => {
  const labels = "labels.csv";
  const tied = (await labelsOfStudy(await open({ labels }), QUESTIONS))!;
  assert.deepEqual(tied.rows.map(({ value }) => value), ["yes", "no", "no"]);
  const settings = await open({ labels, adjudicator: "bob" });
  const decided = (await labelsOfStudy(settings, QUESTIONS))!;
  assert.deepEqual(decided.rows.map(({ value }) => value), ["no", "no"]);
  assert.equal(decided.given.length, 3);
  assert.equal(decided.disputes[0]!.decidedBy, "adjudicator");
  await assert.rejects(
    async () =>
      labelsOfStudy(await open({ labels, adjudicator: "cleo" }), QUESTIONS),
    {
      name: "StudyError",
      message:
        'Cannot use labels "labels.csv" as its adjudicator "cleo" labelled nothing: its annotators are ann, bob',
    },
  );
  const copy = join(FOLDER, "copy.json");
  await saveSettings(settings, copy);
  assert.deepEqual(await settle(await readStudyFile(copy), "copy"), settings);
});

Deno.test("labelsOfStudy() says so if the labels are a folder", async () => {
  const settings = await open({ labels: "." });
  await assert.rejects(labelsOfStudy(settings, QUESTIONS), {
    name: "SyntaxError",
    message: /^Cannot read labels ".*" as it is a folder: name the file in it$/,
  });
});

Deno.test("labelsOfStudy() gives none to a study without labels, and the planted ones to a demo", async () => {
  const none = await open({ labels: null });
  assert.equal(await labelsOfStudy(none, QUESTIONS), null);
  const planted = await labelsOfStudy(
    await open({ corpus: "demo:200" }),
    QUESTIONS,
  );
  assert.ok(planted!.rows.length > 100);
  assert.deepEqual(planted!.disputes, []);
});
