import assert from "node:assert/strict";
import { measureText } from "lib/figures/parts/measure_text.ts";
import { shortNames } from "lib/figures/parts/short_names.ts";

Deno.test("shortNames() cuts what is too wide, and keeps names apart", () => {
  const long = "a-model-with-a-very-long-name";
  const names = ["short", `${long}-one`, `${long}-two`];
  const short = shortNames(names, 120);
  assert.equal(short[0], "short");
  assert.match(short[1]!, /^a-model.*\.\.\. 2$/);
  assert.match(short[2]!, /^a-model.*\.\.\. 3$/);
  for (const name of short) {
    assert.ok(measureText(name, { size: 12 }) <= 120, name);
  }
  assert.deepEqual(shortNames(names, 1000), names);
});
