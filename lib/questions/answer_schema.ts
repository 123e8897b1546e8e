import { z } from "zod";
import type { Answer, Question } from "lib/questions/question.ts";

/**
 * Builds the shape of an answer from a question's kind: one schema that gives
 * the JSON schema sent to a model and the check of what comes back. Every key
 * is required, every object closed, and the evidence stands before the verdict
 * so that a model that writes in order quotes before it judges.
 *
 * @param question The question.
 * @returns A zod schema of the answer as it goes over the wire.
 */
export function wireSchema(
  question: Question,
): z.ZodType<Record<string, unknown>> {
  if (question.kind === "yes-no") {
    return z.strictObject({
      evidence: z.string().nullable(),
      result: z.boolean(),
    });
  }
  const entry: Record<string, z.ZodType> = { [question.name]: z.string() };
  if (question.description) entry[question.description.name] = z.string();
  entry.evidence = z.string();
  if (question.category) {
    entry[question.category.name] = z.enum(
      question.category.values.map(({ value }) => value),
    );
  }
  return z.strictObject({ mentions: z.array(z.strictObject(entry)) });
}

/** The same schema as JSON Schema, ready for a strict structured-output request. */
export function wireJsonSchema(question: Question): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(wireSchema(question));
  return schema;
}

/**
 * Reads an answer that came over the wire.
 *
 * @param question The question that was asked.
 * @param value The parsed JSON.
 * @returns The answer, with names and passages trimmed.
 * @throws {TypeError} If it does not have the question's shape, or says yes
 * without evidence, or names nothing: the message says where.
 *
 * @example
 * ```ts
 * import { readAnswer } from "lib/questions/answer_schema.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const [usesDl] = await loadQuestions();
 * const answer = readAnswer(usesDl!, { evidence: "We trained a CNN.", result: true });
 * assert.deepEqual(answer, {
 *   kind: "yes-no",
 *   result: true,
 *   evidence: "We trained a CNN.",
 * });
 * ```
 */
export function readAnswer(question: Question, value: unknown): Answer {
  const checked = wireSchema(question).safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new TypeError(
      `${issue.path.join(".") || "the answer"}: ${issue.message}`,
    );
  }
  if (question.kind === "yes-no") {
    const { result, evidence } = checked.data as {
      result: boolean;
      evidence: string | null;
    };
    const quote = evidence?.trim() || null;
    if (result && quote === null) {
      throw new TypeError("evidence: a yes needs a passage of the paper");
    }
    return { kind: "yes-no", result, evidence: result ? quote : null };
  }
  const { mentions } = checked.data as { mentions: Record<string, string>[] };
  return {
    kind: "mentions",
    mentions: mentions.map((entry, i) => {
      const name = entry[question.name]!.trim();
      if (name === "") {
        throw new TypeError(`mentions.${i}.${question.name}: is empty`);
      }
      return {
        name,
        category: question.category ? entry[question.category.name]! : null,
        description: question.description
          ? entry[question.description.name]!.trim() || null
          : null,
        evidence: entry.evidence!.trim(),
      };
    }),
  };
}
