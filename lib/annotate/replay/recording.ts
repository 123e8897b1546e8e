import type { AnnotatorIdentity } from "lib/annotate/annotator.ts";
import type { RecordedAnswers } from "lib/annotate/replay/recorded_answers.ts";
import { openRecordedLines } from "lib/annotate/replay/recorded_lines.ts";
import { openRecordedStore } from "lib/annotate/replay/recorded_store.ts";
import { byCodeUnit } from "lib/order.ts";

/**
 * Opens recorded answers: a run's store (of this or an older version), or the
 * annotations.jsonl of a run or an export. Neither is changed.
 *
 * @throws {Error} If it cannot be read as one: one sentence that says why.
 */
export async function openRecording(path: string): Promise<RecordedAnswers> {
  return await isStore(path)
    ? openRecordedStore(path)
    : await openRecordedLines(path);
}

/** Every SQLite file begins with this. */
const SQLITE = "SQLite format 3\0";

/** Whether a file is a store; else it can be annotations as JSON lines. */
export async function isStore(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const head = new Uint8Array(SQLITE.length);
  const length = await file.read(head);
  return new TextDecoder().decode(head.subarray(0, length ?? 0)) === SQLITE;
}

/**
 * Says whose answers a recording gives.
 *
 * @param model Name of a model; null if the recording is of one annotator only.
 * @throws {Error} If there is nobody, or more than one: the message names them.
 */
export function recordedIdentity(
  { identities }: RecordedAnswers,
  path: string,
  model: string | null,
): AnnotatorIdentity {
  const fitting = identities.filter((identity) =>
    model === null || identity.model === model
  );
  const [identity] = fitting;
  if (identity === undefined) {
    throw new Error(
      `Cannot replay "${path}" as it holds no answers${
        model === null ? "" : ` of "${model}"`
      }`,
    );
  }
  if (fitting.length > 1) {
    const models = new Set(fitting.map(({ model }) => model));
    throw new Error(
      `Cannot replay "${path}" as it holds answers of more than one annotator: ${
        models.size > 1
          ? `choose one with --model: ${
            [...models].sort(byCodeUnit).join(", ")
          }`
          : `"${identity.model}" was asked in different ways; export one run of it and replay that`
      }`,
    );
  }
  return identity;
}
