import type { ShareOf } from "lib/stats/answer_cell.ts";

/** A made-up study whose truth is known. */
export interface Setting {
  readonly of: ShareOf;
  /** How labels are drawn: simply at random, or as many of each answer as there are. */
  readonly design: "simple" | "stratified";
  /** Papers that the annotator answers. */
  readonly papers: number;
  /** Papers that a human labels. */
  readonly labels: number;
  /** True share of papers with the property, among those it is a share of. */
  readonly prevalence: number;
  /** Chance that the annotator sees the property where it is. */
  readonly sensitivity: number;
  /** Chance that it sees none where none is. */
  readonly specificity: number;
  /** True share of papers that the share is of; 1 for all papers. */
  readonly part: number;
}

/**
 * Sensitivity and specificity of the annotator in finding that part, such as
 * papers that use deep learning.
 */
export const GATE = { sensitivity: 0.95, specificity: 0.95 } as const;

const ACCURACIES = [
  [0.7, 0.7],
  [0.7, 0.99],
  [0.8, 0.97],
  [0.9, 0.9],
  [0.95, 0.99],
  [0.99, 0.99],
] as const;

const PREVALENCES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5] as const;

/** Papers and labels. */
const SIZES = [[300, 50], [2000, 100], [17_511, 200], [17_511, 1000]] as const;

const FEW_LABELS = [[300, 20], [300, 30]] as const;

const DESIGNS = ["simple", "stratified"] as const;

/** All settings of the simulation study, in the order of its table. */
export function simulationSettings(): Setting[] {
  return [
    ...DESIGNS.flatMap((design) =>
      SIZES.flatMap((size) => settingsOfAll(design, size, ACCURACIES))
    ),
    ...FEW_LABELS.flatMap((size) =>
      settingsOfAll("simple", size, [[0.8, 0.97], [0.95, 0.99]])
    ),
    ...DESIGNS.flatMap((design) =>
      SIZES.slice(1).flatMap(([papers, labels]) =>
        [[0.8, 0.97], [0.9, 0.9], [0.99, 0.99]].flatMap((
          [sensitivity, specificity],
        ) =>
          [0.1, 0.6].flatMap((part) =>
            [0.05, 0.2, 0.5].map((prevalence): Setting => ({
              of: "part",
              ...{ design, papers, labels, prevalence, part },
              sensitivity: sensitivity!,
              specificity: specificity!,
            }))
          )
        )
      )
    ),
  ];
}

function settingsOfAll(
  design: Setting["design"],
  [papers, labels]: readonly [number, number],
  accuracies: readonly (readonly [number, number])[],
): Setting[] {
  return accuracies.flatMap(([sensitivity, specificity]) =>
    PREVALENCES.map((prevalence) => ({
      of: "all",
      ...{ design, papers, labels, prevalence, sensitivity, specificity },
      part: 1,
    }))
  );
}
