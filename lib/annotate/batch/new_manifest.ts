import { canonicalJson, hashText } from "lib/annotate/annotation_key.ts";
import type { KnownServer } from "lib/annotate/batch/correspond.ts";
import type { ExportOptions } from "lib/annotate/batch/export_batch.ts";
import {
  type BatchManifest,
  FORMAT,
  newShard,
} from "lib/annotate/batch/manifest.ts";
import { wavesOf } from "lib/annotate/batch/waves.ts";
import type { WrittenShard } from "lib/annotate/batch/write_shards.ts";

/** What an export wrote. */
export interface Written {
  /** What was known of the server. */
  readonly start: KnownServer;
  readonly shards: readonly WrittenShard[];
  /** Requests that ask a question, by question. */
  readonly requests: ReadonlyMap<string, number>;
}

/** Describes an export that nobody has seen yet. */
export function newManifest(
  { study, target, annotator, questions }: Pick<
    ExportOptions,
    "study" | "target" | "annotator" | "questions"
  >,
  { start, shards, requests }: Written,
): BatchManifest {
  const waves = annotator.mode === "one-pass"
    ? new Map(questions.map(({ id }) => [id, 1]))
    : wavesOf(questions);
  return {
    format: FORMAT,
    study,
    target,
    identity: annotator.identity,
    mode: annotator.mode,
    start,
    learnt: null,
    waves: Math.max(...waves.values()),
    questions: questions
      .filter(({ id }) => requests.get(id)! > 0)
      .map((question) => ({
        id: question.id,
        version: question.version,
        sha256: hashText(canonicalJson(question)),
        wave: waves.get(question.id)!,
        requests: requests.get(question.id)!,
      })),
    shards: shards.map(newShard),
  };
}
