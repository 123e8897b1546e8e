import type { TopLevelSpec } from "vega-lite";
import { INK, INTERVAL } from "lib/figures/theme.ts";

/** One layer of a layered Vega-Lite spec. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>["layer"][number];

/**
 * Draws the intervals of horizontal rows, from the fields `low` to `high`: a
 * dark line with a white edge, so that it shows on a bar as on white. Rows
 * without an interval get none.
 *
 * @param scaleX Scale and axis of x, as in the other layers.
 */
export function intervalLayers(scaleX: Record<string, unknown>): Layer[] {
  const rule = (color: string, strokeWidth: number): Layer => ({
    transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
    mark: { type: "rule", color, strokeWidth, strokeCap: "butt" },
    encoding: {
      x: { field: "low", type: "quantitative", ...scaleX },
      x2: { field: "high" },
    },
  });
  return [rule(INK.paper, INTERVAL.edge), rule(INK.text, INTERVAL.width)];
}
