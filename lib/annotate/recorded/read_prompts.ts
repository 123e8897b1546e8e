/** The prompts that an artifact stores. */

import type { DatabaseSync } from "node:sqlite";
import { readRows } from "lib/corpus/artifact/read_rows.ts";
import { isObject } from "lib/annotate/recorded/read_values.ts";
import { type ArtifactSchema, readSchema } from "lib/corpus/artifact/schema.ts";
import type { Question } from "lib/questions/question.ts";

/** One stored prompt. */
export interface ArtifactPrompt {
  /** The id of the question it asks. */
  readonly tag: string;
  /** The system prompt, word by word. */
  readonly prompt: string;
  /** Its parts (context, objective, …) as stored; null if they are no JSON object. */
  readonly json: Readonly<Record<string, unknown>> | null;
}

/**
 * Reads the prompts of the table `_llm_prompts`.
 *
 * @param db The artifact's database.
 * @returns The prompts by tag; of several with one tag the last, which is the
 * newest. Blank prompts are left out. None if the table is missing.
 */
export function readArtifactPrompts(
  db: DatabaseSync,
  schema: ArtifactSchema = readSchema(db),
): ReadonlyMap<string, ArtifactPrompt> {
  if (!schema.has("_llm_prompts", "tag")) return new Map();
  const column = (name: string) => schema.column("_llm_prompts", name);
  const query = {
    select: `CAST(tag AS TEXT) AS tag, CAST(${
      column("prompt")
    } AS TEXT) AS prompt, CAST(${column("json_string")} AS TEXT) AS json`,
    from: "_llm_prompts",
  };
  const prompts = new Map<string, ArtifactPrompt>();
  for (const row of readRows(db, query)) {
    const [tag, prompt] = [String(row.tag ?? ""), String(row.prompt ?? "")];
    if (prompt.trim() === "") continue;
    prompts.set(tag, { tag, prompt, json: parseObject(row.json) });
  }
  return prompts;
}

/**
 * Gives questions the words of the study's prompts. What an answer looks like
 * stays as the question says: answers are only accepted in that shape.
 *
 * @param questions The questions.
 * @param prompts The stored prompts; a question without one stays as it is.
 */
export function askInWordsOf(
  questions: readonly Question[],
  prompts: ReadonlyMap<string, ArtifactPrompt>,
): Question[] {
  return questions.map((question) => {
    const words = prompts.get(question.id)?.prompt.trim();
    return words ? { ...question, words } : question;
  });
}

function parseObject(text: unknown): ArtifactPrompt["json"] {
  try {
    const value = JSON.parse(String(text));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
