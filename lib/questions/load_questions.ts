import { parseQuestion } from "lib/questions/parse_question.ts";
import type { Question } from "lib/questions/question.ts";
import { projectPath } from "lib/paths.ts";

/** The five questions of the study, in the order in which they are asked. */
export const STUDY_QUESTIONS = [
  "uses_dl",
  "uses_ptms",
  "identify_ptms",
  "identify_ptm_reuse",
  "identify_ptm_impact",
] as const;

/**
 * Puts questions in an order in which each stands after the one that it
 * depends on; otherwise the given order is kept.
 *
 * @param questions Questions with distinct ids.
 * @returns The same questions, ordered.
 * @throws {RangeError} If two share an id, one depends on a question that is
 * not there or whose kind does not fit, they depend on each other in a ring, or
 * two would give tables of one name.
 *
 * @example
 * ```ts
 * import { loadQuestions, orderQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const five = await loadQuestions();
 * const ordered = orderQuestions(five.toReversed());
 * assert.deepEqual(ordered.slice(0, 2).map((q) => q.id), ["uses_dl", "uses_ptms"]);
 * ```
 */
export function orderQuestions(questions: readonly Question[]): Question[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  if (byId.size !== questions.length) {
    throw new RangeError("Cannot use questions as two of them share an id");
  }
  for (const { id, dependsOn } of questions) {
    if (dependsOn === null) continue;
    const needed = byId.get(dependsOn.question);
    if (needed === undefined) {
      throw new RangeError(
        `Cannot ask "${id}" as it depends on "${dependsOn.question}", which is not among the questions`,
      );
    }
    if ((needed.kind === "yes-no") !== (dependsOn.answer === "yes")) {
      throw new RangeError(
        `Cannot ask "${id}" as "${dependsOn.question}" is a ${needed.kind} question and cannot be answered "${dependsOn.answer}"`,
      );
    }
  }
  checkTableNames(questions);
  const ordered = new Map<string, Question>();
  while (ordered.size < questions.length) {
    const next = questions.find(({ id, dependsOn }) =>
      !ordered.has(id) &&
      (dependsOn === null || ordered.has(dependsOn.question))
    );
    if (next === undefined) {
      throw new RangeError(
        "Cannot use questions as they depend on each other in a ring",
      );
    }
    ordered.set(next.id, next);
  }
  return [...ordered.values()];
}

/** Singulars of the tables that every run has. */
const TAKEN: readonly string[] = [
  ...["paper", "keyword", "flaw", "disagreement", "disagreement_cause"],
  ...["error_test", "label_problem"],
];

/** Tables are named after what is asked for: each name gives one table. */
function checkTableNames(questions: readonly Question[]): void {
  const owners = new Map(TAKEN.map((name) => [name, "every study has"]));
  for (const question of questions) {
    if (question.kind === "yes-no") continue;
    const { id, name, category, description } = question;
    const names = [category?.name ?? name, description?.name ?? []].flat();
    for (const own of names) {
      const owner = owners.get(own);
      if (owner !== undefined) {
        throw new RangeError(
          `Cannot ask "${id}" as its answers would go into a table "${own}s" that ${owner}: give "${own}" another name in its file`,
        );
      }
      owners.set(own, `"${id}" gives too`);
    }
  }
}

/**
 * Loads question files and puts them in order.
 *
 * @param files Paths of question files, or ids of the study's own questions;
 * the study's five by default.
 * @returns The questions in the order in which they can be asked.
 * @throws {SyntaxError} If a file is not a question.
 * @throws {RangeError} If they do not fit together.
 */
export async function loadQuestions(
  files: readonly string[] = STUDY_QUESTIONS,
): Promise<Question[]> {
  const loaded: Question[] = [];
  for (const file of files) {
    const path = file.endsWith(".json")
      ? file
      : projectPath(`data/questions/${file}.json`);
    let text: string;
    try {
      text = await Deno.readTextFile(path);
    } catch {
      throw new SyntaxError(
        `Cannot read question file "${file}" as there is none`,
      );
    }
    loaded.push(parseQuestion(text, file));
  }
  return orderQuestions(loaded);
}
