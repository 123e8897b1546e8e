/**
 * Messages of the Jupyter protocol, version 5.3, as frames on the wire
 * (https://jupyter-client.readthedocs.io/en/stable/messaging.html).
 */

import { createHmac } from "node:crypto";
import type { Frames } from "lib/notebook/zmtp.ts";

/** What a message says; its keys depend on the message's type. */
export type Content = Readonly<Record<string, unknown>>;

/** One message of a kernel. */
export interface KernelMessage {
  /** "status", "stream", "execute_reply", … */
  readonly type: string;
  /** Id of the request that it answers; empty if there is none. */
  readonly parent: string;
  readonly content: Content;
}

/** A message arrived that the kernel cannot have sent like this. */
export class DamagedMessage extends Error {
  override readonly name = "DamagedMessage";
}

const DELIMITER = "<IDS|MSG>";
const SIGNED_PARTS = 4;

/**
 * Writes a request as frames, signed with HMAC-SHA256.
 *
 * @param key The key of the connection file.
 * @param request Id, type and content; the id is repeated by every answer.
 * @returns The frames to send.
 */
export function encodeRequest(
  key: string,
  request: { id: string; type: string; content: Content },
): Uint8Array[] {
  const header = {
    msg_id: request.id,
    msg_type: request.type,
    session: request.id,
    username: "",
    date: "1970-01-01T00:00:00.000Z",
    version: "5.3",
  };
  const text = new TextEncoder();
  const parts = [header, {}, {}, request.content].map((part) =>
    text.encode(JSON.stringify(part))
  );
  return [text.encode(DELIMITER), text.encode(sign(key, parts)), ...parts];
}

/**
 * Reads a kernel's message and checks its signature.
 *
 * @throws {DamagedMessage} If the frames are not a signed message.
 */
export function decodeMessage(key: string, frames: Frames): KernelMessage {
  const text = new TextDecoder();
  const start = frames.findIndex((frame) =>
    frame.length === DELIMITER.length && text.decode(frame) === DELIMITER
  );
  const parts = frames.slice(start + 2, start + 2 + SIGNED_PARTS);
  const signature = text.decode(frames[start + 1]);
  if (start < 0 || signature !== sign(key, parts)) {
    throw new DamagedMessage("A message of the kernel arrived damaged");
  }
  const [header, parent, , content] = parts.map((part) =>
    JSON.parse(text.decode(part)) as Record<string, unknown> | null
  );
  return {
    type: String(header?.msg_type),
    parent: String(parent?.msg_id ?? ""),
    content: content ?? {},
  };
}

function sign(key: string, parts: readonly Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
