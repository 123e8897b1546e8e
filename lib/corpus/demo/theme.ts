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

/** A piece of work that a network can take over. */
export interface Task {
  readonly modality: Modality;
  /** What goes in, plural: "leaf photographs". */
  readonly inputs: string;
  /** Infinitive without "to": "detect fungal lesions in leaf photographs". */
  readonly goal: string;
  /** The same as a noun: "lesion detection". */
  readonly name: string;
}

/** A line of research that a synthetic article can report on. */
export interface Theme {
  /** "drought tolerance in winter wheat" */
  readonly topic: string;
  /** What is studied, plural: "wheat plots". */
  readonly subjects: readonly string[];
  /** "in the upper Rhine valley" */
  readonly sites: readonly string[];
  /** What is varied: "nitrogen supply". */
  readonly factors: readonly string[];
  /** What is measured: "grain yield". */
  readonly measures: readonly string[];
  /** "a handheld chlorophyll meter" */
  readonly instruments: readonly string[];
  readonly tasks: readonly [Task, ...Task[]];
}
