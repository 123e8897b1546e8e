import { createHash, type Hash } from "node:crypto";
import { join } from "node:path";
import type { RequestEntry } from "lib/annotate/batch/manifest.ts";

/** How large one file of requests may be. */
export interface ShardLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** A file of requests that has been written. */
export interface WrittenShard {
  /** Name of the file of requests. */
  readonly file: string;
  /** Name of the file that says, line by line, what each request is for. */
  readonly index: string;
  readonly requests: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** One line of a batch file, and what it is for. */
export interface ShardLine {
  readonly entry: RequestEntry;
  readonly body: object;
}

/** Files of requests that are being written. */
export interface ShardWriter {
  /** Adds the requests of one paper; they stay next to each other. */
  add(lines: readonly ShardLine[]): void;
  /** Ends the last file. */
  close(): WrittenShard[];
}

const encoder = new TextEncoder();

/** The bytes of texts one after the other, in memory that is used again. */
function openBuffer() {
  let bytes = new Uint8Array(1 << 20);
  let length = 0;
  return {
    /** Adds a text; returns the places where its bytes start and end. */
    add(text: string): [start: number, end: number] {
      const start = length;
      const most = start + 3 * text.length; // UTF-8 takes no more
      if (most > bytes.length) {
        const larger = new Uint8Array(2 * most);
        larger.set(bytes.subarray(0, start));
        bytes = larger;
      }
      length += encoder.encodeInto(text, bytes.subarray(start)).written;
      return [start, length];
    },
    part: (start: number, end: number) => bytes.subarray(start, end),
    clear: () => void (length = 0),
  };
}

/**
 * Starts writing requests into JSONL files that a batch service takes: a new
 * file begins where the next paper would exceed a limit. Only the lines of one
 * paper are in memory.
 *
 * @param folder Where the files go; it exists.
 * @param limits Requests and bytes per file; the requests of one paper are
 * split only if they alone exceed a limit.
 * @returns The writer.
 * @throws {Error} On adding, if one request alone is larger than a file may be.
 */
export function writeShards(folder: string, limits: ShardLimits): ShardWriter {
  const written: WrittenShard[] = [];
  const buffer = openBuffer();
  let shard: OpenShard | null = null;
  const end = () => {
    if (shard) written.push(shard.close());
    shard = null;
  };
  const fits = (requests: number, bytes: number) =>
    shard === null ||
    shard.requests + requests <= limits.requests &&
      shard.bytes + bytes <= limits.bytes;
  return {
    add(lines) {
      buffer.clear();
      const places = lines.map((line) => {
        const [start, end] = buffer.add(lineOf(line));
        checkSize(line, end - start, limits);
        return { entry: line.entry, start, end };
      });
      if (!fits(places.length, places.at(-1)?.end ?? 0)) end();
      for (const { entry, start, end: after } of places) {
        if (!fits(1, after - start)) end();
        shard ??= openShard(folder, written.length + 1);
        shard.add(entry, buffer.part(start, after));
      }
    },
    close() {
      end();
      return written;
    },
  };
}

function lineOf({ entry, body }: ShardLine): string {
  return JSON.stringify({
    custom_id: entry.id,
    method: "POST",
    url: "/v1/chat/completions",
    body,
  }) + "\n";
}

function checkSize(
  { entry: { asked, doi } }: ShardLine,
  bytes: number,
  limits: ShardLimits,
): void {
  if (bytes <= limits.bytes) return;
  throw new Error(
    `Cannot export ${
      asked.map(({ question }) => `"${question}"`).join(", ")
    } for paper ${doi} as this one request has ${bytes} bytes and a file may have ${limits.bytes}`,
  );
}

interface OpenShard {
  requests: number;
  bytes: number;
  add(entry: RequestEntry, line: Uint8Array): void;
  close(): WrittenShard;
}

function openShard(folder: string, number: number): OpenShard {
  const name = String(number).padStart(4, "0");
  const file = `${name}.jsonl`;
  const index = `${name}.index.jsonl`;
  const lines = openBytes(join(folder, file));
  const entries = openBytes(join(folder, index));
  const hash: Hash = createHash("sha256");
  return {
    requests: 0,
    bytes: 0,
    add(entry, line) {
      hash.update(line);
      lines.write(line);
      entries.write(encoder.encode(JSON.stringify(entry) + "\n"));
      this.requests++;
      this.bytes += line.length;
    },
    close() {
      lines.close();
      entries.close();
      const { requests, bytes } = this;
      return { file, index, requests, bytes, sha256: hash.digest("hex") };
    },
  };
}

/** A file that is on the disk, and not only in the system's memory, once closed. */
function openBytes(path: string) {
  const file = Deno.openSync(path, { write: true, createNew: true });
  return {
    write(bytes: Uint8Array) {
      for (let rest = bytes; rest.length > 0;) {
        rest = rest.subarray(file.writeSync(rest));
      }
    },
    close() {
      file.syncDataSync();
      file.close();
    },
  };
}
