import type { GateOptions } from "lib/annotate/gate/gate.ts";
import { UsageError } from "lib/tasks/command.ts";

/** How a study is asked this time; nothing of it changes an answer. */
export interface RunFlags
  extends Pick<GateOptions, "concurrency" | "maxUsd" | "maxCalls"> {
  /** Say what a run would take, and ask nothing. */
  readonly dryRun: boolean;
  /** Ask again what ended without an answer before. */
  readonly retryFailed: boolean;
}

/** Flags with a value, and without. */
export const VALUED_RUN_FLAGS = [
  "concurrency",
  "max-usd",
  "max-calls",
] as const;
export const PLAIN_RUN_FLAGS = ["dry-run", "retry-failed"] as const;

/** Help on these flags. */
export const RUN_FLAG_HELP = [
  "  --concurrency N        requests at once; auto (default) finds out how many",
  "  --max-usd AMOUNT       stop before more than so many dollars are spent",
  "  --max-calls N          stop before more than N requests are sent",
  "  --dry-run              say what the run would take, and ask nothing",
  "  --retry-failed         ask again what ended without an answer before",
] as const;

/**
 * Reads the flags that say how to ask.
 *
 * @param flags Values by name, texts where they were given.
 * @throws {UsageError} If a value is not allowed.
 */
export function readRunFlags(flags: Record<string, unknown>): RunFlags {
  const concurrency = flags.concurrency ?? "auto";
  const read = (
    name: string,
    isAllowed: (number: number) => boolean,
    allowed: string,
  ): number | undefined => {
    const text = flags[name] as string | undefined;
    if (text === undefined) return undefined;
    const number = text.trim() === "" ? NaN : Number(text);
    if (isAllowed(number)) return number;
    throw new UsageError(
      `Cannot use --${name} as its value is "${text}": allowed is ${allowed}`,
    );
  };
  const isCount = (number: number) =>
    Number.isSafeInteger(number) && number > 0;
  return {
    concurrency: concurrency === "auto"
      ? "auto"
      : read("concurrency", isCount, "auto or a whole number of 1 or more")!,
    maxUsd: read(
      "max-usd",
      (number) => Number.isFinite(number) && number > 0,
      "a number of dollars above 0",
    ),
    maxCalls: read("max-calls", isCount, "a whole number of 1 or more"),
    dryRun: flags["dry-run"] === true,
    retryFailed: flags["retry-failed"] === true,
  };
}
