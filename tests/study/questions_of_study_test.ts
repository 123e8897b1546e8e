import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { StudyError } from "lib/study/study_keys.ts";

const IDS = (await loadQuestions()).map(({ id }) => id);

/** Asks for the questions in the words of a database that holds prompts and nothing else. */
async function inWordsOf(prompts: readonly [tag: string, prompt: unknown][]) {
  const path = await Deno.makeTempFile();
  try {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE _llm_prompts (tag, prompt, json_string)");
    const insert = db.prepare("INSERT INTO _llm_prompts VALUES (?, ?, NULL)");
    for (const [tag, prompt] of prompts) insert.run(tag, prompt as string);
    db.close();
    return await questionsOfStudy({ questions: IDS, prompts: path });
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("questionsOfStudy() takes the words of a database that holds nothing but prompts", async () => {
  const questions = await inWordsOf(IDS.map((id) => [id, `Words of ${id}`]));
  assert.deepEqual(
    questions.map(({ words }) => words),
    IDS.map((id) => `Words of ${id}`),
  );
});

Deno.test("questionsOfStudy() does not ask in its own words where a stored prompt is blank", async () => {
  for (const blank of [null, "", "  \n"]) {
    await assert.rejects(
      inWordsOf(IDS.map((id) => [id, id === "uses_ptms" ? blank : "Words"])),
      (error) =>
        error instanceof StudyError &&
        /^Cannot ask "uses_ptms" .* no such prompt$/.test(error.message),
    );
  }
});
