/** An answer that a service gave, as it is kept. */

import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";

/** What an answer is about. */
export type AnswerKind = "search" | "metadata" | "text";

/** An answer as the service gave it. */
export interface Answer {
  /** What was asked; keys are never part of it. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** Where redirects led to; `url` if there were none. */
  readonly finalUrl: string;
  readonly body: Uint8Array;
}

/** An answer in the archive. */
export interface KeptAnswer extends Answer {
  readonly kind: AnswerKind;
  /** When it was given, ISO 8601, UTC. */
  readonly date: string;
  /** Of the body, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads an answer from its row of the archive.
 *
 * @param path The archive, for the message.
 * @throws {Error} If it is damaged: what comes out is not what was kept.
 */
export function toAnswer(
  path: string,
  row: Record<string, unknown>,
): KeptAnswer {
  return {
    url: String(row.url),
    kind: row.kind as AnswerKind,
    date: String(row.date),
    status: Number(row.status),
    contentType: String(row.content_type),
    finalUrl: String(row.final_url),
    sha256: String(row.sha256),
    body: bodyOf(path, row),
  };
}

function bodyOf(
  path: string,
  { url, sha256, body_gzip }: Record<string, unknown>,
): Uint8Array {
  try {
    const body = gunzipSync(body_gzip as Uint8Array);
    if (sha256Of(body) === sha256) return body;
  } catch {
    // Not even gzip any more: the message is the same.
  }
  throw new Error(
    `Cannot use the kept answer to "${url}" as it is damaged: put back a copy of "${path}", or collect into another folder`,
  );
}

/** SHA-256 of a body, in hexadecimal. */
export function sha256Of(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
