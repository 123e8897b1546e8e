import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "lib/tasks/command.ts";

/** Help on the command. */
export const COLLECT_HELP =
  `Build a corpus from keywords: search, metadata, texts.

Usage: deno task collect --study FILE [flags]

The study file says what to collect (docs/collecting.md). Every answer is kept:
stopped or broken off, the same command goes on where it was.

  --study FILE        study file with "corpus": "collected:FOLDER"
  --dry-run           say what the run would take, and ask nobody
  --offline           build the tables from the kept answers, and ask nobody
  --refresh metadata  ask for citations and topics anew, and say what changed
  --refresh texts     ask again for texts that were refused
  --contact ADDRESS   e-mail address or page that services can write to; it is
                      kept in the study file
  --smoke             ask each service for one paper, keep nothing, and say
                      whether the answers are as this program expects
  --help              this text

With a free key of OpenAlex in OPENALEX_API_KEY the metadata come in one go.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 a service asks to come back later,
130 interrupted.`;

/** What the flags of `deno task collect` say. */
export interface CollectFlags {
  readonly study: string;
  readonly contact: string;
  readonly dryRun: boolean;
  readonly offline: boolean;
  readonly smoke: boolean;
  readonly refreshMetadata: boolean;
  readonly refreshTexts: boolean;
}

/**
 * Reads the flags.
 *
 * @returns Null if help was asked for.
 * @throws {UsageError} If one is unknown, lacks its value or contradicts another.
 */
export function readCollectFlags(
  args: readonly string[],
): CollectFlags | null {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: ["study", "refresh", "contact"],
    boolean: ["help", "dry-run", "offline", "smoke"],
    alias: { h: "help" },
    unknown: (arg) => (unknown.push(arg), false),
  });
  if (flags.help) return null;
  if (unknown.length > 0) {
    throw new UsageError(
      `Cannot use "${
        unknown[0]
      }" as it is not a flag of this command: --help lists them`,
    );
  }
  if (!flags.study) {
    throw new UsageError(
      "Cannot collect as no study is named: give its file with --study FILE",
    );
  }
  if (flags.contact === "") {
    throw new UsageError("Cannot use --contact as its value is missing");
  }
  const { refresh } = flags;
  if (refresh !== undefined && refresh !== "metadata" && refresh !== "texts") {
    throw new UsageError(
      `Cannot refresh "${refresh}" as only metadata and texts can be asked for anew: --refresh metadata or --refresh texts`,
    );
  }
  const { offline, smoke } = flags;
  const dryRun = flags["dry-run"];
  const isRefresh = refresh !== undefined;
  if ([offline, smoke, dryRun, isRefresh].filter(Boolean).length > 1) {
    throw new UsageError(
      "Cannot use more than one of --dry-run, --offline, --smoke and --refresh at once",
    );
  }
  return {
    ...{ study: flags.study, contact: flags.contact ?? "" },
    ...{ dryRun, offline, smoke },
    refreshMetadata: refresh === "metadata",
    refreshTexts: refresh === "texts",
  };
}
