import type { Setting } from "lib/simulation/setting.ts";

/** A share of all papers. */
export const ALL: Setting = {
  of: "all",
  design: "simple",
  ...{ papers: 2000, labels: 100, prevalence: 0.3, part: 1 },
  ...{ sensitivity: 0.85, specificity: 0.93 },
};

/** A share of a part of them, behind a gate. */
export const PART: Setting = {
  ...ALL,
  of: "part",
  ...{ prevalence: 0.2, sensitivity: 0.8, specificity: 0.97, part: 0.6 },
};
