/** Reads what services answer in JSON. */

import type { z } from "zod";

/** Tells whether JSON is complete: it ends as it began. */
export function isWholeJson(body: Uint8Array): boolean {
  const text = new TextDecoder().decode(body).trim();
  return !text.startsWith("{") || text.endsWith("}");
}

/**
 * Reads an answer in JSON.
 *
 * @param service Title of the service, for the message.
 * @param schema What the answer must hold; all else is left aside.
 * @throws {Error} If it is no JSON, such as a challenge page served with
 * status 200, or lacks what is needed.
 */
export function readJsonAnswer<T>(
  body: Uint8Array,
  service: string,
  schema: z.ZodType<T>,
): T {
  const text = new TextDecoder().decode(body);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const what = /^\s*<(!doctype html|html)/i.test(text)
      ? "an HTML page"
      : "no JSON";
    throw new Error(`Cannot read the answer of ${service} as it is ${what}`);
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  throw new Error(
    `Cannot read the answer of ${service} as "${
      issue.path.join(".")
    }" is not as documented: ${issue.message}`,
  );
}
