import { measureText, wrapText } from "lib/figures/parts/measure_text.ts";
import { SIZES } from "lib/figures/theme.ts";

/** Widest column of row names, in pixels; longer names take several lines. */
const WIDEST = 158;

/** Space between a row name and the axis, in pixels. */
const GAP = 6;

/** Height of a line of a row name, in pixels. */
const LINE_HEIGHT = 14;

/** Lines of the row name that an axis label holds, as a Vega expression. */
const LINES = "split(datum.label, '\\n')";

/** Axis properties that draw the line breaks, centred on the row. */
export const LABEL_AXIS = {
  labelExpr: LINES,
  labelOffset: {
    condition: [2, 3, 4, 5].map((lines) => ({
      test: `length(${LINES}) === ${lines}`,
      value: -(lines - 1) * LINE_HEIGHT / 2,
    })),
    value: 0,
  },
  labelLineHeight: LINE_HEIGHT,
  grid: false,
};

/** The names at the left of horizontal bars. */
export interface RowLabels {
  /** One per name, with line breaks where it is too long. */
  readonly labels: string[];
  /** Width of the column with its gap, in pixels. */
  readonly width: number;
  /** Height of a row that holds the label with most lines, in pixels. */
  readonly step: number;
}

/**
 * Breaks the names of rows into lines and measures the column they need. Line
 * breaks that a name has already stay.
 *
 * @param widest Of the column in pixels, without its gap.
 */
export function rowLabels(
  names: readonly string[],
  widest = WIDEST,
): RowLabels {
  const style = { size: SIZES.label };
  const lines = names.map((name) =>
    name.split("\n").flatMap((part) => wrapText(part, widest, style))
  );
  return {
    labels: lines.map((label) => label.join("\n")),
    width: columnWidth(lines.flat()) + GAP,
    step: Math.max(26, ...lines.map((label) => LINE_HEIGHT * label.length + 8)),
  };
}

/** Width that a column of texts takes, in whole pixels. */
export function columnWidth(texts: readonly string[], bold = false): number {
  const style = { size: SIZES.label, bold };
  return Math.ceil(
    Math.max(0, ...texts.map((text) => measureText(text, style))),
  );
}
