import assert from "node:assert/strict";
import type { Paper } from "lib/corpus/paper.ts";
import { showAnswers } from "lib/notebook/show_answers.ts";
import type { Question } from "lib/questions/question.ts";
import type { AnnotationLine } from "lib/study.ts";

Deno.test("showAnswers() says in words why there is no answer", () => {
  const paper = {
    ...{ doi: "10.5555/a", title: "A <title>", journal: "J", year: 2020 },
    text: "",
  } as unknown as Paper;
  const questions = [
    { id: "one", title: "One" },
    { id: "two", title: "Two" },
  ] as unknown as Question[];
  const line = {
    ...{ doi: paper.doi, question: "one", status: "length", answer: null },
    evidence: [],
  } as unknown as AnnotationLine;
  const shown = showAnswers(paper, questions, [line]);
  const display = Reflect.get(shown, Symbol.for("Jupyter.display"));
  assert.equal(
    display.call(shown)["text/plain"],
    "A <title> (10.5555/a)\nOne: no answer (answer cut off)\nTwo: not asked",
  );
});
