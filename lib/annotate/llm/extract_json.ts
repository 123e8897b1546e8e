/**
 * Finds the JSON in what a model said: the whole text, else the last fenced
 * block, else the first balanced `{…}` that is JSON. Reasoning between
 * `<think>` tags is left out first. Nothing is mended. Takes time linear in
 * the text.
 *
 * @param said What the model said.
 * @returns The parsed value, or undefined if there is none.
 *
 * @example
 * ```ts
 * import { extractJson } from "lib/annotate/llm/extract_json.ts";
 * import assert from "node:assert/strict";
 * const said = '<think>{"a": 1}?</think>Here it is: {"a": "}"} – done.';
 * assert.deepEqual(extractJson(said), { a: "}" });
 * ```
 */
export function extractJson(said: string): unknown {
  const text = withoutThoughts(said).trim();
  const whole = parse(said) ?? parse(text);
  if (whole !== undefined) return whole;
  const fenced = lastFencedBlock(text);
  if (fenced !== null) {
    const value = parse(fenced);
    if (value !== undefined) return value;
  }
  for (const candidate of balancedObjects(text)) {
    const value = parse(candidate);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Drops `<think>…</think>`; an opening tag may be missing, as chat templates write it. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf("</think>");
  if (end >= 0) return text.slice(end + "</think>".length);
  const start = text.indexOf("<think>");
  return start < 0 ? text : text.slice(0, start);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands in the last block between lines of three backticks. */
function lastFencedBlock(text: string): string | null {
  const end = text.lastIndexOf("```");
  const start = end <= 0 ? -1 : text.lastIndexOf("```", end - 1);
  if (start < 0) return null;
  return text.slice(start + 3, end).replace(/^\w*\s/, "");
}

/** Stretches from a brace to the one that closes it; braces in strings do not count. */
function* balancedObjects(text: string): Iterable<string> {
  let start = -1;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = depth > 0;
    } else if (character === "{") {
      if (depth++ === 0) start = i;
    } else if (character === "}" && depth > 0 && --depth === 0) {
      yield text.slice(start, i + 1);
    }
  }
}
