import type { StudySettings } from "lib/study/settings.ts";
import { UsageError } from "lib/tasks/command.ts";

/** Flags that do something in some studies only. */
interface Needy {
  readonly flags: readonly string[];
  readonly isOfUse: (settings: StudySettings) => boolean;
  /** Why they do nothing in others, and what to do. */
  readonly rule: string;
}

const NEEDY: readonly Needy[] = [
  {
    flags: [
      ...["mode", "temperature", "max-tokens"],
      ...["concurrency", "max-usd", "max-calls"],
    ],
    isOfUse: ({ annotator }) => annotator === "openai",
    rule:
      "it sends no requests: leave the flag out, or give --annotator openai and --model NAME",
  },
  {
    flags: ["model"],
    isOfUse: ({ annotator }) =>
      annotator === "openai" || annotator === "replay",
    rule:
      "it has no model: leave the flag out, or give --annotator openai as well",
  },
  {
    flags: ["retry-failed"],
    isOfUse: ({ annotator }) => annotator !== "recorded",
    rule: "it asks nobody: leave the flag out",
  },
  {
    flags: ["ground", "artifact-model"],
    isOfUse: ({ annotator }) => annotator === "recorded",
    rule:
      "it takes no answers from an artifact: leave the flag out, or give --annotator recorded and --corpus artifact:FILE",
  },
];

/**
 * Refuses flags that would do nothing: who gives --max-usd should know if there
 * is nothing to limit. Keys of a study file are not looked at, as they may wait
 * there while a flag names another annotator.
 *
 * @param flags Values by name; undefined or false where not given.
 * @param settings The study with these flags.
 * @throws {UsageError} One sentence that names the flag.
 */
export function refuseIdleFlags(
  flags: Readonly<Record<string, unknown>>,
  settings: StudySettings,
): void {
  for (const { flags: names, isOfUse, rule } of NEEDY) {
    const idle = names.find((name) => (flags[name] ?? false) !== false);
    if (idle === undefined || isOfUse(settings)) continue;
    throw new UsageError(
      `Cannot use --${idle} with the annotator "${settings.annotator}" as ${rule}`,
    );
  }
}
