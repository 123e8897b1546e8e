import assert from "node:assert/strict";
import { join } from "node:path";
import { openLines } from "lib/files.ts";

const namesIn = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("openLines() puts a closed file in its place, and leaves nothing of one that was given up", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "table.csv");
  {
    using lines = openLines(path);
    lines.add("a");
    lines.add("é");
    lines.close();
  }
  assert.equal(await Deno.readTextFile(path), "a\né\n");
  assert.throws(() => {
    using lines = openLines(path);
    lines.add("x".repeat(100_000));
    throw new RangeError("stopped");
  }, { message: "stopped" });
  assert.deepEqual(namesIn(folder), ["table.csv"]);
  assert.equal(await Deno.readTextFile(path), "a\né\n");
});
