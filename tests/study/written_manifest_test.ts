import assert from "node:assert/strict";
import { join } from "node:path";
import { addToManifest, writeManifest } from "lib/study/written_manifest.ts";

Deno.test("a run removes the tables and figures that only an earlier run has, and nothing else", async () => {
  const out = await Deno.makeTempDir();
  await Deno.mkdir(join(out, "tables"));
  const files = ["old.svg", "old.png", "old.vl.json", "both.svg", "mine.svg"];
  for (const file of [...files, "tables/gone.csv", "tables/mine.csv"]) {
    await Deno.writeTextFile(join(out, file), "");
  }
  await writeManifest({ out }, { tables: ["gone", "../mine"] });
  await addToManifest({ out }, { figures: ["old", "both"] });
  await writeManifest({ out }, { tables: ["new"] });
  await addToManifest({ out }, { figures: ["both"] });
  assert.deepEqual(await namesIn(out), ["both.svg", "mine.svg", "tables"]);
  assert.deepEqual(await namesIn(join(out, "tables")), [
    "manifest.json",
    "mine.csv",
  ]);
  const text = await Deno.readTextFile(join(out, "tables", "manifest.json"));
  assert.deepEqual(JSON.parse(text), { tables: ["new"], figures: ["both"] });
});

async function namesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}
