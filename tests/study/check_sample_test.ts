import assert from "node:assert/strict";
import { join } from "node:path";
import { annotateStudy } from "lib/study/annotate_study.ts";
import { selectionInWords } from "lib/study/check_sample.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { selectSample } from "lib/study/select_sample.ts";
import { settle } from "lib/study/settings.ts";
import { SMALL_JATS } from "tests/study/small_jats.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";

/** A folder of one paper and two files that are none. */
async function folderWith(papers: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(join(folder, "a.xml"), "not XML");
  await Deno.writeTextFile(join(folder, "b.xml"), "not XML either");
  for (let i = 0; i < papers; i++) {
    const text = SMALL_JATS.replace("pone.1", `pone.${i}`);
    await Deno.writeTextFile(join(folder, `p${i}.xml`), text);
  }
  return folder;
}

Deno.test("a run without any paper ends, and says where they were left out and what to do", async () => {
  const name = freshName("none");
  const run = async (source: object) => {
    const settings = await settle({ name, ...source }, "the test");
    return await annotateStudy(settings);
  };
  const unreadable = `jats:${await folderWith(0)}`;
  const four = `jats:${await folderWith(4)}`;
  const begin = `Cannot run study "${name}" as no paper is in its sample: `;
  try {
    await assert.rejects(run({ corpus: unreadable }), {
      message:
        `${begin}2 items read, 2 left out at the step "readable" (not XML 2); look whether the files are what the study's corpus says`,
    });
    await assert.rejects(run({ corpus: four, sample: 0.1 }), {
      message:
        `${begin}6 items read, 2 left out at the step "readable" (not XML 2), 4 left out at the step "sampled" (not drawn 4); draw more papers with "sample" or --sample`,
    });
    const metadata = join(await Deno.makeTempDir(), "metadata.csv");
    await Deno.writeTextFile(
      metadata,
      "doi,cited_by_count,fields\n10.1371/journal.pone.0,0,Chemistry\n",
    );
    const eligible = { cited: true, fields: [] };
    await assert.rejects(run({ corpus: four, metadata, eligible }), {
      message: /"cited" \(citations unknown 3, never cited 1\); look at who is/,
    });
  } finally {
    await removeRun(name);
  }
});

Deno.test("what was dropped, and which conditions were not applied, is said in a line each", async () => {
  const corpus = `jats:${await folderWith(1)}`;
  const wordsOf = async (source: object) => {
    const settings = await settle({ corpus, ...source }, "the test");
    return selectionInWords(
      await selectSample(settings, await openCorpus(settings)),
    );
  };
  const dropped =
    "Dropped 2 items that could not be read (not XML 2); tables/dropped.csv names them";
  assert.deepEqual(await wordsOf({}), [dropped]);
  assert.deepEqual(
    await wordsOf({ eligible: { cited: true, fields: [16] } }),
    [
      dropped,
      'The condition "cited" was not applied, as no citation counts are known',
      'The condition "natural science" was not applied, as no fields are known',
    ],
  );
});
