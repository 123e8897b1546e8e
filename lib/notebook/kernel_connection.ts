/** The two connections to a kernel: requests and replies, and what it shows. */

import { KernelFailed } from "lib/notebook/kernel_failed.ts";
import type { KernelProcess } from "lib/notebook/kernel_process.ts";
import { openMailbox } from "lib/notebook/mailbox.ts";
import {
  type Content,
  DamagedMessage,
  decodeMessage,
  encodeRequest,
  type KernelMessage,
} from "lib/notebook/message.ts";
import { connectZmtp, type ZmtpSocket } from "lib/notebook/zmtp.ts";

/** A message and the channel that it came on. */
export interface Arrived extends KernelMessage {
  readonly channel: "shell" | "iopub";
}

/** An open line to a kernel. */
export interface KernelConnection {
  /** Sends a request on the shell channel and gives its id. */
  request(type: string, content: Content): Promise<string>;
  /**
   * The next message of either channel.
   *
   * @throws The reason of the first `fail`.
   */
  next(): Promise<Arrived>;
  /** Makes `next` throw from now on. */
  fail(reason: unknown): void;
  close(): void;
}

const OPEN_MS = 60_000;
const AGAIN_MS = 10;

/**
 * Connects to a kernel that has just been started, first to what it shows.
 *
 * @throws {KernelFailed} If the kernel ends or does not open its ports.
 */
export async function connectKernel(
  kernel: KernelProcess,
  signal?: AbortSignal,
): Promise<KernelConnection> {
  const mailbox = openMailbox<Arrived>();
  const shown = await open(kernel, kernel.ports.iopub, "SUB", signal);
  const shell = await open(kernel, kernel.ports.shell, "DEALER", signal)
    .catch((error) => {
      shown.close();
      throw error;
    });

  const listen = async (socket: ZmtpSocket, channel: Arrived["channel"]) => {
    try {
      while (true) {
        const frames = await socket.receive();
        if (frames === null) return;
        mailbox.put({ channel, ...decodeMessage(kernel.key, frames) });
      }
    } catch (error) {
      const damaged = error instanceof DamagedMessage
        ? new KernelFailed("damaged", error.message)
        : error;
      mailbox.fail(damaged);
    }
  };
  listen(shown, "iopub");
  listen(shell, "shell");
  kernel.ended.then((how) => mailbox.fail(died(how)));

  return {
    async request(type, content) {
      const id = crypto.randomUUID();
      await shell.send(encodeRequest(kernel.key, { id, type, content }));
      return id;
    },
    next: () => mailbox.take(),
    fail: (reason) => mailbox.fail(reason),
    close() {
      shown.close();
      shell.close();
    },
  };
}

/** Connects to a port as soon as the kernel listens there. */
async function open(
  kernel: KernelProcess,
  port: number,
  type: "DEALER" | "SUB",
  signal: AbortSignal | undefined,
): Promise<ZmtpSocket> {
  let end: string | null = null;
  kernel.ended.then((how) => end = how);
  const deadline = performance.now() + OPEN_MS;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    if (end !== null) throw died(end);
    try {
      return await connectZmtp(port, type);
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  throw new KernelFailed("timeout", "The kernel did not open its ports");
}

function died(how: string): KernelFailed {
  return new KernelFailed("died", `The kernel died: ${how}`);
}
