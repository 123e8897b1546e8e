import { cutText } from "lib/figures/parts/measure_text.ts";
import { SIZES } from "lib/figures/theme.ts";

/** Room for the number of a name that is like another one, in pixels. */
const NUMBER = 30;

/**
 * Cuts names that are too wide for a legend; those that would then be the same
 * are numbered.
 *
 * @param names Different names.
 * @param limit Width in pixels.
 * @returns As many different names.
 */
export function shortNames(names: readonly string[], limit: number): string[] {
  const style = { size: SIZES.label };
  const cut = names.map((name) => cutText(name, limit, style));
  return cut.map((short, i) =>
    cut.indexOf(short) === cut.lastIndexOf(short)
      ? short
      : `${cutText(names[i]!, limit - NUMBER, style)} ${i + 1}`
  );
}
