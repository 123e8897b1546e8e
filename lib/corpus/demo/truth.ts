/** One way in which a planted paper reuses a model. */
export interface PlantedReuse {
  /** Its usual name; a description if the paper gives no name. */
  readonly model: string;
  readonly pattern: "conceptual" | "adaptation" | "deployment";
  /** The form of reuse in a few words. */
  readonly form: string;
  readonly stage:
    | "Observation"
    | "Background"
    | "Hypothesis"
    | "Test"
    | "Analysis"
    | "Conclusion";
  /** The sentence that says so, word by word. */
  readonly passage: string;
}

/** What the generator planted in a paper: the right answers. */
export interface PlantedTruth {
  readonly doi: string;
  readonly usesDl: boolean;
  readonly usesPtms: boolean;
  readonly reuses: readonly PlantedReuse[];
  /** Name of the hard case, see `HARD_CASES`; null for an ordinary paper. */
  readonly hardCase: string | null;
  /** The sentence on which each answer rests, null where the answer is no. */
  readonly passages: {
    readonly usesDl: string | null;
    readonly usesPtms: string | null;
  };
}
