/** Exact numbers of bytes from a source that gives them in chunks. */

const CHUNK_BYTES = 1 << 18;

/** Gives bytes in the amounts that a protocol asks for. */
export interface ByteReader {
  /** A copy of the next `size` bytes, or null if the source ends before. */
  read(size: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Puts bytes back, to be read again next. */
  unread(bytes: Uint8Array): void;
}

/**
 * Reads exact numbers of bytes from a connection.
 *
 * @param source What to read from.
 */
export function readBytes(
  source: { read(into: Uint8Array): Promise<number | null> },
): ByteReader {
  const chunk = new Uint8Array(CHUNK_BYTES);
  let waiting: Uint8Array = chunk.subarray(0, 0);
  return {
    async read(size) {
      const bytes = new Uint8Array(size);
      for (let filled = 0; filled < size;) {
        if (waiting.length === 0) {
          const count = await source.read(chunk);
          if (count === null) return null;
          waiting = chunk.subarray(0, count);
        }
        const part = waiting.subarray(0, size - filled);
        bytes.set(part, filled);
        waiting = waiting.subarray(part.length);
        filled += part.length;
      }
      return bytes;
    },
    unread(bytes) {
      const joined = new Uint8Array(bytes.length + waiting.length);
      joined.set(bytes);
      joined.set(waiting, bytes.length);
      waiting = joined;
    },
  };
}
