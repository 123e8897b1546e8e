/** Reads PDFs in a thread of their own, which can be stopped. */

import { Worker } from "node:worker_threads";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";
import type { PdfReply, PdfRequest } from "lib/corpus/pdf/pdf_worker.ts";

/** Reads one PDF after the other. */
export interface PdfReader {
  /**
   * Reads a PDF; the bytes are handed over and must not be used afterwards.
   *
   * @throws {UnreadablePaper} As `parsePdf`, and "takes too long".
   */
  read(bytes: Uint8Array<ArrayBuffer>, source: string): Promise<Paper>;
  /** Ends the thread; reading again starts another. */
  close(): void;
}

/**
 * Keeps the whole process below 250 MB on usual articles; without a limit the
 * thread lets garbage grow to 400 MB. A PDF that needs more never ends.
 */
const HEAP_LIMITS = {
  maxOldGenerationSizeMb: 512,
  maxYoungGenerationSizeMb: 16,
};

/**
 * Makes a reader. A PDF can be made so that reading it takes hours, and a
 * reader that is busy cannot be interrupted from its own thread; so reading
 * happens in another one, which is ended when the time is up.
 *
 * The thread starts with the first PDF and serves all that follow. It does not
 * keep the program running while it has nothing to do.
 *
 * @param timeLimitMs Longest time for one PDF, in milliseconds. Usual articles
 * take less than one second.
 */
export function createPdfReader(timeLimitMs: number): PdfReader {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function close(): void {
    worker?.terminate();
    worker = null;
  }

  function ask(request: PdfRequest): Promise<PdfReply> {
    const thread = worker ??= new Worker(
      new URL("./pdf_worker.ts", import.meta.url),
      { resourceLimits: HEAP_LIMITS },
    );
    const { promise, resolve, reject } = Promise.withResolvers<PdfReply>();
    const timer = setTimeout(() => {
      close();
      resolve({
        reason: "takes too long",
        detail: `Not read after ${timeLimitMs / 1000} seconds`,
      });
    }, timeLimitMs);
    thread.ref();
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    return promise.finally(() => {
      clearTimeout(timer);
      thread.off("message", resolve);
      thread.off("error", reject);
      thread.unref();
    });
  }

  async function readNow(request: PdfRequest): Promise<Paper> {
    const reply = await ask(request).catch((error): PdfReply => {
      close();
      return { reason: "broken PDF", detail: `The reader failed: ${error}` };
    });
    if (reply.paper) return reply.paper;
    throw new UnreadablePaper(reply.reason, reply.detail);
  }

  return {
    read(bytes, source) {
      const paper = last.then(() => readNow({ bytes, source }));
      last = paper.catch(() => null);
      return paper;
    },
    close,
  };
}
