/** One row of a labels file: a human's answer, or one pair of model and category. */
export interface LabelRow {
  readonly doi: string;
  readonly annotator: string;
  readonly question: string;
  /** "yes" or "no", or the value of a closed list. */
  readonly value: string;
  /** Name of the model, for pairs; else empty. */
  readonly model: string;
  /** The passage that it rests on, if the human noted one. */
  readonly passage: string;
  /** Chance with which the paper was drawn for labelling, above 0 up to 1; absent if the file does not say. */
  readonly inclusionProbability?: number;
  /** Where it stands in its file, the header being row 1; absent if it is from no file. */
  readonly row?: number;
}

/** Columns of a labels file, in the order in which they are written. */
export const LABEL_COLUMNS = [
  "doi",
  "annotator",
  "question",
  "value",
  "model",
  "passage",
] as const;
