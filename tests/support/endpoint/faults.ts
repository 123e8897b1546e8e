import { prng } from "lib/stats/random.ts";
import type { Fault } from "tests/support/endpoint/options.ts";
import { apiError } from "tests/support/endpoint/seen_request.ts";

/** Draws what goes wrong with a request. */
export type FaultDraw = (body: string) => Fault | null;

/**
 * Prepares faults. Whether a request fails depends on the seed, its body and
 * how often that body came before, not on the order in which requests arrive.
 *
 * @throws {RangeError} If the shares add up to more than 1.
 */
export function prepareFaults(
  shares: Partial<Record<Fault, number>>,
  seed: number | string,
): FaultDraw {
  const faults = Object.entries(shares) as [Fault, number][];
  const total = faults.reduce((sum, [, share]) => sum + share, 0);
  if (total > 1) {
    throw new RangeError(
      `Cannot prepare faults as their shares must add up to 1 at the most: current sum is ${total}`,
    );
  }
  if (total === 0) return () => null;
  const times = new Map<number, number>();
  return (body) => {
    const hash = hashOf(body);
    const before = times.get(hash) ?? 0;
    times.set(hash, before + 1);
    let left = prng(`${seed} ${hash} ${before}`)();
    for (const [fault, share] of faults) {
      left -= share;
      if (left < 0) return fault;
    }
    return null;
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  }
  return hash >>> 0;
}

/**
 * The response to a request that fails before a model sees it.
 *
 * @returns null for a fault of the answer, see {@link spoil}.
 */
export function failedResponse(fault: Fault): Response | null {
  switch (fault) {
    case "rate_limited": {
      const response = apiError(429, {
        message: "Rate limit reached. Please try again in 20ms.",
        type: "requests",
        code: "rate_limit_exceeded",
      });
      response.headers.set("retry-after-ms", "20");
      return response;
    }
    case "no_quota":
      return apiError(429, {
        message: "You exceeded your current quota, please check your plan.",
        type: "insufficient_quota",
        code: "insufficient_quota",
      });
    case "internal_error":
      return apiError(500, {
        message: "The server had an error while processing your request.",
        type: "server_error",
      });
    case "overloaded":
      return apiError(503, {
        message: "The server is overloaded.",
        type: "server_error",
        code: "server_is_overloaded",
      });
    case "bad_gateway_html":
      return new Response(
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
        { status: 502, headers: { "content-type": "text/html" } },
      );
    case "error_string":
      return Response.json({ error: "The model crashed" }, { status: 500 });
    case "error_with_200":
      return Response.json({
        error: { message: "Provider returned error", code: 502 },
      });
    case "malformed_body":
      return new Response('{"id": "chatcmpl-1", "choices": [{"index": 0, ', {
        headers: { "content-type": "application/json" },
      });
    default:
      return null;
  }
}

/** An answer as it comes from the model. */
export interface Completed {
  readonly content: string | null;
  readonly finish: "stop" | "length" | "content_filter";
  readonly refusal: string | null;
}

/** Spoils an answer. */
export function spoil(content: string, fault: Fault | null): Completed {
  const spoilt = (parts: Partial<Completed>): Completed => ({
    content,
    finish: "stop",
    refusal: null,
    ...parts,
  });
  switch (fault) {
    case "wrong_schema":
      return spoilt({ content: '{"result": "maybe", "evidence": 7}' });
    case "prose":
      return spoilt({ content: "I think that the authors do." });
    case "truncated":
      return spoilt({
        content: content.slice(0, Math.ceil(content.length / 2)),
        finish: "length",
      });
    case "whitespace_runaway":
      return spoilt({
        content: content.slice(0, 10) + " \n".repeat(2000),
        finish: "length",
      });
    case "refusal":
      return spoilt({ content: null, refusal: "I cannot help with that." });
    case "content_filter":
      return spoilt({ content: null, finish: "content_filter" });
    default:
      return spoilt({});
  }
}

/** A response whose connection is lost after a part of its body. */
export function lostConnection(part: string): Response {
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent || part === "") controller.error(new Error("connection lost"));
      else controller.enqueue(new TextEncoder().encode(part));
      isSent = true;
    },
  });
  return new Response(body, {
    headers: { "content-type": "application/json" },
  });
}
