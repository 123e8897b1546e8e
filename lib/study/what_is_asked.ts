import { canonicalJson, hashText } from "lib/annotate/annotation_key.ts";
import type { Annotator } from "lib/annotate/annotator.ts";
import type { Question } from "lib/questions/question.ts";

/** One text for what is asked, of whom, and how. */
export function whatIsAsked(
  questions: readonly Question[],
  { identity, mode }: Pick<Annotator, "identity" | "mode">,
): string {
  return hashText(canonicalJson({ questions, identity, mode }));
}
