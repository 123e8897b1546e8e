/**
 * The part of ZeroMQ's wire protocol that talking to a Jupyter kernel needs:
 * ZMTP 3.1 (https://rfc.zeromq.org/spec/37/) with the NULL mechanism over TCP.
 */

import { type ByteReader, readBytes } from "lib/notebook/byte_reader.ts";

/** The frames of one message. */
export type Frames = readonly Uint8Array<ArrayBuffer>[];

/** An open ZeroMQ connection: whole messages in, whole messages out. */
export interface ZmtpSocket {
  /** Sends one message. */
  send(frames: readonly Uint8Array[]): Promise<void>;
  /** The next message, or null once the connection is closed. */
  receive(): Promise<Frames | null>;
  /** Closes the connection; a pending `receive` then gives null. */
  close(): void;
}

const MORE = 1, LONG = 2, COMMAND = 4;
const GREETING_BYTES = 64;

/**
 * How a message of the Jupyter protocol starts on the wire: a short frame,
 * more to follow, with the delimiter in it. The byte 1 stands nowhere in JSON.
 */
const MESSAGE_START = [1, 9, ...new TextEncoder().encode("<IDS|MSG>")];

/**
 * Connects to a ZeroMQ socket on this computer, and subscribes to everything if
 * the type is SUB.
 *
 * @param port TCP port on 127.0.0.1.
 * @param type DEALER for requests and replies, SUB for published messages.
 * @throws {Deno.errors.ConnectionRefused} If nobody listens there yet.
 * @throws {Error} If what listens there does not speak ZMTP 3 without security.
 */
export async function connectZmtp(
  port: number,
  type: "DEALER" | "SUB",
): Promise<ZmtpSocket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  try {
    connection.setNoDelay(true);
    const bytes = readBytes(connection);
    await writeAll(connection, greeting());
    checkGreeting(await bytes.read(GREETING_BYTES));
    await writeAll(connection, encodeFrame(readyCommand(type), COMMAND));
    const ready = await readHeader(bytes);
    if (ready === null || (ready.flags & COMMAND) === 0) {
      throw new Error("Cannot connect as the other side sent no READY command");
    }
    await bytes.read(ready.size);
    if (type === "SUB") {
      await writeAll(connection, encodeFrame(Uint8Array.of(1), 0));
    }
    return openSocket(connection, bytes);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function openSocket(connection: Deno.TcpConn, bytes: ByteReader): ZmtpSocket {
  const complete: Frames[] = [];
  let open = true;
  return {
    async send(frames) {
      const last = frames.length - 1;
      for (const [i, frame] of frames.entries()) {
        await writeAll(connection, encodeFrame(frame, i < last ? MORE : 0));
      }
    },
    async receive() {
      try {
        while (open && complete.length === 0) {
          if (!await readMessage(bytes, complete)) return null;
        }
      } catch (error) {
        if (open && !isLostConnection(error)) throw error;
      }
      return complete.shift() ?? null;
    },
    close() {
      if (open) connection.close();
      open = false;
    },
  };
}

/** Reads one message to the end of `complete`; false at the end of the stream. */
async function readMessage(
  bytes: ByteReader,
  complete: Frames[],
): Promise<boolean> {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  while (true) {
    const header = await readHeader(bytes);
    const body = header && await readBody(bytes, header.size, complete);
    if (header === null || body === null) return false;
    if (header.flags & COMMAND) continue;
    frames.push(body);
    if ((header.flags & MORE) === 0) {
      complete.push(frames);
      return true;
    }
  }
}

/**
 * Reads the body of a frame. Deno's kernel publishes from two tasks: where a
 * body of several megabytes fills the connection's buffer, a short message of
 * the other task is written into the middle of it. Such a message is taken out.
 */
async function readBody(
  bytes: ByteReader,
  size: number,
  complete: Frames[],
): Promise<Uint8Array<ArrayBuffer> | null> {
  const body = await bytes.read(size);
  if (body === null) return null;
  for (let at = body.indexOf(1); at >= 0; at = body.indexOf(1, at + 1)) {
    bytes.unread(body.subarray(at));
    const start = await bytes.read(MESSAGE_START.length);
    if (start !== null) bytes.unread(start);
    if (start !== null && MESSAGE_START.every((byte, i) => byte === start[i])) {
      if (!await readMessage(bytes, complete)) return null;
      const rest = await readBody(bytes, size - at, complete);
      if (rest === null) return null;
      body.set(rest, at);
      return body;
    }
    await bytes.read(size - at);
  }
  return body;
}

async function readHeader(
  bytes: ByteReader,
): Promise<{ flags: number; size: number } | null> {
  const flags = (await bytes.read(1))?.[0];
  if (flags === undefined) return null;
  const length = await bytes.read(flags & LONG ? 8 : 1);
  if (length === null) return null;
  const view = new DataView(length.buffer);
  const size = flags & LONG ? Number(view.getBigUint64(0)) : view.getUint8(0);
  return { flags, size };
}

function greeting(): Uint8Array {
  const bytes = new Uint8Array(GREETING_BYTES);
  bytes.set([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1]);
  bytes.set(new TextEncoder().encode("NULL"), 12);
  return bytes;
}

function checkGreeting(bytes: Uint8Array | null): void {
  const mechanism = new TextDecoder().decode(bytes?.subarray(12, 32));
  const isZmtp3 = bytes?.[0] === 0xff && bytes[9] === 0x7f && bytes[10] === 3;
  if (!isZmtp3 || mechanism.replaceAll("\0", "") !== "NULL") {
    throw new Error(
      "Cannot connect as the other side does not speak ZMTP 3 with NULL security",
    );
  }
}

function readyCommand(type: string): Uint8Array {
  const text = new TextEncoder();
  return Uint8Array.of(
    5,
    ...text.encode("READY"),
    11,
    ...text.encode("Socket-Type"),
    ...[0, 0, 0, type.length],
    ...text.encode(type),
  );
}

function encodeFrame(body: Uint8Array, flags: number): Uint8Array {
  const long = body.length > 255;
  const header = long ? 9 : 2;
  const bytes = new Uint8Array(header + body.length);
  bytes[0] = flags | (long ? LONG : 0);
  if (long) new DataView(bytes.buffer).setBigUint64(1, BigInt(body.length));
  else bytes[1] = body.length;
  bytes.set(body, header);
  return bytes;
}

async function writeAll(
  connection: Deno.TcpConn,
  bytes: Uint8Array,
): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await connection.write(bytes.subarray(sent));
  }
}

function isLostConnection(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.ConnectionAborted ||
    error instanceof Deno.errors.BrokenPipe;
}
