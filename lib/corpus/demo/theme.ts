import themes from "lib/corpus/demo/themes.json" with { type: "json" };

/** What a model works on, as far as the choice of a model depends on it. */
export type Modality =
  | "vision"
  | "microscopy"
  | "video"
  | "structure"
  | "protein"
  | "genome"
  | "cells"
  | "text"
  | "audio"
  | "signal"
  | "molecules"
  | "atoms"
  | "weather";

/** What comes out of a piece of work. */
export type Output =
  | "classes"
  | "values"
  | "masks"
  | "counts"
  | "tracks"
  | "folds"
  | "spans"
  | "words";

/** A piece of work that a network can take over. */
export interface Task {
  readonly modality: Modality;
  readonly output: Output;
  /** What goes in, plural: "leaf photographs". */
  readonly inputs: string;
  /** Infinitive without "to": "detect fungal lesions in leaf photographs". */
  readonly goal: string;
  /** The same as a noun: "lesion detection". */
  readonly name: string;
}

/** Something that is measured, and the range of its means. */
export interface Measure {
  /** "grain yield" */
  readonly name: string;
  /** "a plot combine" */
  readonly instrument: string;
  readonly low: number;
  readonly high: number;
  /** "t/ha"; empty for a pure number. */
  readonly unit: string;
}

/** A line of research that a synthetic article can report on. */
export interface Theme {
  /** "drought tolerance in winter wheat" */
  readonly topic: string;
  /** Kind of work, which sentences and journals have to fit: "field", "clinical". */
  readonly tags: readonly string[];
  /** OpenAlex ids of the fields that its papers can belong to in the first place. */
  readonly fields: readonly number[];
  /** Ids of other fields that its papers can touch. */
  readonly related: readonly number[];
  /** Codes of the specialised journals that print it. */
  readonly journals: readonly string[];
  /** What is studied, plural: "wheat plots". */
  readonly subjects: readonly string[];
  /** "in the upper Rhine valley" */
  readonly sites: readonly string[];
  /** What is varied or compared: "nitrogen supply". */
  readonly factors: readonly string[];
  /** What is recorded besides: "soil depth". */
  readonly covariates: readonly string[];
  readonly measures: readonly Measure[];
  readonly tasks: readonly [Task, ...Task[]];
}

/** All lines of research of the demo. */
export const THEMES = themes as unknown as readonly Theme[];

/** What the inputs of a task are, as far as the design of a network depends on it. */
const DATA: Readonly<Record<Modality, string>> = {
  vision: "images",
  microscopy: "images",
  video: "images",
  weather: "images",
  audio: "series",
  signal: "series",
  text: "sequences",
  protein: "sequences",
  genome: "sequences",
  structure: "folding",
  molecules: "graphs",
  atoms: "graphs",
  cells: "profiles",
};

/** The tags of a theme together with those of one of its tasks. */
export function tagsOf(
  { tags }: Theme,
  { modality, output }: Task,
  ...more: readonly string[]
): ReadonlySet<string> {
  return new Set([...tags, modality, DATA[modality], output, ...more]);
}
