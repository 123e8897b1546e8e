/**
 * The thread that reads PDFs for `createPdfReader`: gets a {@link PdfRequest},
 * answers with a {@link PdfReply}.
 */

import { parentPort } from "node:worker_threads";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";
import { parsePdf } from "lib/corpus/pdf/parse_pdf.ts";

/** One PDF to read. */
export interface PdfRequest {
  readonly bytes: Uint8Array;
  readonly source: string;
}

/** The paper, or why there is none. */
export type PdfReply =
  | { readonly paper: Paper }
  | {
    readonly paper?: undefined;
    readonly reason: string;
    readonly detail: string;
  };

async function answer({ bytes, source }: PdfRequest): Promise<PdfReply> {
  try {
    return { paper: await parsePdf(bytes, source) };
  } catch (error) {
    if (!(error instanceof UnreadablePaper)) throw error;
    return { reason: error.reason, detail: error.message };
  }
}

parentPort?.on("message", async (request: PdfRequest) => {
  parentPort?.postMessage(await answer(request));
});
