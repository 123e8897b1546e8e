/**
 * The look that all figures share: size, font, colours and axes, set for a
 * journal column (88 mm wide, where 12 px become 6.5 pt).
 */

import type { Config } from "vega-lite";

/** Version of the grammar that every spec keeps to. */
export const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

/** Family of all text; the first one is drawn, the others stand in elsewhere. */
export const FONT = "DejaVu Sans, Verdana, sans-serif";

/** Width of a figure without its padding, in pixels. */
export const CONTENT_WIDTH = 440;

/** White space around a figure, in pixels. */
export const PADDING = 10;

/** Font sizes in pixels. */
export const SIZES = { title: 15, subtitle: 12, label: 12 } as const;

/**
 * Colours of marks. Blue and vermilion follow Okabe and Ito (2008), with the
 * vermilion darkened; all five have a contrast of at least 4.5 to 1 against
 * white and stay apart under the three colour vision deficiencies.
 */
export const COLOURS = {
  blue: "#0072b2",
  vermilion: "#c44e00",
  maroon: "#661100",
  navy: "#1f3b57",
  grey: "#757575",
} as const;

/** Colours of text and of the lines around the marks. */
export const INK = {
  text: "#1a1a1a",
  quiet: "#595959",
  grid: "#e4e4e4",
  paper: "#ffffff",
} as const;

/** Thickness of the line that shows an interval, and of its white edge, in pixels. */
export const INTERVAL = { width: 1.6, edge: 3.2 } as const;

/** Vega-Lite configuration of every figure. */
export const THEME: Config = {
  aria: false,
  background: INK.paper,
  font: FONT,
  view: { stroke: null },
  axis: {
    labelFontSize: SIZES.label,
    labelColor: INK.text,
    labelLimit: 0,
    labelFlush: false,
    labelSeparation: 8,
    titleFontSize: SIZES.label,
    titleFontWeight: "normal",
    titleColor: INK.quiet,
    titleLimit: 0,
    titlePadding: 8,
    gridColor: INK.grid,
    domain: false,
    ticks: false,
    labelPadding: 6,
  },
  header: {
    labelFontSize: SIZES.label,
    labelColor: INK.text,
    labelLimit: 0,
  },
  legend: {
    labelFontSize: SIZES.label,
    labelColor: INK.text,
    labelLimit: 0,
    symbolStrokeWidth: 0,
  },
  title: {
    anchor: "start",
    frame: "bounds",
    fontSize: SIZES.title,
    fontWeight: "bold",
    color: INK.text,
    lineHeight: 19,
    limit: 0,
    subtitleFontSize: SIZES.subtitle,
    subtitleColor: INK.quiet,
    subtitleLineHeight: 16,
    subtitlePadding: 6,
    offset: 14,
  },
  line: { strokeWidth: 2 },
  point: { size: 22, filled: true, opacity: 1, strokeWidth: 1.6 },
  text: { fontSize: SIZES.label, color: INK.text },
};
