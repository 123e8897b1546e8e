import assert from "node:assert/strict";
import { exampleFigures } from "tests/figures/example_rows.ts";

// Specs reviewed together with the pictures that they draw. After a wanted
// change: UPDATE_SNAPSHOTS=1 deno test -A tests/figures, then read the diff.
const folder = new URL("../fixtures/figures/", import.meta.url);
const update = Deno.env.get("UPDATE_SNAPSHOTS") === "1";

for (const figure of exampleFigures()) {
  Deno.test(`${figure.id} keeps the reviewed spec`, async () => {
    const text = JSON.stringify(figure, null, 2) + "\n";
    const file = new URL(`${figure.id}.json`, folder);
    if (update) await Deno.writeTextFile(file, text);
    assert.equal(text, await Deno.readTextFile(file));
  });
}
