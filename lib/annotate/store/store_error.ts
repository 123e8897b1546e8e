/**
 * What SQLite's messages mean for the person at the screen. Its result codes
 * would be the better sign, but Deno gives them with some errors only.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /is locked/,
    "another program keeps it locked; close that program and run the same command again",
  ],
  [
    /readonly database/,
    "it cannot be written; make the file and its folder writable",
  ],
  [
    /disk is full/,
    "the disk is full; free some space and run the same command again",
  ],
  [
    /disk I\/O error/,
    "the disk failed to read or write it; check the disk, and restore the store from a copy if this goes on",
  ],
  [
    /malformed/,
    "it is damaged; restore it from a copy, or move it away to ask everything anew",
  ],
  [
    /unable to open/,
    "SQLite is unable to open it; check that its folder exists and is writable",
  ],
  [
    /not a database/,
    "it is not a database, or a badly damaged one; move the file away, or give this run a --name of its own",
  ],
];

/** A store that cannot be used: its message is one sentence for the user. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/**
 * Says in one sentence why a store cannot be used.
 *
 * @param doing "open", "read" or "write to".
 * @param path The store.
 * @param error What SQLite threw, or an error that gives the reason.
 */
export function storeError(
  doing: "open" | "read" | "write to",
  path: string,
  error: unknown,
): StoreError {
  const { message } = error as Error;
  const known = REASONS.find(([pattern]) => pattern.test(message));
  return new StoreError(
    `Cannot ${doing} the run's store "${path}" as ${known?.[1] ?? message}`,
    { cause: error },
  );
}
