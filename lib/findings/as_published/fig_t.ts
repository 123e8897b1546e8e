import {
  drawnLabels,
  type TopLabels,
  totalLabels,
} from "lib/findings/as_published/top_labels.ts";

const FIG_T: TopLabels = {
  script: "figT",
  answersOf: ({ reuse }) => reuse,
  drawn: ["adaptation_reuse", "deployment_reuse", "conceptual_reuse"],
};

/** figT.py: reuse patterns per year. */
export const FIG_T_SHOWN = drawnLabels(FIG_T);

/** figT.py: reuse patterns over all years. */
export const FIG_T_TOTALS = totalLabels(FIG_T);
