import assert from "node:assert/strict";
import { openDemo, plantedTruth } from "lib/corpus/demo.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { answer, resultOf } from "tests/annotate/lexicon_answers.ts";

Deno.test("lexiconAnnotator() is above chance and below perfect on the demo", async (t) => {
  const natural = FIELDS.map(({ name }) => name);
  for (const seed of [2603, 11]) {
    const counts = { uses_dl: [0, 0, 0], uses_ptms: [0, 0, 0] };
    const corpus = openDemo({ seed });
    for await (const { metadata } of corpus.items()) {
      if (
        metadata?.articleType !== "research-article" ||
        !metadata.citedByCount ||
        !metadata.fields?.some((field) => natural.includes(field))
      ) continue;
      const paper = await corpus.read(metadata);
      const truth = plantedTruth(
        Number(metadata.source.match(/\d+/)![0]),
        seed,
      );
      const dl = await answer(paper, "uses_dl");
      const ptms = await answer(paper, "uses_ptms");
      count(counts.uses_dl, truth.usesDl, resultOf(dl));
      count(counts.uses_ptms, truth.usesPtms, resultOf(dl) && resultOf(ptms));
      for (const given of [dl, ptms]) {
        const { evidence } = given as { evidence: string | null };
        assert.ok(evidence === null || paper.text.includes(evidence));
      }
    }
    for (const [id, [hits, misses, alarms]] of Object.entries(counts)) {
      await t.step(`F1 of ${id}, seed ${seed}`, () => {
        const f1 = 2 * hits! / (2 * hits! + misses! + alarms!);
        assert.ok(f1 > 0.8 && f1 < (id === "uses_dl" ? 0.98 : 0.95), `${f1}`);
      });
    }
  }
});

const REAL = new URL("../../../shared/corpus/", import.meta.url);
const hasReal = exists(REAL);
if (!hasReal) console.log(`Skipped: no real articles at ${REAL.pathname}`);

Deno.test({
  name:
    "lexiconAnnotator() raises at most two false alarms in 103 real articles",
  ignore: !hasReal,
  async fn() {
    // Articles of 2003 to 2019 in which deep learning is next to unknown.
    const flagged: string[] = [];
    let papers = 0;
    for (const folder of ["plos/", "other/"]) {
      for (const { name } of Deno.readDirSync(new URL(folder, REAL))) {
        const bytes = Deno.readFileSync(new URL(folder + name, REAL));
        const paper = parseJats(bytes, name);
        papers++;
        const dl = await answer(paper, "uses_dl");
        if (resultOf(dl)) flagged.push(name);
      }
    }
    assert.equal(papers, 103);
    assert.ok(flagged.length <= 2, flagged.join(", "));
  },
});

function count(counts: number[], truth: boolean, given: boolean): void {
  if (truth) counts[given ? 0 : 1]!++;
  else if (given) counts[2]!++;
}

function exists(url: URL): boolean {
  try {
    Deno.statSync(url);
    return true;
  } catch {
    return false;
  }
}
