import { AnnotatorStopped, LimitReached } from "lib/annotate/annotator.ts";
import { StudyError } from "lib/study/study_keys.ts";

/** Wrong use of a command: its message is one sentence, the exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a command ends with, as shells and scripts see it. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  limitReached: 3,
  interrupted: 130,
} as const;

/** Folder that the user stands in: `deno task` itself runs in the project's. */
export function userFolder(): string {
  return Deno.env.get("INIT_CWD") || Deno.cwd();
}

/** A command as the user could type it again. */
export function commandLine(task: string, args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`
  );
  return ["deno", "task", task, ...quoted].join(" ");
}

/**
 * Runs a command: ends the process with its exit code, turns an interruption
 * into a signal, and shows what users can act on as one sentence. A second
 * interruption ends the process at once.
 *
 * @param main The command. It gets the arguments and a signal that is aborted
 * by Ctrl-C or SIGTERM, and returns its exit code.
 */
export async function runCommand(
  main: (args: string[], signal: AbortSignal) => Promise<number>,
): Promise<never> {
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) Deno.exit(EXIT.interrupted);
    console.error(
      "\nInterrupted: nothing new is begun; a second Ctrl-C stops at once",
    );
    interruption.abort(new Error("interrupted"));
  };
  Deno.addSignalListener("SIGINT", interrupt);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", interrupt);
  Deno.exit(
    await exitCodeOf(
      () => main(Deno.args, interruption.signal),
      interruption.signal,
    ),
  );
}

async function exitCodeOf(
  work: () => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) {
      console.error(
        "\nStopped; what is done is kept, the same command goes on",
      );
      return EXIT.interrupted;
    }
    if (error instanceof UsageError || error instanceof StudyError) {
      console.error(error.message);
      return EXIT.wrongUsage;
    }
    if (error instanceof LimitReached) {
      console.error(error.message);
      return EXIT.limitReached;
    }
    if (error instanceof AnnotatorStopped || isPlain(error)) {
      console.error(error.message);
      return EXIT.failed;
    }
    if (isOfSystem(error)) {
      console.error(`Cannot go on as the system says: ${error.message}`);
      return EXIT.failed;
    }
    throw error;
  }
}

/** True for an error that was written for the user: it says what cannot be done. */
function isPlain(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith("Cannot ");
}

/** True for what the operating system or SQLite refuses: a full disk, a folder without permission, a damaged file. */
function isOfSystem(error: unknown): error is Error {
  return error instanceof Error &&
    (/^E([A-Z]+|RR_SQLITE_ERROR)$/.test(
      String((error as { code?: unknown }).code),
    ) ||
      Object.values(Deno.errors).some((kind) => error instanceof kind));
}
