import { resolve } from "node:path";
import type { BatchTarget } from "lib/annotate/batch/manifest.ts";
import type { ShardLimits } from "lib/annotate/batch/write_shards.ts";
import { commandLine, UsageError, userFolder } from "lib/tasks/command.ts";
import { readStudyFlags } from "lib/tasks/study_flags.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** The parts of `deno task batch`. */
export const BATCH_COMMANDS = [
  "export",
  "submit",
  "status",
  "collect",
] as const;

/** One of {@link BATCH_COMMANDS}. */
export type BatchCommand = (typeof BATCH_COMMANDS)[number];

/** What the user wants done with a study's batches. */
export interface BatchFlags {
  readonly command: BatchCommand;
  readonly settings: StudySettings;
  readonly retryFailed: boolean;
  readonly target: BatchTarget;
  readonly limits: ShardLimits;
  /** Write again what stands in files that have not come back. */
  readonly again: boolean;
  /** Folder of result files; null for those of the service or of the exports. */
  readonly from: string | null;
  /** A command with the same study flags, to be shown to the user. */
  readonly commandFor: (task: string, ...first: string[]) => string;
}

/** Which of the commands takes which flag, and whether it has a value. */
const OWN_FLAGS: Readonly<
  Record<string, { readonly of: BatchCommand; readonly hasValue: boolean }>
> = {
  "for": { of: "export", hasValue: true },
  "shard-requests": { of: "export", hasValue: true },
  "shard-mb": { of: "export", hasValue: true },
  "again": { of: "export", hasValue: false },
  "from": { of: "collect", hasValue: true },
};

/** What the service takes in one file; a margin is left below its 200 MB. */
const MOST_REQUESTS = 50_000;
const MOST_MB = 200;
const USUAL_MB = 180;
/** vLLM writes its output when a file is done: a lost job loses one file. */
const USUAL_REQUESTS: Readonly<Record<BatchTarget, number>> = {
  openai: MOST_REQUESTS,
  vllm: 500,
};

/**
 * Reads the flags of `deno task batch`.
 *
 * @param args Command-line arguments.
 * @returns What they say, or null if help was asked for.
 * @throws {UsageError} If the command or a flag is unknown or not allowed.
 * @throws {StudyError} If the study is not valid.
 */
export async function readBatchFlags(
  [first, ...rest]: readonly string[],
): Promise<BatchFlags | null> {
  if (first === "--help" || first === "-h") return null;
  const command = BATCH_COMMANDS.find((name) => name === first);
  if (command === undefined) {
    throw new UsageError(
      `Cannot run deno task batch as ${
        first === undefined ? "it lacks a command" : `"${first}" is none`
      }: ${BATCH_COMMANDS.join(", ")}, or --help`,
    );
  }
  const { own, study } = splitFlags(command, rest);
  const flags = await readStudyFlags(study, userFolder());
  if (flags === null) return null;
  const { settings, retryFailed, maxUsd, maxCalls, dryRun, concurrency } =
    flags;
  const limit = maxUsd !== undefined
    ? "--max-usd"
    : maxCalls !== undefined
    ? "--max-calls"
    : dryRun
    ? "--dry-run"
    : concurrency !== "auto"
    ? "--concurrency"
    : null;
  if (limit !== null) {
    throw new UsageError(
      `Cannot use ${limit} with batches as they are priced and run elsewhere; deno task annotate takes it`,
    );
  }
  if (settings.annotator !== "openai") {
    throw new UsageError(
      `Cannot make batches for the annotator "${settings.annotator}" as only a language model takes them: give --annotator openai and --model NAME`,
    );
  }
  const target = own.get("for") ?? "openai";
  if (target !== "openai" && target !== "vllm") {
    throw new UsageError(
      `Cannot use --for as its value is "${target}": allowed are openai and vllm`,
    );
  }
  const from = own.get("from");
  return {
    command,
    settings,
    retryFailed,
    target,
    limits: {
      requests: number(
        own,
        "shard-requests",
        MOST_REQUESTS,
        USUAL_REQUESTS[target],
      ),
      bytes: number(own, "shard-mb", MOST_MB, USUAL_MB) * 1e6,
    },
    again: own.has("again"),
    from: from === undefined ? null : resolve(userFolder(), from),
    commandFor: (task, ...first) => commandLine(task, [...first, ...study]),
  };
}

/** Takes the flags of a batch command out of those of the study. */
function splitFlags(command: BatchCommand, args: readonly string[]) {
  const own = new Map<string, string>();
  const study: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [, name, , value] = /^--([a-z-]+)(=(.*))?$/s.exec(args[i]!) ?? [];
    const flag = name === undefined ? undefined : OWN_FLAGS[name];
    if (flag?.of !== command) {
      study.push(args[i]!);
    } else if (!flag.hasValue) {
      own.set(name!, "");
    } else {
      own.set(name!, value ?? args[++i] ?? "");
      if (own.get(name!) === "") {
        throw new UsageError(`Cannot use --${name} as its value is missing`);
      }
    }
  }
  return { own, study };
}

function number(
  own: ReadonlyMap<string, string>,
  name: string,
  most: number,
  usual: number,
): number {
  const text = own.get(name);
  if (text === undefined) return usual;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new UsageError(
    `Cannot use --${name} as its value is "${text}": allowed is a whole number from 1 to ${most}`,
  );
}
