import type { Annotator, Reply } from "lib/annotate/annotator.ts";
import type { Answer, Question } from "lib/questions/question.ts";
import type { Paper } from "lib/corpus/paper.ts";

/** A reply that carries an answer. */
export function answered(answer: Answer): Reply {
  return {
    status: "answered",
    answer,
    raw: JSON.stringify(answer),
    message: null,
    usage: null,
    attempts: [],
    notes: {},
  };
}

/** A reply without an answer. */
export function failed(status: Reply["status"]): Reply {
  return {
    status,
    answer: null,
    raw: null,
    message: "scripted",
    usage: null,
    attempts: [],
    notes: {},
  };
}

/** An annotator that answers as a script says and keeps a log of what it was asked. */
export function scriptedAnnotator(
  script: (paper: Paper, question: Question) => Reply,
  model = "script-1",
): { annotator: Annotator; log: string[] } {
  const log: string[] = [];
  const annotator: Annotator = {
    identity: { annotator: "script", model, endpoint: "", parameters: {} },
    mode: "single",
    ask(paper, question) {
      log.push(`${paper.doi} ${question.id}`);
      return Promise.resolve(script(paper, question));
    },
  };
  return { annotator, log };
}

/** Yes or no with the paper's text as evidence. */
export function yesNo(result: boolean, evidence: string | null = null): Reply {
  return answered({
    kind: "yes-no",
    result,
    evidence: result ? evidence : null,
  });
}
