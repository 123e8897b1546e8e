/** What the cells of a notebook show things with. */

export type { Displayable } from "lib/notebook/displayable.ts";
export type { NumberFormat } from "lib/notebook/format_cell.ts";
export { highlight, type Span } from "lib/notebook/highlight.ts";
export { md } from "lib/notebook/markdown.ts";
export { showFigure } from "lib/notebook/show_figure.ts";
export { showTable, type TableOptions } from "lib/notebook/show_table.ts";
