/** Asks the lexicon baseline in tests. */

import assert from "node:assert/strict";
import { lexiconAnnotator } from "lib/annotate/lexicon.ts";
import type { Paper, SectionKind } from "lib/corpus/paper.ts";
import { projectPath } from "lib/paths.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** With the project's own lists. */
export const lexicon = lexiconAnnotator();

/** One of the five questions. */
export function question(id: string): Question {
  const path = projectPath(`data/questions/${id}.json`);
  return JSON.parse(Deno.readTextFileSync(path));
}

/** The answer to one of the five questions. */
export async function answer(paper: Paper, id: string): Promise<Answer> {
  const reply = await lexicon.ask(paper, question(id));
  assert.equal(reply.status, "answered");
  return reply.answer!;
}

/** Yes or no. */
export function resultOf(answer: Answer): boolean {
  assert.equal(answer.kind, "yes-no");
  return answer.kind === "yes-no" && answer.result;
}

/** A paper of nothing but the given sections. */
export function paperOf(
  sections: readonly [kind: SectionKind, text: string][],
): Paper {
  let text = "";
  const spans = sections.map(([kind, body]) => {
    const start = text.length;
    text += `${body}\n\n`;
    return { kind, title: kind, start, end: text.length };
  });
  return {
    doi: "10.5555/one",
    title: "",
    journal: "",
    megajournal: "other",
    date: null,
    year: null,
    articleType: "research-article",
    subjects: [],
    licence: "",
    citedByCount: null,
    fields: null,
    source: "one.xml",
    text,
    sections: spans,
  };
}
