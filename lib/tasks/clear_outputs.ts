/** Deletes the outputs of the project's notebooks, so that a run has to make them anew. */

import {
  formatNotebook,
  parseNotebook,
  withoutOutputs,
} from "lib/notebook/nbformat.ts";

for (const { name } of Deno.readDirSync("notebooks")) {
  if (!name.endsWith(".ipynb")) continue;
  const path = `notebooks/${name}`;
  const notebook = parseNotebook(Deno.readTextFileSync(path), path);
  Deno.writeTextFileSync(path, formatNotebook(withoutOutputs(notebook)));
}
