/** A figure: a name and a Vega-Lite spec that is a pure function of tidy rows. */

import type { TopLevelSpec } from "vega-lite";

/** What every figure's subtitle names. */
export interface FigureContext {
  /** The corpus in words: "1,200 synthetic demo papers". */
  readonly corpus: string;
  /** True if the data are made up: the subtitle then says "Synthetic data". */
  readonly synthetic: boolean;
  /** Who answered: "lexicon baseline", or the model's name. */
  readonly annotator: string;
  /** The year that the corpus covers in part, as it was collected in it. */
  readonly incompleteYear?: number;
  /** What questions ask for that are not the study's own, by their ids. */
  readonly subjects?: Readonly<Record<string, Subject>>;
}

/** What a question asks for, in the words of a sentence. */
export interface Subject {
  /** Such as "reuse pattern". */
  readonly name: string;
  /** What its answers name, in the singular, such as "model"; empty if they name nothing. */
  readonly noun: string;
}

/** A figure ready to be drawn. */
export interface Figure {
  /** File name without ending, such as "papers_by_year". */
  readonly id: string;
  /** One sentence that a reader who cannot see the figure needs. */
  readonly description: string;
  /** What a reader must know beside it, where the gallery has no caption for it. */
  readonly caption?: string;
  /** Names of the tables of a run that hold its data, such as "funnel". */
  readonly tables: readonly string[];
  readonly spec: TopLevelSpec;
}
