import { relative, resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { storePath } from "lib/study/run_store.ts";
import { settle } from "lib/study/settings.ts";
import {
  type AnnotatorStatus,
  type Spent,
  statusOf,
  type StoreStatus,
} from "lib/study/store_status.ts";
import { DEFAULT_STUDY, readStudyFile } from "lib/study/study_file.ts";
import { checkKeys, THE_FLAGS } from "lib/study/study_keys.ts";
import {
  commandLine,
  EXIT,
  runCommand,
  UsageError,
  userFolder,
} from "lib/tasks/command.ts";
import { countOf, formatCount } from "lib/words.ts";

const HELP =
  `Show what a run's store holds: answers, failures, grounded answers, tokens, money, size, and the command that goes on.

Usage: deno task status [flags]

  --study FILE           study file; the demo study by default
  --name NAME            name of the study, if it was given by a flag
  --help                 this text

Examples:
  deno task status
  deno task status --study my-study/study.json
  deno task status --name my-run`;

if (import.meta.main) {
  await runCommand(async (args) => {
    const flags = readFlags(args);
    if (flags.help) {
      console.log(HELP);
      return EXIT.done;
    }
    const path = storePath({ name: await nameOf(flags) });
    const shown = relative(userFolder(), path);
    const status = await statusOf(path);
    const goesOn = status.command ?? commandLine("annotate", args);
    for (const line of statusInWords(shown, status, goesOn)) console.log(line);
    return EXIT.done;
  });
}

interface Flags {
  readonly study?: string;
  readonly name?: string;
  readonly help?: boolean;
}

function readFlags(args: readonly string[]): Flags {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: ["study", "name"],
    boolean: ["help"],
    alias: { h: "help" },
    unknown: (arg) => (unknown.push(arg), false),
  }) as Flags;
  // An empty value is told first: the parser takes it for a stray argument.
  const empty = (["study", "name"] as const).find((flag) => flags[flag] === "");
  if (empty) {
    throw new UsageError(`Cannot use --${empty} as its value is missing`);
  }
  const [stray] = unknown;
  if (stray !== undefined) {
    throw new UsageError(
      `Cannot use "${stray}" as it is not a flag of this command, which takes a run by its --name or --study: --help lists them`,
    );
  }
  return flags;
}

async function nameOf({ study, name }: Flags): Promise<string> {
  if (name !== undefined) {
    checkKeys({ name }, THE_FLAGS);
    return name;
  }
  const file = study === undefined
    ? DEFAULT_STUDY
    : resolve(userFolder(), study);
  const where = `study "${study ?? "demo"}"`;
  return (await settle(await readStudyFile(file), where)).name;
}

/**
 * A store's status as lines to be read.
 *
 * @param path What to call the store.
 * @param goesOn The command that goes on with its run.
 */
export function statusInWords(
  path: string,
  status: StoreStatus,
  goesOn: string,
): string[] {
  const { sampled, begun, annotators, bytes } = status;
  return [
    `Store: ${path}, ${(bytes / 1e6).toFixed(1)} MB`,
    `Current run: ${formatCount(begun)} of ${
      countOf(sampled, "sampled paper")
    } begun`,
    ...annotators.flatMap(annotatorInWords),
    ...(annotators.length === 0 ? ["", "Nothing is answered yet"] : []),
    "",
    nextInWords(status, goesOn),
  ];
}

function nextInWords(
  { isComplete, unanswered, annotators }: StoreStatus,
  goesOn: string,
): string {
  if (!isComplete) return `To go on: ${goesOn}`;
  const isRecorded = annotators.every(({ identity }) =>
    identity.annotator === "artifact"
  );
  if (unanswered === 0 || isRecorded) {
    return `Complete: nothing is left to ask; to write its outputs again: ${goesOn}`;
  }
  const again = / --retry-failed\b/.test(goesOn)
    ? goesOn
    : `${goesOn} --retry-failed`;
  return `Complete: nothing is left to ask, but ${
    countOf(unanswered, "question")
  } ${
    unanswered === 1
      ? "has no answer; to ask it again"
      : "have no answer; to ask these again"
  }: ${again}`;
}

function annotatorInWords(
  { identity, mode, questions, spent }: AnnotatorStatus,
): string[] {
  const { annotator, model, endpoint, parameters } = identity;
  return [
    "",
    `${annotator} ${model}${endpoint && ` at ${endpoint}`} ${
      JSON.stringify(parameters)
    }${mode === "one-pass" ? ", asked in one pass" : ""}`,
    ...questions.map(({ question, answered, failed, positive, grounded }) => {
      const failures = Object.entries(failed)
        .map(([status, n]) => `${formatCount(n)} ${status}`);
      const parts = [
        `${formatCount(answered)} answered`,
        failures.length === 0
          ? "none failed"
          : `failed: ${failures.join(", ")}`,
        ...(positive === 0
          ? []
          : [`grounded ${formatCount(grounded)} of ${formatCount(positive)}`]),
      ];
      return `  ${question}: ${parts.join("; ")}`;
    }),
    ...spent.map((row) => `  ${spentInWords(row)}`),
  ];
}

function spentInWords({ requests, batch, usage, usd }: Spent): string {
  return `${countOf(requests, "request")}${batch ? " in batches" : ""}: ${
    formatCount(usage.promptTokens)
  } prompt tokens (${formatCount(usage.cachedTokens)} cached, ${
    formatCount(usage.writtenTokens)
  } written), ${formatCount(usage.completionTokens)} completion tokens (${
    formatCount(usage.reasoningTokens)
  } reasoning), ${usd === null ? "cost unknown" : `$${usd.toFixed(2)}`}`;
}
