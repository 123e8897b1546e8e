import type { Usage } from "lib/annotate/annotator.ts";

/**
 * Reads the token counts of a completion. Whatever a server leaves out is
 * null; a prompt of no tokens is one that was not counted.
 *
 * @param usage The `usage` of a chat completion, if there is one.
 */
export function readUsage(usage: unknown): Usage | null {
  if (typeof usage !== "object" || usage === null) return null;
  const counts = usage as Record<string, unknown>;
  const prompt = details(counts.prompt_tokens_details);
  const completion = details(counts.completion_tokens_details);
  return {
    promptTokens: count(counts.prompt_tokens) || null,
    cachedTokens: count(prompt.cached_tokens),
    writtenTokens: count(prompt.cache_write_tokens),
    reasoningTokens: count(completion.reasoning_tokens),
    completionTokens: count(counts.completion_tokens),
  };
}

/** Adds token counts up; what nobody counted stays null. */
export function sumUsage(parts: readonly (Usage | null)[]): Usage | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  const sum = (key: keyof Usage) =>
    known.reduce<number | null>(
      (total, part) => part[key] === null ? total : (total ?? 0) + part[key],
      null,
    );
  return {
    promptTokens: sum("promptTokens"),
    cachedTokens: sum("cachedTokens"),
    writtenTokens: sum("writtenTokens"),
    reasoningTokens: sum("reasoningTokens"),
    completionTokens: sum("completionTokens"),
  };
}

function details(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null
    ? value as Record<string, unknown>
    : {};
}

function count(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? value as number
    : null;
}
