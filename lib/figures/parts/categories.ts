/** Reuse patterns in the order of figures, from ideas to the model as it is. */
export const PATTERNS = ["conceptual", "adaptation", "deployment"];

/** Stages in the order of the scientific process. */
export const STAGES = [
  "Observation",
  "Background",
  "Hypothesis",
  "Test",
  "Analysis",
  "Conclusion",
];
