import assert from "node:assert/strict";
import { join } from "node:path";
import {
  oldNotebooksInWords,
  resultsInWords,
} from "lib/tasks/results_in_words.ts";

Deno.test("resultsInWords() names the folder as the user would type it", () => {
  const shown = (out: string, folder: string) =>
    resultsInWords({ out }, folder);
  assert.equal(
    shown("/p/figures/x", "/p"),
    "Results: figures/x; to see them, open figures/x/index.html in a browser",
  );
  assert.match(shown("/q/out", "/p"), /^Results: \/q\/out; .*\/q\/out\/index/);
  assert.match(shown("/p", "/p"), /^Results: \.; .*open index\.html/);
});

Deno.test("oldNotebooksInWords() says so only where executed notebooks lie", async () => {
  const folder = await Deno.makeTempDir();
  const place = { out: join(folder, "figures") };
  const said = () => oldNotebooksInWords(place, folder, "COMMAND");
  assert.equal(await said(), null);
  await Deno.mkdir(join(place.out, "notebooks"), { recursive: true });
  assert.equal(await said(), null);
  await Deno.writeTextFile(join(place.out, "notebooks", "01.ipynb"), "{}");
  assert.equal(
    await said(),
    "The notebooks in figures/notebooks are older than these tables: COMMAND",
  );
});
