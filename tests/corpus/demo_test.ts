import assert from "node:assert/strict";
import {
  demoMetadata,
  HARD_CASES,
  openDemo,
  type PlantedTruth,
  plantedTruth,
} from "lib/corpus/demo.ts";
import { generateArticle } from "lib/corpus/demo/generate.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import {
  type CorpusItem,
  type Paper,
  UnreadablePaper,
} from "lib/corpus/paper.ts";

/** What the study searched for: every paper that it found has one of these. */
const KEYWORDS =
  /deep learning|deep neural network|hugging face|model checkpoint|model weights|pre-trained model/i;
const NATURAL = new Set(FIELDS.map(({ name }) => name));

Deno.test("openDemo() begins a larger corpus with the papers of a smaller one", async () => {
  const small = await Array.fromAsync(openDemo({ papers: 40 }).items());
  const large = await Array.fromAsync(openDemo({ papers: 90 }).items());
  assert.equal(large.length, 90);
  assert.deepEqual(large.slice(0, 40), small);
});

Deno.test("openDemo() gives the same papers in every order and others for another seed", async () => {
  const corpus = openDemo({ papers: 30, seed: "a" });
  const papers = await metadataOf(corpus.items());
  const forwards: Paper[] = [], backwards: Paper[] = [];
  for (const paper of papers) forwards.push(await corpus.read(paper));
  for (const paper of papers.toReversed()) {
    backwards.unshift(await corpus.read(paper));
  }
  assert.deepEqual(backwards, forwards);
  assert.equal(new Set(forwards.map(({ text }) => text)).size, papers.length);
  const other = openDemo({ papers: 30, seed: "b" });
  const texts = await Promise.all(papers.map((paper) => other.read(paper)));
  assert.ok(texts.every(({ text }, i) => text !== forwards[i]!.text));
});

Deno.test("openDemo() says in every paper that it is synthetic, and uses a search word", async () => {
  const corpus = openDemo({ papers: 300 });
  assert.ok(corpus.synthetic);
  for (const metadata of await metadataOf(corpus.items())) {
    const paper = await corpus.read(metadata);
    assert.match(paper.doi, /^10\.5555\/demo\.[a-z0-9]+\.\d{6}$/);
    assert.match(paper.journal, /\(synthetic demo\)$/);
    assert.notEqual(paper.megajournal, "other");
    assert.ok(paper.year! >= 2000 && paper.year! <= 2025);
    assert.match(paper.text, /This article is synthetic and was generated for/);
    assert.match(paper.text, KEYWORDS);
  }
});

Deno.test("openDemo() plants its passages word by word", async () => {
  const corpus = openDemo({ papers: 600, seed: 5 });
  let passages = 0;
  for (const metadata of await metadataOf(corpus.items())) {
    const truth = plantedTruth(indexOf(metadata.source), 5);
    if (!truth.usesDl) continue;
    const { text, doi } = await corpus.read(metadata);
    assert.equal(doi, truth.doi);
    const all = [truth.passages.usesDl!, ...truth.reuses.map((r) => r.passage)];
    for (const passage of all) {
      assert.ok(text.includes(passage), `${doi}: ${passage}`);
      passages++;
    }
  }
  assert.ok(passages > 300, `${passages}`);
});

Deno.test("openDemo() drops the files that end in the middle by name", async () => {
  const items = await Array.fromAsync(openDemo({ papers: 1200 }).items());
  const dropped = items.flatMap(({ dropped }) => dropped ?? []);
  // 0.3 % of 1,200 is 3.6; fewer than 1 or more than 11 has a chance of 3 %.
  assert.ok(dropped.length >= 1 && dropped.length <= 11, `${dropped.length}`);
  for (const { reason, source } of dropped) {
    assert.equal(reason, "truncated or malformed XML");
    const { xml } = generateArticle(indexOf(source));
    assert.ok(!xml.includes("</article>"));
  }
});

Deno.test("openDemo() refuses to read a paper of another corpus", async () => {
  const corpus = openDemo({ papers: 1 });
  const [metadata] = await metadataOf(corpus.items());
  await assert.rejects(
    corpus.read({ ...metadata!, source: "plos/one.xml" }),
    UnreadablePaper,
  );
});

Deno.test("openDemo() carries the metadata that demoMetadata() gives", async () => {
  const papers = await metadataOf(openDemo({ papers: 200 }).items());
  let unknown = 0;
  for (const { source, doi, citedByCount, fields, megajournal } of papers) {
    const row = demoMetadata(indexOf(source));
    assert.deepEqual({ doi, citedByCount, fields, megajournal }, {
      doi: row.doi,
      citedByCount: row.citedByCount,
      fields: row.fields,
      megajournal: row.megajournal,
    });
    if (fields === null) unknown++;
    else assert.equal(new Set(fields).size, fields.length);
    assert.equal(fields === null, citedByCount === null);
  }
  assert.ok(unknown >= 1 && unknown <= 15, `${unknown}`); // 2.5 % of 200
});

// What the study's records show, in round figures, and the margin of 4,000
// papers (three standard errors, about 1,050 of them eligible).
Deno.test("openDemo() follows the rates of the study's records", async (t) => {
  const papers = await metadataOf(openDemo({ papers: 4000, seed: 8 }).items());
  const cited = papers.filter((paper) => (paper.citedByCount ?? 0) > 0);
  const natural = papers.filter(({ fields }) =>
    (fields ?? []).some((field) => NATURAL.has(field))
  );
  const eligible = cited.filter((paper) =>
    natural.includes(paper) && paper.articleType === "research-article"
  );
  const truths = eligible.map((paper) => ({
    paper,
    truth: plantedTruth(indexOf(paper.source), 8),
  }));
  const deep = truths.filter(({ truth }) => truth.usesDl);
  const reusing = truths.filter(({ truth }) => truth.usesPtms);
  const reuses = reusing.flatMap(({ truth }) => truth.reuses);
  const adapted = reuses.filter(({ pattern }) => pattern === "adaptation");
  const shares: [name: string, share: number, low: number, high: number][] = [
    ["cited", cited.length / papers.length, 0.77, 0.81],
    ["natural science", natural.length / papers.length, 0.25, 0.4],
    ["deep learning", deep.length / eligible.length, 0.62, 0.71],
    ["reuse", reusing.length / eligible.length, 0.22, 0.31],
    ["adaptation", adapted.length / reuses.length, 0.62, 0.78],
  ];
  for (const [name, share, low, high] of shares) {
    await t.step(
      name,
      () => assert.ok(share > low && share < high, `${share}`),
    );
  }
  await t.step("Test is the commonest stage", () => {
    assert.equal(commonest(reuses.map(({ stage }) => stage)), "Test");
  });
  await t.step("Biochemistry leads", () => {
    const fields = reusing.flatMap(({ paper }) => paper.fields ?? [])
      .filter((field) => NATURAL.has(field));
    assert.equal(
      commonest(fields),
      "Biochemistry, Genetics and Molecular Biology",
    );
  });
  await t.step("nearly no deep learning before 2012", () => {
    const early = truths.filter(({ paper }) => paper.year! < 2012);
    assert.ok(early.length > 20);
    const share = early.filter(({ truth }) => truth.usesDl).length /
      early.length;
    assert.ok(share < 0.1, `${share}`);
  });
});

Deno.test("plantedTruth() plants every hard case, and answers that fit together", () => {
  const seen = new Set<string>();
  for (let index = 0; index < 2500; index++) {
    const truth = plantedTruth(index, 3);
    checkTruth(truth);
    if (truth.hardCase) seen.add(truth.hardCase);
  }
  assert.deepEqual([...seen].sort(), HARD_CASES.map(({ name }) => name).sort());
});

function checkTruth(
  { usesDl, usesPtms, reuses, hardCase, passages }: PlantedTruth,
) {
  assert.equal(usesPtms, reuses.length > 0);
  assert.ok(usesDl || !usesPtms);
  assert.equal(passages.usesDl !== null, usesDl);
  assert.equal(passages.usesPtms !== null, usesPtms);
  const kind = usesPtms ? "reuse" : usesDl ? "scratch" : "none";
  const planned = HARD_CASES.find(({ name }) => name === hardCase);
  if (planned) assert.equal(kind, planned.kind);
  if (hardCase === "two-patterns") {
    assert.equal(new Set(reuses.map(({ pattern }) => pattern)).size, 2);
    assert.equal(new Set(reuses.map(({ model }) => model)).size, 2);
  }
}

async function metadataOf(items: AsyncIterable<CorpusItem>) {
  const all = await Array.fromAsync(items);
  return all.flatMap(({ metadata }) => metadata ?? []);
}

function indexOf(source: string): number {
  return Number(source.match(/\d+/)![0]);
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
