import assert from "node:assert/strict";
import { join } from "node:path";
import { fieldsOf } from "lib/findings/tally.ts";
import { selectSample } from "lib/study/select_sample.ts";
import { settle } from "lib/study/settings.ts";
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
