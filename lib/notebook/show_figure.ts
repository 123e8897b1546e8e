import { type Displayable, displayable } from "lib/notebook/displayable.ts";

/**
 * Shows a figure: JupyterLab draws the Vega-Lite spec live, GitHub and nbviewer
 * show the SVG, and what shows neither gives the description.
 *
 * @param figure The spec, its SVG, and one sentence for who cannot see it.
 */
export function showFigure(figure: {
  readonly spec: object;
  readonly svg: string;
  readonly description: string;
}): Displayable {
  return displayable({
    "application/vnd.vegalite.v5+json": figure.spec,
    "image/svg+xml": figure.svg,
    "text/plain": figure.description,
  });
}
