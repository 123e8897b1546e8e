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
  checkArtifact,
  checkCollected,
  checkQuestions,
  mustExist,
} from "lib/study/check_settings.ts";
import { storePath } from "lib/study/run_store.ts";
import {
  ANNOTATOR,
  CORPUS,
  FILES,
  flagOf,
  isRunName,
  PROMPTS,
  StudyError,
  type StudyKey,
  type StudySource,
} from "lib/study/study_keys.ts";

/** Kinds of corpora that are a file or folder. */
type PathCorpus = "jats" | "pdf" | "artifact" | "collected";

/** Where a study's papers come from. */
export type CorpusSpec =
  | { readonly kind: "demo"; readonly papers: number }
  | { readonly kind: PathCorpus; readonly path: string };

/** Recorded answers, and whose they are. */
export interface Recording {
  readonly path: string;
  readonly identity: AnnotatorIdentity;
}

/** A study file, checked, with every path made absolute. */
export interface StudySettings {
  readonly name: string;
  readonly corpus: CorpusSpec;
  /** True if the papers are made up: every output then says so. The demo's always are. */
  readonly synthetic: boolean;
  /** CSV with citations and fields; null if there is none. */
  readonly metadata: string | null;
  readonly eligible: Eligibility | null;
  readonly sample: SampleSize;
  readonly annotator: "lexicon" | "openai" | "replay" | "recorded";
  /** Name of the language model; null if the annotator is none. */
  readonly model: string | null;
  /** The language model whose answers an artifact recorded; null if unknown. */
  readonly artifactModel: string | null;
  /** Locate the quotes of recorded answers, which means reading every text. */
  readonly ground: boolean;
  /** Artifact whose prompts give the questions their words; null for their own. */
  readonly prompts: string | null;
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
  /** Annotator whose labels decide where humans disagree; null for the majority. */
  readonly adjudicator: string | null;
  /** Other annotators to validate beside it: names of runs, or files of answers. */
  readonly compare: readonly string[];
  readonly seed: number | string;
  /** Folder of figures and tables. */
  readonly out: string;
}

/**
 * Fills in what a study leaves open and reads the compact forms.
 *
 * @param source A checked study with absolute paths.
 * @param where What to call it in messages.
 * @param flags Keys that flags gave: messages on these name the flag.
 * @returns The settings.
 * @throws {StudyError} If a file is missing or keys contradict each other.
 */
export async function settle(
  source: StudySource,
  where: string,
  flags: StudySource = {},
): Promise<StudySettings> {
  const whereOf = (key: StudyKey) => key in flags ? flagOf(key) : where;
  const text = (source.corpus as string | undefined) ?? "demo";
  const [, papers, kind, path] = CORPUS.exec(text)!;
  const corpus: CorpusSpec = kind
    ? { kind: kind as PathCorpus, path: path! }
    : { kind: "demo", papers: Number(papers ?? DEMO_PAPERS) };
  const name = (source.name as string | undefined) ?? nameOf(corpus);
  const [, named, recorded] = ANNOTATOR.exec(
    (source.annotator as string | undefined) ??
      (corpus.kind === "artifact" ? "recorded" : "lexicon"),
  )!;
  const annotator = (named ?? "replay") as StudySettings["annotator"];
  const model = (source.model as string | undefined) ?? null;
  if (annotator === "openai" && model === null) {
    throw new StudyError(
      `Cannot use ${
        whereOf("annotator")
      } as the annotator "openai" needs a model: give its name with "model" or --model`,
    );
  }
  checkArtifact(source, corpus, annotator, whereOf);
  await checkCollected(source, corpus, whereOf);
  const prompts = source.prompts
    ? PROMPTS.exec(source.prompts as string)![1]!
    : null;
  await mustExist(whereOf, "prompts", prompts);
  await mustExist(whereOf, "annotator", recorded);
  await mustExist(whereOf, "corpus", "path" in corpus ? corpus.path : null);
  for (const key of FILES) {
    const file = source[key] as string | null | undefined;
    await mustExist(whereOf, key, file === "planted" ? null : file);
  }
  const compare = (source.compare as string[] | undefined) ?? [];
  for (const entry of compare) {
    const file = isRunName(entry) ? storePath({ name: entry }) : entry;
    await mustExist(whereOf, "compare", file);
  }
  const questions = (source.questions as string[] | undefined) ??
    STUDY_QUESTIONS;
  await checkQuestions(whereOf, questions);
  const labels = source.labels as string | null | undefined;
  return {
    name,
    corpus,
    synthetic: corpus.kind === "demo" || source.synthetic === true,
    metadata: (source.metadata as string | undefined) ?? null,
    eligible: (source.eligible as Eligibility | undefined) ?? null,
    sample: {
      size: (source.sample as SampleSize["size"] | undefined) ?? "all",
      atLeastOne: (source.at_least_one as boolean | undefined) ?? false,
    },
    annotator,
    model: annotator === "lexicon" || annotator === "recorded" ? null : model,
    artifactModel: annotator === "recorded"
      ? (source.artifact_model as string | null | undefined) ?? null
      : null,
    ground: (source.ground as boolean | undefined) ?? false,
    prompts,
    recording: recorded ? await readRecording(recorded, model) : null,
    mode: (source.mode as AskingMode | undefined) ?? "single",
    temperature: (source.temperature as number | undefined) ?? null,
    maxTokens: (source.max_tokens as number | undefined) ?? null,
    questions,
    labels: labels === undefined && corpus.kind === "demo"
      ? "planted"
      : labels ?? null,
    adjudicator: (source.adjudicator as string | undefined) ?? null,
    compare,
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
  const plain = last.replace(/\.(zip|sqlite3?|db)$/i, "").replace(
    /[^A-Za-z0-9._-]+/g,
    "-",
  );
  return `${corpus.kind}-${plain}`.slice(0, 80);
}

/** Finds out whose answers a recording gives. */
async function readRecording(
  path: string,
  model: string | null,
): Promise<Recording> {
  try {
    const recording = await openRecording(path);
    try {
      return { path, identity: recordedIdentity(recording, path, model) };
    } finally {
      recording.close();
    }
  } catch (error) {
    throw new StudyError((error as Error).message, { cause: error });
  }
}
