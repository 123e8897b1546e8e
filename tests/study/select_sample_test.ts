import assert from "node:assert/strict";
import { join } from "node:path";
import { fieldsOf } from "lib/findings/tally.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { selectSample } from "lib/study/select_sample.ts";
import { settle } from "lib/study/settings.ts";
import { makeArtifact, record } from "tests/support/make_artifact.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";

const FOLDER = await Deno.makeTempDir();
await Deno.writeTextFile(
  join(FOLDER, "metadata.csv"),
  [
    "doi,cited_by_count,fields",
    "10.5555/a,1,Medicine;Neuroscience;Computer Science",
    "10.5555/b,1,Medicine",
    "10.5555/c,1,Chemistry",
  ].join("\n"),
);
const CORPUS = corpusOf(
  ["a", "b", "c"].map((id) => paperOf("Text.", { doi: `10.5555/${id}` })),
);

/** The fields that each sampled paper counts under, by its DOI. */
async function countedBy(fields: number[]) {
  const settings = await settle({
    corpus: `jats:${FOLDER}`,
    metadata: join(FOLDER, "metadata.csv"),
    eligible: { cited: false, fields },
  }, "the study");
  const { sample } = await selectSample(settings, CORPUS);
  return Object.fromEntries(
    sample.map(({ metadata }) => [metadata.doi, fieldsOf(metadata)]),
  );
}

Deno.test("papers count under the natural sciences, and under what else their study asks for", async () => {
  // 27 is Medicine, 16 Chemistry, 28 Neuroscience.
  assert.deepEqual(await countedBy([27, 16]), {
    "10.5555/a": ["Medicine", "Neuroscience"],
    "10.5555/b": ["Medicine"],
    "10.5555/c": ["Chemistry"],
  });
  assert.deepEqual(await countedBy([28]), { "10.5555/a": ["Neuroscience"] });
  assert.deepEqual(await countedBy([]), {
    "10.5555/a": ["Neuroscience"],
    "10.5555/b": ["Unassigned"],
    "10.5555/c": ["Chemistry"],
  });
});

Deno.test("an artifact whose papers are asked anew tells how many it has, and what is odd or missing", async () => {
  const path = join(FOLDER, "aius.sqlite3");
  makeArtifact(path, {
    articles: [{ doi: "10.5555/a" }, { doi: "10.5555/b" }, { doi: null }],
    openalex: [record("10.5555/a", 2020), record("10.5555/b", 2099)],
    markdown: [{ doi: "10.5555/a" }, { doi: "10.5555/b" }],
  }, { without: ["searches"] });
  const settings = await settle(
    { corpus: `artifact:${path}`, annotator: "lexicon" },
    "the study",
  );
  const corpus = await openCorpus(settings);
  const warnings: string[] = [];
  let items = 0;
  const { sample } = await selectSample(settings, corpus, {
    onItem: (count) => items = count,
    onWarning: (warning) => warnings.push(warning),
  });
  corpus.close?.();
  assert.deepEqual([items, sample.length], [3, 2]);
  assert.match(warnings.join("\n"), /no "searches": nobody can say/);
  assert.match(warnings.join("\n"), /the year 2099/);
});

Deno.test("a metadata file that knows none of the papers is named", async () => {
  const settings = await settle({
    corpus: `jats:${FOLDER}`,
    metadata: join(FOLDER, "metadata.csv"),
  }, "the study");
  const warnings: string[] = [];
  await selectSample(settings, corpusOf([paperOf("", { doi: "10.1/z" })]), {
    onWarning: (warning) => warnings.push(warning),
  });
  assert.deepEqual(warnings, [
    "the metadata file knows none of the 1 papers by DOI: is it the right file?",
  ]);
});
