/**
 * Writes data/demo/labels.csv anew, after a change of the demo corpus:
 * deno run --allow-read --allow-write=data/demo lib/corpus/demo/write_labels_file.ts
 */

import { DEMO_PAPERS } from "lib/corpus/demo.ts";
import { demoLabels, writeLabels } from "lib/corpus/demo/labels.ts";
import { projectPath } from "lib/paths.ts";

if (import.meta.main) {
  const csv = writeLabels(demoLabels({ papers: DEMO_PAPERS }));
  Deno.writeTextFileSync(projectPath("data/demo/labels.csv"), csv);
}
