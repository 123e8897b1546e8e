/**
 * One timed run for `deno task bench`: annotates a demo corpus of the given
 * number of papers into a fresh store, writes tables and figures, and prints
 * seconds, papers analysed and peak resident memory as JSON.
 */

import { annotateStudy, storePath } from "lib/study/annotate_study.ts";
import { saveFigures } from "lib/study/save_figures.ts";
import { peakMegabytes } from "lib/tasks/peak_memory.ts";
import { settle } from "lib/study/settings.ts";
import { writeTables } from "lib/study/write_tables.ts";

const papers = Number(Deno.args[0]);
const out = await Deno.makeTempDir();
const settings = await settle({
  name: `bench-${papers}`,
  corpus: `demo:${papers}`,
  eligible: { cited: true, fields: [11, 13, 16, 19, 23, 24, 28, 31] },
  out,
}, "the benchmark");
const store = storePath(settings);
const removeStore = async () => {
  for (const end of ["", "-wal", "-shm"]) {
    await Deno.remove(store + end).catch(() => {});
  }
};
await removeStore();
const start = performance.now();
const { papers: analysed } = await annotateStudy(settings);
const { tables } = await writeTables(settings);
await saveFigures(settings, tables);
const seconds = (performance.now() - start) / 1000;
await removeStore();
await Deno.remove(out, { recursive: true });
console.log(
  JSON.stringify({ seconds, analysed, peakMegabytes: await peakMegabytes() }),
);
