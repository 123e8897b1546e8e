import { createHash } from "node:crypto";
import type { AnnotatorIdentity, AskingMode } from "lib/annotate/annotator.ts";
import { byCodeUnit } from "lib/order.ts";
import type { Question } from "lib/questions/question.ts";

/** SHA-256 of a text, in hexadecimal. */
export function hashText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** JSON with the keys of every object in code-unit order: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, inner: unknown) =>
      inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => byCodeUnit(a, b)),
        )
        : inner,
  );
}

/**
 * The key of an annotation: asking for the same key again costs nothing, and
 * changing any part asks anew. Parameters and formats that a server turned
 * down are noted in the annotation; its key stays the same.
 *
 * @param textHash {@link hashText} of the text that was annotated.
 * @param question The question; its words count, so that an edited question
 * asks anew even where somebody forgot to raise its version.
 * @param identity Who answers.
 * @param mode How the questions of a paper are put.
 * @returns 64 hexadecimal digits.
 */
export function annotationKey(
  textHash: string,
  question: Question,
  identity: AnnotatorIdentity,
  mode: AskingMode,
): string {
  const { annotator, endpoint, model, parameters } = identity;
  return hashText(canonicalJson({
    text: textHash,
    question: {
      id: question.id,
      version: question.version,
      hash: hashQuestion(question),
    },
    mode,
    annotator,
    endpoint,
    model,
    parameters,
  }));
}

const hashes = new WeakMap<Question, string>();

/** Hash of everything about a question; found once for each. */
function hashQuestion(question: Question): string {
  let hash = hashes.get(question);
  if (hash === undefined) {
    hash = hashText(canonicalJson(question));
    hashes.set(question, hash);
  }
  return hash;
}
