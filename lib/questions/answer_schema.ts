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

/**
 * Builds the one shape that holds the answers to several questions: a part
 * for each question under its id, null where the question does not apply. It
 * is the same whichever of the questions is asked, so that requests about one
 * paper can share it.
 *
 * @param questions The questions, in the order of the parts.
 * @returns A zod schema of all answers as they go over the wire.
 */
export function sharedSchema(
  questions: readonly Question[],
): z.ZodType<Record<string, unknown>> {
  return z.strictObject(Object.fromEntries(
    questions.map((question) => [question.id, wireSchema(question).nullable()]),
  ));
}

/**
 * The shape of an answer, or the shared shape of several, as JSON Schema ready
 * for a strict structured-output request.
 */
export function wireJsonSchema(
  asked: Question | readonly Question[],
): Record<string, unknown> {
  let schema = jsonSchemas.get(asked);
  if (schema === undefined) {
    const { $schema: _, ...built } = z.toJSONSchema(
      "id" in asked ? wireSchema(asked) : sharedSchema(asked),
    );
    schema = built;
    jsonSchemas.set(asked, schema);
  }
  return schema;
}

/** Built once for each question: every request sends one. */
const jsonSchemas = new WeakMap<object, Record<string, unknown>>();
const wireSchemas = new WeakMap<
  Question,
  z.ZodType<Record<string, unknown>>
>();

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
  let schema = wireSchemas.get(question);
  if (schema === undefined) {
    schema = wireSchema(question);
    wireSchemas.set(question, schema);
  }
  const checked = schema.safeParse(value);
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
