import { z } from "zod";
import type { Question } from "lib/questions/question.ts";

const base = {
  id: z.string().regex(
    /^[a-z][a-z0-9_]{0,62}$/,
    "lower-case letters, digits and _ only, a letter first",
  ),
  version: z.int().positive(),
  title: z.string().min(1),
  words: z.string().min(1),
  dependsOn: z.strictObject({
    question: z.string().min(1),
    answer: z.enum(["yes", "any"]),
  }).nullable(),
};

/** A name that becomes a key of the answer, so "evidence" is taken. */
const part = z.string().regex(/^[a-z][a-z0-9_]*$/).refine(
  (name) => name !== "evidence",
  '"evidence" is taken by the passage that every mention quotes',
);

/** Words of a text as the baseline looks for them. */
const phrase = z.string().trim().min(2);
const phrases = z.array(phrase).min(1);

const mentionsCues = z.strictObject({
  names: z.record(z.string().min(1), phrases).refine(
    (names) => Object.keys(names).length > 0,
    "it holds no name",
  ),
  categories: z.record(z.string(), phrases).default({}),
  no: z.array(phrase).default([]),
});

const questionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...base,
    kind: z.literal("yes-no"),
    cues: z.strictObject({ yes: phrases, no: z.array(phrase).default([]) })
      .optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal("mentions"),
    name: part,
    category: z.strictObject({
      name: part,
      values: z.array(z.strictObject({
        value: z.string().min(1),
        meaning: z.string().min(1),
      })).min(1),
    }).nullable(),
    description: z.strictObject({ name: part, meaning: z.string().min(1) })
      .nullable(),
    cues: mentionsCues.optional(),
  }).superRefine(({ category, cues }, { addIssue }) => {
    const values = category?.values.map(({ value }) => value) ?? [];
    for (const value of Object.keys(cues?.categories ?? {})) {
      if (values.includes(value)) continue;
      addIssue({
        code: "custom",
        path: ["cues", "categories", value],
        message: `the closed list has ${values.join(", ") || "no values"}`,
      });
    }
  }),
]);

/**
 * Reads a question file.
 *
 * @param text The file's JSON.
 * @param file Its name, for the error message.
 * @returns The question, checked.
 * @throws {SyntaxError} If it is not JSON or not a question: the message names
 * the file and the key.
 */
export function parseQuestion(text: string, file: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new SyntaxError(
      `Cannot read question file "${file}" as it is not JSON: ${
        (error as Error).message
      }`,
    );
  }
  const checked = questionSchema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  const key = issue.path.join(".") || "the file";
  throw new SyntaxError(
    `Cannot read question file "${file}" as ${key} is not valid: ${issue.message}`,
  );
}
