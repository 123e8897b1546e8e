import type { Figure } from "lib/figures/figure.ts";
import { renderSvg } from "lib/figures/render.ts";
import type { Displayable } from "lib/notebook/displayable.ts";
import { showFigure } from "lib/notebook/show_figure.ts";

/** Draws a figure and shows it; the run has written the same figure to its folder. */
export async function draw(figure: Figure): Promise<Displayable> {
  return showFigure({ ...figure, svg: await renderSvg(figure) });
}
