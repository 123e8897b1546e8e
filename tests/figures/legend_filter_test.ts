import assert from "node:assert/strict";
import { parse, View } from "vega";
import { interactiveSpec } from "lib/figures/gallery/interactive_spec.ts";
import { corpusFunnel, fieldPatterns, type Figure } from "lib/figures/mod.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { CONTEXT, FUNNEL_ROWS } from "tests/figures/example_rows.ts";
import {
  FIELD_PATTERN_ROWS,
  KEYWORD_ROWS,
} from "tests/figures/example_rows_by_group.ts";

Deno.test("A legend filters bars and dots, and fades the texts about all", async () => {
  const figure = corpusFunnel(FUNNEL_ROWS, CONTEXT, { keywords: KEYWORD_ROWS });
  const view = await viewOf(figure);
  const before = await view.toSVG();
  // As a click on "BMJ" in the legend.
  view.data("shown_store", [
    {
      unit: "",
      fields: [{ type: "E", field: "megajournal" }],
      values: ["BMJ"],
    },
  ]);
  const after = await (await view.runAsync()).toSVG();
  view.finalize();
  // Both have bars in three steps, for two keywords a dot and an interval,
  // and a square in the legend.
  const [bmj, plos] = [COLOURS.navy, COLOURS.blue];
  assert.deepEqual([count(before, bmj), count(before, plos)], [8, 8]);
  assert.deepEqual([count(after, bmj), count(after, plos)], [8, 1]);
  // Four steps have a total and a share of the step before; some are empty.
  const faded = 'opacity="0.25"';
  assert.deepEqual([count(before, faded), count(after, faded)], [0, 8]);
});

Deno.test("A figure without a legend gets no filter", async () => {
  const { hasFilter } = await interactiveSpec(
    fieldPatterns(FIELD_PATTERN_ROWS, CONTEXT),
  );
  assert.equal(hasFilter, false);
});

async function viewOf(figure: Figure): Promise<View> {
  const { vega, hasFilter } = await interactiveSpec(figure);
  assert.equal(hasFilter, true);
  const view = new View(parse(vega as never), { renderer: "none" });
  return await view.runAsync();
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
