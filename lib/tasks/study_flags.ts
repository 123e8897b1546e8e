import { resolve } from "node:path";
import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "lib/tasks/command.ts";
import {
  PLAIN_RUN_FLAGS,
  readRunFlags,
  RUN_FLAG_HELP,
  type RunFlags,
  VALUED_RUN_FLAGS,
} from "lib/tasks/run_flags.ts";
import { refuseIdleFlags } from "lib/tasks/idle_flags.ts";
import { checkSameCorpus } from "lib/study/same_corpus.ts";
import { settle, type StudySettings } from "lib/study/settings.ts";
import { DEFAULT_STUDY, readStudyFile } from "lib/study/study_file.ts";
import {
  ALLOWED,
  checkKeys,
  override,
  resolvePaths,
  type StudyKey,
  THE_FLAGS,
} from "lib/study/study_keys.ts";

/** What the flags of `annotate` and `reproduce` say. */
export interface StudyFlags extends RunFlags {
  readonly settings: StudySettings;
  /** True for the demo study as its file says it: only it writes to `notebooks/`. */
  readonly isDefault: boolean;
}

/** One line of help for each flag that overrides a key. */
const HELP: Readonly<Record<Exclude<StudyKey, "collect">, string>> = {
  name: "NAME        name of the study; store and outputs are named after it",
  corpus:
    "SOURCE      demo, demo:N, jats:PATH (folder or .zip), pdf:PATH, artifact:FILE or collected:FOLDER",
  synthetic: "            the papers are made up: every output says so",
  metadata: "FILE        CSV with doi, cited_by_count, fields",
  eligible:
    'JSON        {"cited": true, "fields": [13, "Neuroscience"]}, or none',
  sample: "SIZE        all, a fraction such as 0.1, or a number of papers",
  at_least_one: "            draw at least one paper per megajournal and year",
  annotator:
    "NAME        lexicon (default, no network), openai, replay:FILE or recorded (default for an artifact)",
  model: "NAME        language model, for --annotator openai",
  artifact_model: "NAME        language model that answered in an artifact",
  ground:
    "            locate the quotes of an artifact's answers; reads every text",
  prompts: "SOURCE      artifact:FILE asks in the words of its prompts",
  mode: "MODE        single (default): one question a request; or one-pass",
  temperature: "NUMBER      0 to 2; left to the server if not given",
  max_tokens: "NUMBER      most tokens of an answer, reasoning included",
  questions: "A,B,…       question files or ids instead of the five",
  labels: "FILE        CSV or .xlsx of human labels, or none",
  adjudicator:
    "NAME        annotator whose labels decide, instead of the majority",
  compare:
    "A,B,…       runs, or files of answers, to validate beside it; or none",
  seed: "SEED        whole number or text",
  out: "DIR         folder for tables, figures and executed notebooks",
};

/** Flags without a value. */
const PLAIN = ["synthetic", "at-least-one", "ground"];

/**
 * Help on the flags that tasks with a study share.
 *
 * @param runFlags Help on the flags that say how to ask; all by default.
 */
export function flagHelp(
  runFlags: readonly string[] = RUN_FLAG_HELP,
): string {
  const lines = Object.entries(HELP).map(([key, help]) => {
    const [value, ...rest] = [help.slice(0, 12).trim(), help.slice(12)];
    const flag = `--${key.replaceAll("_", "-")} ${value}`.trimEnd();
    return `  ${flag.padEnd(22)} ${rest.join("")}`;
  });
  return [
    "  --study FILE           study file; the demo study by default",
    ...lines,
    ...runFlags,
    "  --help                 this text",
  ].join("\n");
}

/**
 * Reads the flags of a command that runs a study.
 *
 * @param args Command-line arguments.
 * @param cwd Folder that relative paths in flags start from.
 * @returns The settings, or null if help was asked for.
 * @throws {UsageError} If a flag is unknown, lacks its value or would do nothing.
 * @throws {StudyError} If the study or a flag's value is not valid, or its name
 * is that of a run of another corpus.
 */
export async function readStudyFlags(
  args: readonly string[],
  cwd: string,
): Promise<StudyFlags | null> {
  const valued = ["study", ...Object.keys(HELP), ...VALUED_RUN_FLAGS]
    .map((key) => key.replaceAll("_", "-"))
    .filter((flag) => !PLAIN.includes(flag));
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: valued,
    boolean: ["help", ...PLAIN, ...PLAIN_RUN_FLAGS],
    alias: { h: "help" },
    unknown: (arg) => (unknown.push(arg), false),
  }) as Record<string, unknown>;
  if (flags.help) return null;
  // An empty value is told first: the parser takes it for a stray argument.
  const empty = valued.find((flag) => isBlank(flags[flag]));
  if (empty) {
    throw new UsageError(`Cannot use --${empty} as its value is missing`);
  }
  const [stray] = unknown;
  if (stray !== undefined) {
    throw new UsageError(
      `Cannot use "${stray}" as it is not a flag of this command: --help lists them`,
    );
  }

  const overrides = resolvePaths(
    checkKeys(flagValues(flags), THE_FLAGS),
    cwd,
  );
  const path = typeof flags.study === "string"
    ? resolve(cwd, flags.study)
    : DEFAULT_STUDY;
  const study = await readStudyFile(path);
  const isDefault = path === DEFAULT_STUDY &&
    Object.keys(overrides).length === 0;
  const runFlags = readRunFlags(flags);
  const settings = await settle(
    override(study, overrides),
    `study "${flags.study ?? "demo"}"`,
    overrides,
  );
  refuseIdleFlags(flags, settings);
  await checkSameCorpus(settings);
  return { settings, ...runFlags, isDefault };
}

/** Turns the texts of flags into the values that a study file would hold. */
function flagValues(flags: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(ALLOWED) as StudyKey[]) {
    const text = flags[key.replaceAll("_", "-")];
    if (text === true) values[key] = true;
    if (typeof text === "string") values[key] = flagValue(key, text);
  }
  return values;
}

function flagValue(key: StudyKey, text: string): unknown {
  switch (key) {
    case "eligible":
    case "metadata":
    case "labels":
    case "adjudicator":
      if (text === "none" || text === "null") return null;
      return key === "eligible" ? jsonOrText(text) : text;
    case "compare":
      return text === "none" ? [] : listOf(key, text);
    case "questions":
      return listOf(key, text);
    case "sample":
    case "temperature":
    case "max_tokens":
      return numberOrText(text);
    case "seed":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    default:
      return text;
  }
}

function listOf(key: StudyKey, text: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (!parts.includes("")) return parts;
  throw new UsageError(
    `Cannot use --${key} "${text}" as an entry of the list is empty: put one comma between two entries`,
  );
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

function numberOrText(text: string): number | string {
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isNaN(number) ? text : number;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
