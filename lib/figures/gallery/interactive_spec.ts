import type { TopLevelSpec } from "vega-lite";
import type { Figure } from "lib/figures/figure.ts";
import {
  type SpecPart,
  withLegendFilter,
} from "lib/figures/gallery/legend_filter.ts";

/** A figure made ready for a page. */
export interface InteractiveSpec {
  /** A Vega spec, which needs no Vega-Lite in the page. */
  readonly vega: unknown;
  /** True if the legend filters. */
  readonly hasFilter: boolean;
}

/** Leaves out the heading of a figure, which the page writes itself. */
export function withoutHeading(figure: Figure): Figure {
  const { title: _, ...spec } = figure.spec;
  return { ...figure, spec: spec as TopLevelSpec };
}

/**
 * Compiles a figure from Vega-Lite to Vega, without its heading and with a
 * legend that filters, where there is one.
 */
export async function interactiveSpec(
  figure: Figure,
): Promise<InteractiveSpec> {
  const { compile } = await import("vega-lite");
  // The compiler marks what it reads, so it gets its own copy.
  const { spec } = structuredClone(withoutHeading(figure));
  const filtered = withLegendFilter(spec as unknown as SpecPart);
  const vega = compile((filtered ?? spec) as TopLevelSpec).spec;
  return { vega, hasFilter: filtered !== null };
}
