import assert from "node:assert/strict";
import type { Figure } from "lib/figures/mod.ts";

/** Compares titles with the sentences expected; descriptions must begin with them. */
export async function checkTitles(
  t: Deno.TestContext,
  cases: [name: string, figure: Figure, title: string][],
): Promise<void> {
  for (const [name, figure, title] of cases) {
    await t.step(name, () => {
      assert.equal(headingOf(figure).text.join(" "), title);
      assert.ok(figure.description.startsWith(title.slice(0, -1)));
    });
  }
}

/** Title and subtitle of a figure, in lines. */
export function headingOf(
  { spec }: Figure,
): { text: string[]; subtitle: string[] } {
  return spec.title as { text: string[]; subtitle: string[] };
}
