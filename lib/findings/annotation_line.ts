import type { Annotation } from "lib/annotate/store.ts";
import { batchOf } from "lib/annotate/store/annotation.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/**
 * One line of annotations.jsonl: an annotation with nothing in it that differs
 * between two runs of the same study.
 *
 * @param doi The paper; papers with the same text share an annotation.
 * @param annotation The annotation.
 * @param question Its question, which names the parts of the answer.
 */
export function annotationLine(
  doi: string,
  annotation: Annotation,
  question: Question,
): string {
  const { status, answer, evidence, grounded } = annotation;
  const { identity, usage, notes } = annotation;
  const batch = batchOf(annotation);
  return JSON.stringify({
    doi,
    question: annotation.question,
    status,
    answer: answer && nameParts(answer, question),
    evidence,
    grounded,
    provenance: {
      ...identity,
      question_version: annotation.questionVersion,
      text_sha256: annotation.textHash,
      message: annotation.message,
      usage,
      notes,
      ...(batch !== null && { batch }),
    },
  });
}

function nameParts(answer: Answer, question: Question) {
  if (answer.kind === "yes-no" || question.kind === "yes-no") {
    return { result: answer.kind === "yes-no" && answer.result };
  }
  const { name, category, description } = question;
  return {
    mentions: answer.mentions.map((mention) => ({
      [name]: mention.name,
      ...(category && { [category.name]: mention.category }),
      ...(description && { [description.name]: mention.description }),
    })),
  };
}
