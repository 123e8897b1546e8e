import { join } from "node:path";
import type { AnnotatorIdentity, AskingMode } from "lib/annotate/annotator.ts";
import type { CollectCounts } from "lib/annotate/batch/collect_counts.ts";
import type { KnownServer } from "lib/annotate/batch/correspond.ts";
import type { FollowUp } from "lib/annotate/batch/follow_up.ts";
import type { WrittenShard } from "lib/annotate/batch/write_shards.ts";
import { replaceFile } from "lib/files.ts";

/** A question that a request asks. */
export interface AskedQuestion {
  readonly question: string;
  readonly version: number;
  /** The annotation's key in the store. */
  readonly key: string;
}

/** What one line of a batch file is for: a line of the shard's index. */
export interface RequestEntry {
  /** The line's `custom_id`. */
  readonly id: string;
  readonly doi: string;
  /** Where the corpus finds the paper. */
  readonly source: string;
  /** SHA-256 of the text that was asked about. */
  readonly textHash: string;
  /** One question; in one-pass mode all that the paper was asked together. */
  readonly asked: readonly AskedQuestion[];
  /**
   * Requests that the store had of the first question when the line was
   * written: those of a line are kept with its first question.
   */
  readonly attemptsBefore: number;
  /** What came before; null for a first request. */
  readonly followUp: FollowUp | null;
}

/**
 * How far a file of requests is: "exported" (written), "uploaded" (the service
 * has the file), "creating" (a batch was asked for, and whether it came to be
 * is not known yet), "submitted" (it has a batch), "failed" (the service
 * refused the batch and ran nothing), "collected" (every line is accounted for).
 */
export type ShardState =
  | "exported"
  | "uploaded"
  | "creating"
  | "submitted"
  | "failed"
  | "collected";

/** A file of requests and what became of it. */
export interface Shard extends WrittenShard {
  readonly state: ShardState;
  readonly fileId: string | null;
  readonly batchId: string | null;
  /** What the service last said of the batch, such as "in_progress". */
  readonly status: string | null;
  /** Requests done, failed and all, as the service last counted them. */
  readonly progress: {
    readonly completed: number;
    readonly failed: number;
    readonly total: number;
  } | null;
  /** Why the service refused the batch: its code and its words. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
  /** Batches of this file that ran nothing. */
  readonly earlierBatches: readonly string[];
  readonly collected: CollectCounts | null;
}

/** Who runs the files: a service with the batch API, or `vllm run-batch`. */
export type BatchTarget = "openai" | "vllm";

/** Version of the files of an export. */
export const FORMAT = 2;

/** One export: what `batch.json` holds. */
export interface BatchManifest {
  readonly format: typeof FORMAT;
  readonly study: string;
  readonly target: BatchTarget;
  readonly identity: AnnotatorIdentity;
  readonly mode: AskingMode;
  /** What was known of the server when the requests were written. */
  readonly start: KnownServer;
  /** What its answers taught; null until there is something. */
  readonly learnt: KnownServer | null;
  /** Waves of the cascade. */
  readonly waves: number;
  readonly questions: readonly {
    readonly id: string;
    readonly version: number;
    /** SHA-256 of the question's canonical JSON. */
    readonly sha256: string;
    /** Its wave: 1 for a question that depends on none. */
    readonly wave: number;
    readonly requests: number;
  }[];
  readonly shards: readonly Shard[];
}

/** An export on disk. */
export interface BatchFolder {
  readonly path: string;
  /** Name of the folder, such as "0001". */
  readonly name: string;
  readonly manifest: BatchManifest;
}

const MANIFEST = "batch.json";

/** A shard that nobody has seen yet. */
export function newShard(written: WrittenShard): Shard {
  return {
    ...written,
    state: "exported",
    fileId: null,
    batchId: null,
    status: null,
    progress: null,
    refusal: null,
    earlierBatches: [],
    collected: null,
  };
}

/** Writes an export's manifest in one step. */
export async function saveManifest(
  path: string,
  manifest: BatchManifest,
): Promise<void> {
  await replaceFile(
    join(path, MANIFEST),
    JSON.stringify(manifest, null, 2) + "\n",
  );
}

/**
 * Changes one shard of an export, on disk before anything else happens.
 *
 * @param learnt What was learnt of the server, if anything.
 */
export async function updateShard(
  { path, name, manifest }: BatchFolder,
  file: string,
  change: Partial<Shard>,
  learnt: KnownServer | null = manifest.learnt,
): Promise<BatchFolder> {
  const shards = manifest.shards.map((shard) =>
    shard.file === file ? { ...shard, ...change } : shard
  );
  const changed = { ...manifest, shards, learnt };
  await saveManifest(path, changed);
  return { path, name, manifest: changed };
}

/**
 * Lists a study's exports, the oldest first.
 *
 * @param folder The folder of the study's batches; none may be there yet.
 * @throws {Error} If a manifest cannot be read.
 */
export async function listBatches(folder: string): Promise<BatchFolder[]> {
  const names: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory && /^\d+$/.test(name)) names.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const folders: BatchFolder[] = [];
  for (const name of names.sort((a, b) => Number(a) - Number(b))) {
    const path = join(folder, name);
    folders.push({ path, name, manifest: await readManifest(path) });
  }
  return folders;
}

async function readManifest(path: string): Promise<BatchManifest> {
  const file = join(path, MANIFEST);
  const fail = (why: string, cause?: unknown) =>
    new Error(
      `Cannot read "${file}" as ${why}; restore it, or remove its folder to forget that export`,
      { cause },
    );
  let manifest: BatchManifest;
  try {
    manifest = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    throw fail((error as Error).message, error);
  }
  if (manifest.format !== FORMAT) {
    throw fail("it was made by another version of this project");
  }
  return manifest;
}
