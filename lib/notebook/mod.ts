/** What the cells of a notebook import to show things. */

export { draw } from "lib/notebook/draw.ts";
export * from "lib/notebook/display.ts";
export { showAnswers, showExample } from "lib/notebook/show_answers.ts";
