/**
 * Says why `fetch()` did not even reach a host.
 *
 * @param error What it threw.
 * @returns Plain words; null if the host was reached, and the connection broke later.
 *
 * @example
 * ```ts
 * import { whyUnreached } from "lib/collect/why_unreached.ts";
 * import assert from "node:assert/strict";
 * const cause = new Error("client error (Connect): dns error: not known");
 * const error = new TypeError("fetch failed", { cause });
 * assert.equal(whyUnreached(error), "no connection: its name is not found");
 * ```
 */
export function whyUnreached(error: unknown): string | null {
  const { message, cause } = error as Error;
  const text = `${message} ${cause instanceof Error ? cause.message : ""}`;
  if (!text.includes("(Connect)")) return null;
  if (text.includes("dns error")) return "no connection: its name is not found";
  if (/refused/i.test(text)) return "no connection: refused";
  return /certificate|tls|InvalidContentType/i.test(text)
    ? "no connection: it is not secure"
    : "no connection";
}
