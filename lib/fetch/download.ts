/** Downloads that go on where they stopped. */

import { setTimeout as wait } from "node:timers/promises";
import { whyUnreached } from "lib/collect/why_unreached.ts";

/** How a file is downloaded. */
export interface DownloadOptions {
  readonly url: string;
  /** File that grows; what is there already is not fetched again. */
  readonly part: string;
  /** Bytes it should have in the end; null if unknown. */
  readonly size: number | null;
  /** Called with bytes there and bytes in all. */
  readonly onProgress?: (done: number, total: number | null) => void;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds before the first retry; each further pause is twice as long. */
  readonly pauseMs?: number;
}

/** Tries in a row without a single new byte. */
const TRIES = 5;

/** What will not change by asking again. */
class Final extends Error {}

/**
 * Downloads a file into a part file. A broken connection is taken up again at
 * the byte where it broke (HTTP Range); a server that does not know ranges
 * sends it from the beginning.
 *
 * @throws {Error} If the server does not give the file, or keeps breaking off:
 * one sentence. The part file stays, so that the same call goes on.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { url, part, signal, pauseMs = 500 } = options;
  let before = -1;
  for (let tries = 1;; tries++) {
    try {
      await downloadOnce(options);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Final) throw new Error(error.message);
      const there = sizeOf(part);
      if (there > before) tries = 1;
      before = there;
      const unreached = whyUnreached(error);
      if (tries >= TRIES && unreached !== null) {
        throw unreachedHost(url, unreached, there);
      }
      if (tries >= TRIES) {
        throw new Error(
          `Cannot download ${url} as the connection broke ${TRIES} times at byte ${there} (${
            (error as Error).message
          }): the same command goes on from there`,
        );
      }
      await wait(pauseMs * 2 ** (tries - 1), undefined, { signal });
    }
  }
}

/** Nothing can be had from there; most files can also be brought by hand. */
export function unreachedHost(url: string, why: string, there = 0): Error {
  return new Error(
    `Cannot fetch ${url} as ${
      new URL(url).host
    } cannot be reached (${why}): is this computer online? ${
      there > 0
        ? `${there} bytes are there, the same command goes on from them; or`
        : "Or"
    } take the file from a folder with --mirror DIR`,
  );
}

async function downloadOnce(options: DownloadOptions): Promise<void> {
  const { url, part, signal, onProgress } = options;
  const have = sizeOf(part);
  if (options.size !== null && have === options.size) return;
  const isTooLong = options.size !== null && have > options.size;
  const from = isTooLong ? 0 : have;
  const response = await (options.fetch ?? fetch)(url, {
    signal,
    headers: from > 0 ? { range: `bytes=${from}-` } : {},
  });
  if (response.status === 416) { // nothing there: complete, or of another file
    await response.body?.cancel();
    const total = response.headers.get("content-range")?.match(/\/(\d+)$/)?.[1];
    if (Number(total) === from) return;
    await Deno.remove(part);
    throw new Error("the part file is longer than the file");
  }
  if (!response.ok) {
    await response.body?.cancel();
    const text = `${response.status} ${response.statusText}`.trim();
    if (response.status >= 500 || [408, 429].includes(response.status)) {
      throw new Error(`the server answers ${text}`);
    }
    throw new Final(`Cannot download ${url} as the server answers ${text}`);
  }
  const start = response.status === 206 ? startOf(response, from) : 0;
  if (start !== from && start !== 0) {
    await response.body?.cancel();
    throw new Final(
      `Cannot download ${url} as the server sends from byte ${start} instead of ${from}`,
    );
  }
  const length = Number(response.headers.get("content-length") ?? NaN);
  const isEncoded = response.headers.has("content-encoding");
  const total = options.size ??
    (Number.isNaN(length) || isEncoded ? null : start + length);
  await write(response, part, start, (done) => onProgress?.(done, total));
  if (total !== null && sizeOf(part) < total) {
    throw new Error("the server sent less than it announced");
  }
}

async function write(
  response: Response,
  part: string,
  start: number,
  onProgress: (done: number) => void,
): Promise<void> {
  using file = await Deno.open(part, { write: true, create: true });
  await file.truncate(start);
  await file.seek(start, Deno.SeekMode.Start);
  let done = start;
  for await (const piece of response.body ?? []) {
    for (let rest = piece; rest.length > 0;) {
      rest = rest.subarray(await file.write(rest));
    }
    done += piece.length;
    onProgress(done);
  }
}

/** First byte of a partial response; the one asked for if it does not say. */
function startOf(response: Response, from: number): number {
  const range = response.headers.get("content-range");
  const start = range?.match(/^bytes (\d+)-/)?.[1];
  return start === undefined ? from : Number(start);
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
