import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { fieldName, OPENALEX_FIELDS } from "lib/corpus/fields.ts";

/** A study file that cannot be used: its message is one sentence for the user. */
export class StudyError extends Error {
  override readonly name = "StudyError";
}

/** What each key allows, in the words of the error messages. */
export const ALLOWED = {
  name:
    "letters, digits, dots, hyphens and underscores, a letter or digit first",
  corpus:
    '"demo", "demo:N" with N below 1,000,000, "jats:PATH", "pdf:PATH", "artifact:FILE" or "collected:FOLDER"',
  synthetic: "true or false",
  metadata: "the path of a CSV file, or null",
  eligible:
    `{"cited": true or false, "fields": [ids or names of OpenAlex fields]}, or null; the fields are ${
      [...OPENALEX_FIELDS].map(([id, name]) => `${id} ${name}`).join("; ")
    }`,
  sample: '"all", a fraction between 0 and 1, or a whole number of 1 or more',
  at_least_one: "true or false",
  annotator: '"lexicon", "openai", "replay:FILE" or "recorded"',
  model: "the name of a language model, or null",
  artifact_model: "the name of a language model, or null",
  ground: "true or false",
  prompts: '"artifact:FILE", or null',
  mode: '"single" or "one-pass"',
  temperature: "a number from 0 to 2, or null",
  max_tokens: "a whole number of 1 or more, or null",
  questions: "a list of question files or of ids of the study's own questions",
  labels: "the path of a CSV or .xlsx file, or null",
  adjudicator: "the name of an annotator of the labels, or null",
  compare:
    "a list of names of runs, or of files with exported annotations (.jsonl) or a run's store (.sqlite)",
  collect: "an object: docs/collecting.md lists its keys",
  seed: "a whole number or a text",
  out: "the path of a folder",
} as const;

/** A key of a study file. */
export type StudyKey = keyof typeof ALLOWED;

/** A study as its file says it, or as flags override it. */
export type StudySource = { readonly [K in StudyKey]?: unknown };

/** Matches a corpus: number of demo papers, or kind and path. */
export const CORPUS =
  /^(?:demo(?::([1-9]\d{0,5}))?|(jats|pdf|artifact|collected):(.+))$/s;

/** Matches an annotator: its name, or the file of a recording. */
export const ANNOTATOR = /^(?:(lexicon|openai|recorded)|replay:(.+))$/s;

/** Matches where the words of the questions come from. */
export const PROMPTS = /^artifact:(.+)$/s;

/** The OpenAlex id of a field that is given by id or name; undefined if there is none. */
function idOfField(field: number | string): number | undefined {
  const name = fieldName(String(field));
  return [...OPENALEX_FIELDS].find((row) => row[1] === name)?.[0];
}

const schema: { readonly [K in StudyKey]: z.ZodType } = {
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
  corpus: z.string().regex(CORPUS),
  synthetic: z.boolean(),
  metadata: z.string().min(1).nullable(),
  eligible: z.strictObject({
    cited: z.boolean().default(false),
    fields: z.array(
      z.union([z.int(), z.string()]).refine((field) => idOfField(field)),
    ).default([]),
  }).nullable(),
  sample: z.union([z.literal("all"), z.number().gt(0).lt(1), z.int().min(1)]),
  at_least_one: z.boolean(),
  annotator: z.string().regex(ANNOTATOR),
  model: z.string().min(1).nullable(),
  artifact_model: z.string().min(1).nullable(),
  ground: z.boolean(),
  prompts: z.string().regex(PROMPTS).nullable(),
  mode: z.enum(["single", "one-pass"]),
  temperature: z.number().min(0).max(2).nullable(),
  max_tokens: z.int().min(1).nullable(),
  questions: z.array(z.string().min(1)).min(1),
  labels: z.string().min(1).nullable(),
  adjudicator: z.string().min(1).nullable(),
  compare: z.array(z.string().min(1)),
  collect: z.record(z.string(), z.unknown()),
  seed: z.union([z.int(), z.string().min(1)]),
  out: z.string().min(1),
};

/** Keys whose values are paths, and whose file must be there. */
export const FILES = ["metadata", "labels"] as const;

/** What to call the flags in {@link checkKeys}: its messages then name the flag. */
export const THE_FLAGS = "the flags";

/** A key as the user gives it on the command line. */
export function flagOf(key: string): string {
  return `--${key.replaceAll("_", "-")}`;
}

/**
 * Checks the keys and values of a study.
 *
 * @param source Parsed JSON of a study file, or the flags that override it.
 * @param where What to call it in messages, such as `study "my.json"`.
 * @throws {StudyError} If a key is unknown or a value not allowed: the message
 * says which key, what it holds and what it may hold.
 */
export function checkKeys(source: unknown, where: string): StudySource {
  if (source === null || typeof source !== "object" || Array.isArray(source)) {
    throw new StudyError(`Cannot use ${where} as it is not a JSON object`);
  }
  for (const [key, value] of Object.entries(source)) {
    if (!Object.hasOwn(schema, key)) {
      throw new StudyError(
        `Cannot use ${where} as it has an unknown key "${key}": allowed are ${
          Object.keys(ALLOWED).join(", ")
        }`,
      );
    }
    if (!schema[key as StudyKey].safeParse(value).success) {
      const isFlag = where === THE_FLAGS;
      throw new StudyError(
        `Cannot use ${isFlag ? flagOf(key) : where} as ${
          isFlag ? "it" : `"${key}"`
        } is ${JSON.stringify(value)}: allowed is ${ALLOWED[key as StudyKey]}`,
      );
    }
  }
  return source;
}

/** Whether an entry of `compare` is the name of a run; else it is a file. */
export function isRunName(entry: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(entry) &&
    !/\.(jsonl|sqlite)$/.test(entry);
}

/** Makes the paths of a study absolute, and ids of its fields. */
export function resolvePaths(source: StudySource, folder: string): StudySource {
  const absolute = (path: string) =>
    isAbsolute(path) ? path : resolve(folder, path);
  const resolved: Record<string, unknown> = { ...source };
  for (const key of [...FILES, "out"] as const) {
    const path = source[key];
    const kept = key === "labels" && path === "planted";
    if (typeof path === "string" && !kept) resolved[key] = absolute(path);
  }
  if (source.eligible) {
    const { cited = false, fields = [] } = source.eligible as {
      cited?: boolean;
      fields?: (number | string)[];
    };
    resolved.eligible = { cited, fields: fields.map(idOfField) };
  }
  if (typeof source.corpus === "string") {
    const [, , kind, path] = CORPUS.exec(source.corpus)!;
    if (kind) resolved.corpus = `${kind}:${absolute(path!)}`;
  }
  if (typeof source.annotator === "string") {
    const [, , recording] = ANNOTATOR.exec(source.annotator)!;
    if (recording) resolved.annotator = `replay:${absolute(recording)}`;
  }
  if (typeof source.prompts === "string") {
    const [, file] = PROMPTS.exec(source.prompts)!;
    resolved.prompts = `artifact:${absolute(file!)}`;
  }
  if (Array.isArray(source.compare)) {
    resolved.compare = source.compare.map((entry: string) =>
      isRunName(entry) ? entry : absolute(entry)
    );
  }
  if (Array.isArray(source.questions)) {
    resolved.questions = source.questions.map((file: string) =>
      file.endsWith(".json") ? absolute(file) : file
    );
  }
  return resolved;
}

/** Keys that say something about one corpus, and nothing about another. */
const OF_A_CORPUS = [
  ...["metadata", "labels", "adjudicator", "compare", "name", "out"],
  "artifact_model",
  "collect",
  "synthetic",
];

/**
 * Lays flags over a study. Another corpus is another study: it drops the
 * metadata, labels and name of the file unless flags give them too; an
 * artifact also brings its own answers and its own rule of who is eligible.
 * The demo corpus grows from the seed, so that another seed drops its labels as well.
 *
 * @param study The study file, checked, with absolute paths.
 * @param flags The keys to override, checked, with absolute paths.
 */
export function override(study: StudySource, flags: StudySource): StudySource {
  const merged: Record<string, unknown> = { ...study };
  const isDemo = String(flags.corpus ?? study.corpus ?? "demo").startsWith(
    "demo",
  );
  if (flags.corpus !== undefined) {
    for (const key of OF_A_CORPUS) delete merged[key];
    const isArtifact = String(flags.corpus).startsWith("artifact:");
    if (isArtifact) delete merged.eligible;
    if (isArtifact || merged.annotator === "recorded") delete merged.annotator;
  } else if (flags.seed !== undefined && isDemo) {
    delete merged.labels;
    delete merged.adjudicator;
  }
  return Object.assign(merged, flags);
}
