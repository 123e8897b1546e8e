import { DEMO_PAPERS } from "lib/corpus/demo/demo_papers.ts";
import type { SampleSize } from "lib/corpus/sample.ts";
import type { AnnotatorIdentity, AskingMode } from "lib/annotate/annotator.ts";
import {
  openRecording,
  recordedIdentity,
} from "lib/annotate/replay/recording.ts";
import type { Eligibility } from "lib/corpus/select.ts";
import { projectPath } from "lib/paths.ts";
import { STUDY_QUESTIONS } from "lib/questions/load_questions.ts";
import {
  ANNOTATOR,
  CORPUS,
  FILES,
  StudyError,
  type StudySource,
} from "lib/study/study_keys.ts";

/** Where a study's papers come from. */
export type CorpusSpec =
  | { readonly kind: "demo"; readonly papers: number }
  | { readonly kind: "jats" | "pdf"; readonly path: string };

/** Recorded answers, and whose they are. */
export interface Recording {
  readonly path: string;
  readonly identity: AnnotatorIdentity;
}

/** A study file, checked, with every path made absolute. */
export interface StudySettings {
  readonly name: string;
  readonly corpus: CorpusSpec;
  /** CSV with citations and fields; null if there is none. */
  readonly metadata: string | null;
  readonly eligible: Eligibility | null;
  readonly sample: SampleSize;
  readonly annotator: "lexicon" | "openai" | "replay";
  /** Name of the language model; null if the annotator is none. */
  readonly model: string | null;
  /** What is replayed; null if the annotator answers itself. */
  readonly recording: Recording | null;
  /** How the questions of a paper are put to a language model. */
  readonly mode: AskingMode;
  /** Null leaves it to the model's server. */
  readonly temperature: number | null;
  /** Most tokens of an answer; null leaves it to the project. */
  readonly maxTokens: number | null;
  /** Paths of question files, or ids of the study's own. */
  readonly questions: readonly string[];
  /** CSV of human labels; "planted" for the demo's own; null if there are none. */
  readonly labels: string | null;
  readonly seed: number | string;
  /** Folder of figures and tables. */
  readonly out: string;
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
  const [, named, recorded] = ANNOTATOR.exec(
    (source.annotator as string | undefined) ?? "lexicon",
  )!;
  const annotator = (named ?? "replay") as StudySettings["annotator"];
  const model = (source.model as string | undefined) ?? null;
  if (annotator === "openai" && model === null) {
    throw new StudyError(
      `Cannot use ${where} as the annotator "openai" needs a model: give its name with "model" or --model`,
    );
  }
  await mustExist(where, "annotator", recorded);
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
    recording: recorded ? await readRecording(recorded, model) : null,
    mode: (source.mode as AskingMode | undefined) ?? "single",
    temperature: (source.temperature as number | undefined) ?? null,
    maxTokens: (source.max_tokens as number | undefined) ?? null,
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

/** Finds out whose answers a recording gives. */
async function readRecording(
  path: string,
  model: string | null,
): Promise<Recording> {
  try {
    const recording = await openRecording(path);
    return { path, identity: recordedIdentity(recording, path, model) };
  } catch (error) {
    throw new StudyError((error as Error).message, { cause: error });
  }
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
 * Writes settings as a study file that opens to the same study, for a notebook
 * kernel that gets a study with overrides.
 *
 * @param path Where to write it.
 */
export async function saveSettings(
  settings: StudySettings,
  path: string,
): Promise<void> {
  const { corpus, sample, recording, maxTokens, ...rest } = settings;
  const source: StudySource = {
    ...rest,
    annotator: recording ? `replay:${recording.path}` : rest.annotator,
    max_tokens: maxTokens,
    corpus: corpus.kind === "demo"
      ? `demo:${corpus.papers}`
      : `${corpus.kind}:${corpus.path}`,
    sample: sample.size,
    at_least_one: sample.atLeastOne,
  };
  await Deno.writeTextFile(path, JSON.stringify(source, null, 2) + "\n");
}
