/**
 * The source of a TeX formula without the LaTeX document around it: publishers
 * put a whole preamble into every `tex-math`.
 *
 * @example
 * ```ts
 * import { texSource } from "lib/corpus/jats/tex_source.ts";
 * import assert from "node:assert/strict";
 * const tex = "\\documentclass{article}\\begin{document}$x^2$\\end{document}";
 * assert.equal(texSource(tex), "$x^2$");
 * ```
 */
export function texSource(tex: string): string {
  const begin = tex.indexOf(BEGIN);
  const start = begin < 0 ? 0 : begin + BEGIN.length;
  const end = tex.indexOf("\\end{document}", start);
  return tex.slice(start, end < 0 ? undefined : end).trim();
}

const BEGIN = "\\begin{document}";
