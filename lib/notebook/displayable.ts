/** Objects that Jupyter shows: the kernel asks them for a MIME bundle. */

const DISPLAY = Symbol.for("Jupyter.display");

/** Something that Jupyter shows as the last expression of a cell. */
export interface Displayable {
  [DISPLAY](): Readonly<Record<string, unknown>>;
}

/**
 * Makes an object that Jupyter shows in the richest form that it can.
 *
 * @param bundle The same content by MIME type, text/plain included.
 */
export function displayable(
  bundle: Readonly<Record<string, unknown>> & { readonly "text/plain": string },
): Displayable {
  return { [DISPLAY]: () => bundle };
}
