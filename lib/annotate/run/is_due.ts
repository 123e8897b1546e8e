import type { Answer, Question } from "lib/questions/question.ts";

/** True if the answers so far allow a question to be asked. */
export function isDue(
  { dependsOn }: Question,
  answers: ReadonlyMap<string, Answer | null>,
): boolean {
  if (dependsOn === null) return true;
  const answer = answers.get(dependsOn.question);
  if (!answer) return false;
  return answer.kind === "yes-no" ? answer.result : answer.mentions.length > 0;
}
