import assert from "node:assert/strict";
import { join } from "node:path";
import { lexiconAnnotator } from "lib/annotate/lexicon.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import {
  checkAnswerable,
  checkBeforeAsking,
} from "lib/study/check_before_asking.ts";
import { settle } from "lib/study/settings.ts";

const QUESTIONS = await loadQuestions();
const OTHER: Question = {
  kind: "yes-no",
  id: "uses_mice",
  version: 1,
  title: "mice",
  words: "Does the paper use mice?",
  dependsOn: null,
};

Deno.test("checkAnswerable() names the questions that an annotator has no rules for, and what to do", () => {
  const lexicon = lexiconAnnotator();
  checkAnswerable(lexicon, QUESTIONS);
  assert.throws(() => checkAnswerable(lexicon, [...QUESTIONS, OTHER]), {
    name: "StudyError",
    message:
      /^Cannot ask "uses_mice" as the annotator "lexicon" has no rules for it; add "cues" to its question file, use a language model .*--annotator openai/,
  });
});

Deno.test("checkBeforeAsking() finds labels or runs that cannot be read and a folder that cannot be written", async () => {
  const folder = await Deno.makeTempDir();
  const labels = join(folder, "labels.csv");
  const file = join(folder, "file");
  await Deno.writeTextFile(file, "");
  const check = async (source: object) =>
    await checkBeforeAsking(
      await settle({ out: join(folder, "out"), ...source }, "the test"),
      QUESTIONS,
    );
  await check({});
  await Deno.writeTextFile(labels, "doi,answer\n10.1/a,yes\n");
  await assert.rejects(check({ labels }), {
    name: "SyntaxError",
    message: /labels\.csv.*(annotator|question|value)/,
  });
  await Deno.writeTextFile(
    labels,
    "doi,annotator,question,value\n10.1/a,x,uses_dl,yes\n",
  );
  await check({ labels });
  await assert.rejects(check({ labels: "planted", corpus: `jats:${folder}` }), {
    name: "StudyError",
    message:
      'Cannot use labels "planted" as only the demo corpus has planted labels',
  });
  const compare = [join(folder, "run.jsonl")];
  await Deno.writeTextFile(compare[0]!, "not JSON\n");
  await assert.rejects(check({ labels, compare }), {
    message:
      /^Cannot replay ".*run\.jsonl" as it is neither a run's store nor annotations as JSON lines: line 1/,
  });
  const out = join(file, "out");
  await assert.rejects(check({ out }), {
    name: "StudyError",
    message:
      `Cannot write tables to "${out}/tables" as the system says "Not a directory": name another folder with "out" or --out`,
  });
});
