import { wrapText } from "lib/figures/parts/measure_text.ts";
import { SIZES } from "lib/figures/theme.ts";

/** A share with the interval of its estimate; null where it is not defined. */
export interface ShareWithInterval {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Makes the x axis of shares: from 0 to the first ten per cent above the
 * largest share or upper limit.
 *
 * @param rows What will be drawn.
 * @param title What it is a share of; that lines show intervals is added.
 * @param width Of the plot in pixels, for breaking the title into lines.
 * @returns Scale, axis and title for a Vega-Lite channel.
 */
export function shareAxis(
  rows: readonly ShareWithInterval[],
  title: string,
  width: number,
): Record<string, unknown> {
  const style = { size: SIZES.label };
  const note = rows.some(hasInterval) ? "(line: 95% interval)" : "";
  const whole = wrapText(`${title} ${note}`, width, style);
  return {
    title: whole.length === 1 || note === ""
      ? whole
      : [...wrapText(title, width, style), ...wrapText(note, width, style)],
    scale: { domain: shareDomain(rows), nice: false },
    axis: { format: ".0%", tickCount: 4 },
  };
}

/**
 * Ends of an axis of shares: 0 and the first ten per cent that is not below the
 * largest share or upper limit.
 */
export function shareDomain(
  rows: readonly ShareWithInterval[],
): [number, number] {
  const largest = Math.max(
    0,
    ...rows.map((row) => Math.max(row.share ?? 0, row.high ?? 0)),
  );
  const tenths = Math.min(10, Math.ceil(largest * 10));
  return [0, tenths === 0 ? 1 : tenths / 10];
}

/** Tells whether there is an interval to draw. */
function hasInterval(row: ShareWithInterval): boolean {
  return row.low !== null && row.high !== null;
}
