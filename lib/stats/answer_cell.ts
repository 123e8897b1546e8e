import { checkNumber, checkSomeObservations } from "lib/stats/valid_input.ts";

/** Papers that the annotator answered in one way, and the labels among them. */
export interface AnswerCell {
  /** Papers with this answer, labelled or not. */
  readonly papers: number;
  /** Labelled papers with this answer; an effective number need not be whole. */
  readonly labels: number;
  /** Labelled papers that belong to what the share is a share of. */
  readonly of: number;
  /** Labelled papers that have the property; all of them belong to it. */
  readonly positives: number;
}

/** What a share is a share of. */
export type ShareOf =
  /** All papers: every labelled paper belongs to them. */
  | "all"
  /** A part that only a label tells, such as papers that use deep learning. */
  | "part";

/**
 * Checks cells and leaves out those without papers.
 *
 * @throws {RangeError} If no cell has papers, or a cell with papers has no
 * label, more labels than papers, or parts that exceed the whole.
 */
export function usedCells(
  cells: readonly AnswerCell[],
  what: string,
): AnswerCell[] {
  for (const { papers, labels, of, positives } of cells) {
    const parts = { positives, of, labels, papers };
    let before = 0;
    for (const [name, count] of Object.entries(parts)) {
      checkNumber(count, name, what);
      // Effective numbers of labels carry rounding.
      if (count < before - 1e-9) {
        throw new RangeError(
          `Cannot compute ${what} as positives, of, labels and papers of an answer must be in rising order from 0: current values are ${
            Object.values(parts).join(", ")
          }`,
        );
      }
      before = count;
    }
    if (papers > 0 && labels === 0) {
      throw new RangeError(
        `Cannot compute ${what} as an answer of ${papers} papers has no label`,
      );
    }
  }
  const used = cells.filter(({ papers }) => papers > 0);
  checkSomeObservations(used.length, what);
  return used;
}

/**
 * The post-stratified share: each answer's labels speak for all papers with
 * that answer, sum W_k positives_k/n_k over sum W_k of_k/n_k.
 *
 * @returns The share; null if no labelled paper belongs to what it is of.
 */
export function postStratifiedShare(
  cells: readonly AnswerCell[],
): number | null {
  let [positives, of] = [0, 0];
  for (const cell of cells) {
    positives += cell.papers * cell.positives / cell.labels;
    of += cell.papers * cell.of / cell.labels;
  }
  return of === 0 ? null : positives / of;
}
