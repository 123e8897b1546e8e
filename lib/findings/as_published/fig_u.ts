import {
  drawnLabels,
  type TopLabels,
  totalLabels,
} from "lib/findings/as_published/top_labels.ts";

const FIG_U: TopLabels = {
  script: "figU",
  answersOf: ({ impact }) => impact,
  drawn: ["Observation", "Hypothesis", "Background", "Analysis", "Test"],
};

/** figU.py: stages of the scientific process per year; Conclusion is not drawn. */
export const FIG_U_SHOWN = drawnLabels(FIG_U);

/** figU.py: stages over all years. */
export const FIG_U_TOTALS = totalLabels(FIG_U);
