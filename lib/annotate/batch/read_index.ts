import { join } from "node:path";
import type {
  BatchFolder,
  RequestEntry,
  Shard,
} from "lib/annotate/batch/manifest.ts";
import { readLines } from "lib/annotate/batch/read_lines.ts";

/** Reads what the lines of a shard are for, in their order, one at a time. */
export function* readIndex(
  { path }: BatchFolder,
  { index }: Pick<Shard, "index">,
): Generator<RequestEntry> {
  for (const { text } of readLines(join(path, index))) {
    yield JSON.parse(text);
  }
}
