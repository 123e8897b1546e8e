/** Small readings of parsed JSON that the readers of recorded answers share. */

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Deeper answers are refused: they are no answers, and reading them costs stack. */
export const DEEPEST = 50;

/** True for an object that is no array. */
export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * The value under the first of several keys that an object has, whatever the
 * case of its keys; undefined if it has none of them.
 */
export function valueOf(object: JsonObject, keys: readonly string[]): unknown {
  for (const key of keys) {
    if (Object.hasOwn(object, key)) return object[key];
  }
  const names = Object.keys(object);
  for (const key of keys) {
    const name = names.find((name) => name.trim().toLowerCase() === key);
    if (name !== undefined) return object[name];
  }
  return undefined;
}

/** A text, or a list of texts as one; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (!Array.isArray(value)) return "";
  return value.filter((part) => typeof part === "string").join(" ").trim();
}

/**
 * What a local server wrapped around a model's answer. Ollama's own response
 * has the language model's name under "model" and the answer as a text under
 * "response" (https://docs.ollama.com/api/generate).
 *
 * @returns The answer's text, or null if the value is no such envelope.
 */
export function unwrapEnvelope(value: unknown): string | null {
  if (!isObject(value) || typeof value.response !== "string") return null;
  return "done" in value || "created_at" in value ? value.response : null;
}
