/** The programs that draw the figures in a page, from the npm packages. */

import { fileURLToPath } from "node:url";
import { scriptText } from "lib/figures/gallery/html.ts";

/** The first and last statements of the interpreter, a module for bundlers. */
const MODULE = {
  start:
    "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';",
  end: "export { expression as expressionInterpreter };",
};

/**
 * Reads Vega and its interpreter of expressions, which needs no `eval`, as
 * programs for script elements, with their licence.
 *
 * @returns Text without anything that ends a script element.
 * @throws {Error} If the interpreter is not the module that this was written for.
 */
export async function loadRuntime(): Promise<string[]> {
  // Only a package that is imported resolves to its files.
  await Promise.all([import("vega"), import("vega-interpreter")]);
  const vega = new URL("./", import.meta.resolve("vega"));
  const interpreter = import.meta.resolve("vega-interpreter");
  const [licence, program, module] = await Promise.all(
    [new URL("../LICENSE", vega), new URL("vega.min.js", vega), interpreter]
      .map((url) => Deno.readTextFile(fileURLToPath(url))),
  ) as [string, string, string];
  return [
    `/*! Vega\n${licence.trim()}\n*/\n${program.trim()}`,
    asScript(module),
  ].map(scriptText);
}

/** Turns the module of the interpreter into a script that adds it to `vega`. */
function asScript(module: string): string {
  const start = module.indexOf(MODULE.start);
  const end = module.indexOf(MODULE.end);
  if (start !== 0 || end < 0) {
    throw new Error(
      "Cannot put vega-interpreter into a page as its module has another form: build the gallery with the version that deno.json names",
    );
  }
  const body = module.slice(MODULE.start.length, end).trim();
  return `(() => {
const { ascending, isString, DisallowedObjectProperties } = vega;
${body}
vega.expressionInterpreter = expression;
})();`;
}
