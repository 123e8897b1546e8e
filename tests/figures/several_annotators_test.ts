import assert from "node:assert/strict";
import { parse, View } from "vega";
import { interactiveSpec } from "lib/figures/gallery/interactive_spec.ts";
import { validationMetrics } from "lib/figures/mod.ts";
import { COLOURS } from "lib/figures/theme.ts";
import { CONTEXT, VALIDATION_ROWS } from "tests/figures/example_rows.ts";

Deno.test("The legend of the first panel filters annotators in all panels", async () => {
  const rows = ["lexicon", "openai:m"].flatMap((annotator) =>
    VALIDATION_ROWS.map((row) => ({ ...row, annotator }))
  );
  const { vega, hasFilter } = await interactiveSpec(
    validationMetrics(rows, CONTEXT),
  );
  assert.equal(hasFilter, true);
  const view = await new View(parse(vega as never), { renderer: "none" })
    .runAsync();
  const before = await view.toSVG();
  // As a click on "m" in the legend.
  view.data("shown_store", [
    {
      unit: "",
      fields: [{ type: "E", field: "annotator" }],
      values: ["m"],
    },
  ]);
  const after = await (await view.runAsync()).toSVG();
  view.finalize();
  const count = (text: string, part: string) => text.split(part).length - 1;
  // Each has a dot for every score that is defined, and a symbol in the legend.
  const drawn = VALIDATION_ROWS
    .filter(({ metric, value }) => metric !== "tp" && value !== null).length +
    1;
  assert.deepEqual([count(before, COLOURS.blue), count(after, COLOURS.blue)], [
    drawn,
    1,
  ]);
  assert.equal(count(after, COLOURS.vermilion), drawn);
});
