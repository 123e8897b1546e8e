import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import { PATTERNS, STAGES } from "lib/figures/parts/categories.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { heatMap } from "lib/figures/parts/heat_map.ts";
import { inOrder } from "lib/figures/parts/in_order.ts";
import { labelNames } from "lib/figures/parts/label_names.ts";
import type { ShareWithInterval } from "lib/figures/parts/share_axis.ts";
import { capitalise, countOf, formatShare } from "lib/words.ts";

/** One row of confusion.csv. */
export interface ConfusionRow extends ShareWithInterval {
  readonly annotator: string;
  readonly question: string;
  /** Labelled category, or that there is no label. */
  readonly label: string;
  /** Answered category, or that the name was not given. */
  readonly answer: string;
  readonly pairs: number;
  readonly papers: number;
  /** Pairs of the label. */
  readonly of: number;
}

/** What stands for a missing side, at the end of rows and columns. */
const MISSING = ["not labelled", "not named"];

/**
 * Shows how the labelled categories of model-category pairs are answered, as a
 * table of labels and answers: each cell has the number of pairs and, but for
 * pairs without a label, their share of the label's pairs with its interval.
 * Of several annotators and questions it shows the first.
 *
 * @param rows As in confusion.csv.
 * @param context Corpus and annotator for the subtitle.
 */
export function patternConfusion(
  rows: readonly ConfusionRow[],
  context: FigureContext,
): Figure {
  const id = "pattern_confusion";
  const tables = ["confusion"];
  const [first] = rows;
  const cells = rows.filter(({ annotator, question }) =>
    annotator === first?.annotator && question === first.question
  );
  const labelled = cells.filter(({ label }) => !MISSING.includes(label));
  const all = add(labelled);
  const right = add(labelled.filter(({ label, answer }) => label === answer));
  const finding = all === 0
    ? "There are no labelled categories to compare with"
    : `${right} of ${countOf(all, "labelled pair")} of ${
      pairOf(first!.question, context)
    } ${right === 1 ? "is" : "are"} found (${formatShare(right / all)})`;
  const title = heading(
    finding,
    {
      ...context,
      annotator: first ? annotatorName(first.annotator) : context.annotator,
    },
    countOf(add(cells), "pair"),
    [labelNames(context), "share of the label's pairs (95% interval)"],
  );
  if (all === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const labels = ordered(cells.map(({ label }) => label));
  const answers = ordered(cells.map(({ answer }) => answer));
  const description = `${finding}; table of ${
    labelNames(context)
  } and answers: ${
    labels.map((label) =>
      `${label} ${
        cells.filter((cell) => cell.label === label && cell.pairs > 0)
          .map(({ answer, pairs }) =>
            `${answer} ${pairs}`
          ).join(", ")
      }`
    ).join("; ")
  }.`;
  const spec = heatMap(
    cells.map((cell) => ({
      ...cell,
      mentions: cell.pairs,
      row: rowName(cell.label),
      column: columnName(cell.answer),
    })),
    {
      title,
      description,
      rows: labels.map((label) => ({
        name: rowName(label),
        note: `(n = ${cells.find((cell) => cell.label === label)!.of})`,
      })),
      columns: answers.map((answer) => ({
        name: columnName(answer),
        note: "",
      })),
      ramp: "blue",
      words: {
        row: "Label",
        column: "Answer",
        mentions: "Pairs",
        share: "Share of the label's pairs",
      },
    },
  );
  return { id, description, tables, spec };
}

/** What a pair is made of. */
function pairOf(question: string, context: FigureContext): string {
  const own = context.subjects?.[question];
  return own === undefined
    ? "model and pattern"
    : `${own.noun} and ${own.name}`;
}

function rowName(label: string): string {
  return MISSING.includes(label) ? capitalise(label) : `Label: ${label}`;
}

function columnName(answer: string): string {
  return MISSING.includes(answer) ? capitalise(answer) : `Answer: ${answer}`;
}

/** The names in the order of figures; a missing side comes last. */
function ordered(names: readonly string[]): string[] {
  const found = new Set(names);
  const categories = [...found.difference(new Set(MISSING))];
  return [
    ...inOrder(categories, (name) => name, [...PATTERNS, ...STAGES], "other"),
    ...MISSING.filter((name) => found.has(name)),
  ];
}

function add(cells: readonly ConfusionRow[]): number {
  return cells.reduce((sum, { pairs }) => sum + pairs, 0);
}
