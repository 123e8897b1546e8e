import { dirname, isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import type { Eligibility } from "lib/corpus/select.ts";
import type { SampleSize } from "lib/corpus/sample.ts";
import { projectPath } from "lib/paths.ts";
import { STUDY_QUESTIONS } from "lib/questions/load_questions.ts";

/** Where a study's papers come from. */
export type CorpusSpec =
  | { readonly kind: "demo"; readonly papers: number }
  | { readonly kind: "jats" | "pdf"; readonly path: string };

/** A study file, checked, with every path made absolute. */
export interface StudySettings {
  readonly name: string;
  readonly corpus: CorpusSpec;
  /** CSV with citations and fields; null if there is none. */
  readonly metadata: string | null;
  readonly eligible: Eligibility | null;
  readonly sample: SampleSize;
  readonly annotator: "lexicon" | "openai";
  /** Name of the language model; null if the annotator is none. */
  readonly model: string | null;
  /** Paths of question files, or ids of the study's own. */
  readonly questions: readonly string[];
  /** CSV of human labels; "planted" for the demo's own; null if there are none. */
  readonly labels: string | null;
  readonly seed: number | string;
  /** Folder of figures and tables. */
  readonly out: string;
}

/** Papers of the demo corpus unless a study says otherwise. */
export const DEMO_PAPERS = 1200;

/** A study file that cannot be used: its message is one sentence for the user. */
export class StudyError extends Error {
  override readonly name = "StudyError";
}

/** What each key allows, in the words of the error messages. */
export const ALLOWED = {
  name:
    "letters, digits, dots, hyphens and underscores, a letter or digit first",
  corpus: '"demo", "demo:N", "jats:PATH" or "pdf:PATH"',
  metadata: "the path of a CSV file, or null",
  eligible: '{"cited": true or false, "fields": [OpenAlex field ids]}, or null',
  sample: '"all", a fraction between 0 and 1, or a whole number of 1 or more',
  at_least_one: "true or false",
  annotator: '"lexicon" or "openai"',
  model: "the name of a language model, or null",
  questions: "a list of question files or of ids of the study's own questions",
  labels: "the path of a CSV file, or null",
  seed: "a whole number or a text",
  out: "the path of a folder",
} as const;

/** A key of a study file. */
export type StudyKey = keyof typeof ALLOWED;

/** A study as its file says it, or as flags override it. */
export type StudySource = { readonly [K in StudyKey]?: unknown };

const CORPUS = /^(?:demo(?::([1-9]\d{0,7}))?|(jats|pdf):(.+))$/s;

const schema: { readonly [K in StudyKey]: z.ZodType } = {
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
  corpus: z.string().regex(CORPUS),
  metadata: z.string().min(1).nullable(),
  eligible: z.strictObject({
    cited: z.boolean().default(false),
    fields: z.array(z.int().min(11).max(36)).default([]),
  }).nullable(),
  sample: z.union([z.literal("all"), z.number().gt(0).lt(1), z.int().min(1)]),
  at_least_one: z.boolean(),
  annotator: z.enum(["lexicon", "openai"]),
  model: z.string().min(1).nullable(),
  questions: z.array(z.string().min(1)).min(1),
  labels: z.string().min(1).nullable(),
  seed: z.union([z.int(), z.string().min(1)]),
  out: z.string().min(1),
};

/** Keys whose values are paths, and whose file must be there. */
const FILES = ["metadata", "labels"] as const;

/**
 * Checks the keys and values of a study.
 *
 * @param source Parsed JSON of a study file, or the flags that override it.
 * @param where What to call it in messages, such as `study "my.json"`.
 * @throws {StudyError} If a key is unknown or a value not allowed: the message
 * names the key, what was found and what is allowed.
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
      throw new StudyError(
        `Cannot use ${where} as "${key}" is ${
          JSON.stringify(value)
        }: allowed is ${ALLOWED[key as StudyKey]}`,
      );
    }
  }
  return source;
}

/** Makes the paths of a study absolute. */
export function resolvePaths(source: StudySource, folder: string): StudySource {
  const absolute = (path: string) =>
    isAbsolute(path) ? path : resolve(folder, path);
  const resolved: Record<string, unknown> = { ...source };
  for (const key of [...FILES, "out"] as const) {
    const path = source[key];
    const kept = key === "labels" && path === "planted";
    if (typeof path === "string" && !kept) resolved[key] = absolute(path);
  }
  if (typeof source.corpus === "string") {
    const [, , kind, path] = CORPUS.exec(source.corpus)!;
    if (kind) resolved.corpus = `${kind}:${absolute(path!)}`;
  }
  if (Array.isArray(source.questions)) {
    resolved.questions = source.questions.map((file: string) =>
      file.endsWith(".json") ? absolute(file) : file
    );
  }
  return resolved;
}

/**
 * Lays flags over a study. Another corpus is another study: it drops the
 * metadata, labels and name of the file unless flags give them too. The demo
 * corpus grows from the seed, so that another seed drops its labels as well.
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
    for (const key of ["metadata", "labels", "name", "out"]) delete merged[key];
  } else if (flags.seed !== undefined && isDemo) {
    delete merged.labels;
  }
  return Object.assign(merged, flags);
}

/**
 * Fills in what a study leaves open and reads the compact forms.
 *
 * @param source A checked study with absolute paths.
 * @param where What to call it in messages.
 * @returns The settings.
 * @throws {StudyError} If a file is missing or keys contradict each other.
 */
export async function settle(
  source: StudySource,
  where: string,
): Promise<StudySettings> {
  const text = (source.corpus as string | undefined) ?? "demo";
  const [, papers, kind, path] = CORPUS.exec(text)!;
  const corpus: CorpusSpec = kind
    ? { kind: kind as "jats" | "pdf", path: path! }
    : { kind: "demo", papers: Number(papers ?? DEMO_PAPERS) };
  const name = (source.name as string | undefined) ?? nameOf(corpus);
  const annotator = (source.annotator as "lexicon" | "openai") ?? "lexicon";
  const model = (source.model as string | undefined) ?? null;
  if (annotator === "openai" && model === null) {
    throw new StudyError(
      `Cannot use ${where} as the annotator "openai" needs a model: give its name with "model" or --model`,
    );
  }
  await mustExist(where, "corpus", "path" in corpus ? corpus.path : null);
  for (const key of FILES) {
    const file = source[key] as string | null | undefined;
    await mustExist(where, key, file === "planted" ? null : file);
  }
  const labels = source.labels as string | null | undefined;
  return {
    name,
    corpus,
    metadata: (source.metadata as string | undefined) ?? null,
    eligible: (source.eligible as Eligibility | undefined) ?? null,
    sample: {
      size: (source.sample as SampleSize["size"] | undefined) ?? "all",
      atLeastOne: (source.at_least_one as boolean | undefined) ?? false,
    },
    annotator,
    model: annotator === "lexicon" ? null : model,
    questions: (source.questions as string[] | undefined) ?? STUDY_QUESTIONS,
    labels: labels === undefined && corpus.kind === "demo"
      ? "planted"
      : labels ?? null,
    seed: (source.seed as number | string | undefined) ?? 1,
    out: (source.out as string | undefined) ?? projectPath(`figures/${name}`),
  };
}

/** A name for a study that has none, after its source. */
function nameOf(corpus: CorpusSpec): string {
  if (corpus.kind === "demo") {
    return corpus.papers === DEMO_PAPERS ? "demo" : `demo-${corpus.papers}`;
  }
  const last =
    corpus.path.split(/[\\/]/).filter((part) => part !== "").at(-1) ?? "";
  const plain = last.replace(/\.zip$/i, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  return `${corpus.kind}-${plain}`.slice(0, 80);
}

async function mustExist(
  where: string,
  key: string,
  path: string | null | undefined,
) {
  if (path === null || path === undefined) return;
  try {
    await Deno.stat(path);
  } catch {
    throw new StudyError(
      `Cannot use ${where} as "${key}" names "${path}", which is not there`,
    );
  }
}

/**
 * Reads a study file.
 *
 * @param path Its path; the demo study by default.
 * @returns Its keys, checked, with absolute paths.
 * @throws {StudyError} If it is missing, is not JSON or holds something that is
 * not allowed.
 */
export async function readStudyFile(path: string): Promise<StudySource> {
  const where = `study "${path}"`;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch {
    throw new StudyError(
      `Cannot open ${where} as it is not there or cannot be read`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new StudyError(
      `Cannot open ${where} as it is not JSON: ${(error as Error).message}`,
    );
  }
  return resolvePaths(checkKeys(value, where), dirname(resolve(path)));
}

/** The study that runs when none is named. */
export const DEFAULT_STUDY: string = projectPath(
  join("data", "demo", "study.json"),
);
