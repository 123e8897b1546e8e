import assert from "node:assert/strict";
import { parse } from "@std/csv";
import { DEMO_PAPERS, demoLabels, openDemo } from "lib/corpus/demo.ts";
import { writeLabels } from "lib/corpus/demo/labels.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import { projectPath } from "lib/paths.ts";

const FILE = projectPath("data/demo/labels.csv");

Deno.test("data/demo/labels.csv is what writeLabels() writes, byte for byte", () => {
  const written = writeLabels(demoLabels({ papers: DEMO_PAPERS }));
  assert.equal(Deno.readTextFileSync(FILE), written);
});

Deno.test("data/demo/labels.csv labels 110 eligible papers and quotes them", async () => {
  const rows = parse(Deno.readTextFileSync(FILE), { skipFirstRow: true });
  const corpus = openDemo();
  const byDoi = new Map<string, Record<string, string>[]>();
  for (const row of rows) {
    byDoi.set(row.doi!, [...byDoi.get(row.doi!) ?? [], row]);
  }
  assert.equal(byDoi.size, 110);
  const natural = FIELDS.map(({ name }) => name);
  let found = 0;
  for await (const { metadata } of corpus.items()) {
    const labels = metadata && byDoi.get(metadata.doi);
    if (!labels) continue;
    found++;
    assert.equal(metadata.articleType, "research-article");
    assert.ok(metadata.citedByCount! > 0);
    assert.ok(metadata.fields!.some((field) => natural.includes(field)));
    const { text } = await corpus.read(metadata);
    for (const { passage } of labels) assert.ok(text.includes(passage!));
    const [dl, ptms, ...pairs] = labels;
    assert.equal(dl!.question, "uses_dl");
    assert.equal(ptms!.question, "uses_ptms");
    assert.equal(pairs.length > 0, ptms!.value === "yes");
    for (const { question, value, model } of pairs) {
      assert.equal(question, "identify_ptm_reuse");
      assert.match(value!, /^(conceptual|adaptation|deployment)$/);
      assert.notEqual(model, "");
    }
  }
  assert.equal(found, 110);
});

Deno.test("demoLabels() labels all papers where fewer than 110 are eligible", () => {
  const labels = demoLabels({ papers: 100, seed: 1 });
  const papers = new Set(labels.map(({ doi }) => doi)).size;
  assert.ok(papers > 10 && papers < 50, `${papers}`); // about 26 % of 100
});
