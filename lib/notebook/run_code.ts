/** One piece of code sent to a kernel, and all that it showed. */

import type {
  Arrived,
  KernelConnection,
} from "lib/notebook/kernel_connection.ts";
import { KernelFailed } from "lib/notebook/kernel_failed.ts";
import type { Content, KernelMessage } from "lib/notebook/message.ts";

/** What a piece of code did. */
export interface Execution {
  /** What it showed, in order: stream, display_data, execute_result, … */
  readonly shown: readonly KernelMessage[];
  /** Its ename, evalue and traceback; null if it did not fail. */
  readonly error: Content | null;
}

const SHOWING = new Set([
  "stream",
  "display_data",
  "update_display_data",
  "execute_result",
  "error",
]);

/**
 * Executes code and waits until all that it showed has arrived.
 *
 * The "idle" of a request is not enough for that: the kernel sends it at once,
 * while what the code showed may still wait in a queue. So a second request
 * shows a mark in both ways that a cell can (printing and displaying), and
 * everything ahead of the marks belongs to the code.
 *
 * @param timeoutMs Longest time allowed.
 * @throws {KernelFailed} If the kernel died, took too long, or a message was
 * damaged on its way.
 */
export async function runCode(
  connection: KernelConnection,
  code: string,
  timeoutMs: number,
): Promise<Execution> {
  const timer = setTimeout(() => {
    const text = `Stopped after ${timeoutMs / 1000} s without an end`;
    connection.fail(new KernelFailed("timeout", text));
  }, timeoutMs);
  const mark = crypto.randomUUID();
  const shown: KernelMessage[] = [];
  let marks = 0;
  const collect = (message: Arrived) => {
    if (!SHOWING.has(message.type)) return;
    const before = withoutMark(message, mark);
    if (before !== message) marks++;
    if (before !== null) shown.push(before);
  };
  try {
    const reply = await execute(connection, code, collect);
    await execute(connection, showMark(mark), collect);
    while (marks < 2) collect(await connection.next());
    const failed = reply.status !== "ok";
    const shownError = shown.find((message) => message.type === "error");
    return { shown, error: failed ? reply : shownError?.content ?? null };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends code and waits for its reply and its idle. */
async function execute(
  connection: KernelConnection,
  code: string,
  collect: (message: Arrived) => void,
): Promise<Content> {
  const id = await connection.request("execute_request", {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: false,
  });
  let reply: Content | null = null;
  let idle = false;
  while (reply === null || !idle) {
    const message = await connection.next();
    const own = message.parent === id;
    if (own && message.channel === "shell") reply = message.content;
    if (own && message.content.execution_state === "idle") idle = true;
    if (message.channel === "iopub") collect(message);
  }
  return reply;
}

function showMark(mark: string): string {
  const content = { data: { [mark]: "" }, metadata: {}, transient: {} };
  return `globalThis.console.log("${mark}");` +
    `Deno.jupyter.broadcast("display_data", ${JSON.stringify(content)});`;
}

/** The message, or what of it stands before the mark, or null if it is the mark. */
function withoutMark(
  message: KernelMessage,
  mark: string,
): KernelMessage | null {
  const { content } = message;
  if (message.type === "stream") {
    const text = String(content.text);
    if (!text.endsWith(`${mark}\n`)) return message;
    const before = text.slice(0, -mark.length - 1);
    return before
      ? { ...message, content: { ...content, text: before } }
      : null;
  }
  const data = content.data;
  const isMark = typeof data === "object" && data !== null && mark in data;
  return isMark ? null : message;
}
