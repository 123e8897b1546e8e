import assert from "node:assert/strict";
import { type DrawnText, readTexts } from "tests/figures/drawn_texts.ts";
import { EDGE_FIGURES, LONG_CONTEXT } from "tests/figures/edge_figures.ts";
import { exampleFigures } from "tests/figures/example_rows.ts";
import { type Figure, renderSvg } from "lib/figures/mod.ts";

const FIGURES: [name: string, figure: Figure][] = [
  ...exampleFigures().map((figure): [string, Figure] => [figure.id, figure]),
  ...exampleFigures(LONG_CONTEXT).map((figure): [string, Figure] => [
    `${figure.id} with long names`,
    figure,
  ]),
  ...EDGE_FIGURES,
];

for (const [name, figure] of FIGURES) {
  Deno.test(`All text of ${name} is inside the picture, whole and apart`, async () => {
    const { texts, width, height } = readTexts(await renderSvg(figure));
    assert.ok(texts.length >= 2);
    for (const text of texts) {
      const { left, right, top, bottom } = text;
      assert.ok(
        left >= 0 && right <= width,
        `${JSON.stringify(text)} in ${width}`,
      );
      assert.ok(
        top >= 0 && bottom <= height,
        `${JSON.stringify(text)} in ${height}`,
      );
      assert.doesNotMatch(text.text, /NaN|undefined|null|Infinity|…/);
    }
    for (const [i, text] of texts.entries()) {
      for (const other of texts.slice(i + 1)) {
        assert.ok(!overlap(text, other), `${text.text} on ${other.text}`);
      }
    }
  });
}

Deno.test("All figures are as wide as a column, since Vega knows the widths of texts", async () => {
  for (const [name, figure] of FIGURES) {
    const { width } = readTexts(await renderSvg(figure));
    // Without the font's widths, Vega takes 0.8 of the font size per letter.
    assert.ok(width > 445 && width < 472, `${name} is ${width} px wide`);
  }
});

Deno.test("readTexts() finds a text that is cut off, and two that overlap", () => {
  const { texts, width } = readTexts(
    `<svg width="50" height="20"><g transform="translate(10,15)">` +
      `<text font-size="12px">much too long</text>` +
      `<text font-size="12px" transform="translate(5,0)">x</text></g></svg>`,
  );
  assert.ok(texts[0]!.left === 10 && texts[0]!.right > width);
  assert.ok(overlap(texts[0]!, texts[1]!));
});

/** Tells whether two texts cover each other by more than a pixel. */
function overlap(one: DrawnText, other: DrawnText): boolean {
  const across = Math.min(one.right, other.right) -
    Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) -
    Math.max(one.top, other.top);
  return across > 1 && down > 1;
}
