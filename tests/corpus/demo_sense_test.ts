import assert from "node:assert/strict";
import { loadModels, nameKey } from "lib/annotate/lexicon/models.ts";
import { openDemo, plantedTruth } from "lib/corpus/demo.ts";
import hardSentences from "lib/corpus/demo/hard_sentences.json" with {
  type: "json",
};
import { NETWORKS } from "lib/corpus/demo/network_list.ts";
import { planPaper } from "lib/corpus/demo/plan.ts";
import sentences from "lib/corpus/demo/sentences.json" with { type: "json" };
import type { Template } from "lib/corpus/demo/template.ts";
import { tagsOf, THEMES } from "lib/corpus/demo/theme.ts";
import { OPENALEX_FIELDS } from "lib/corpus/fields.ts";
import type { Paper } from "lib/corpus/paper.ts";

const SEED = 8;
const GENERAL = ["pone", "f1000research"];

Deno.test("planPaper() puts papers into journals and fields of their theme", () => {
  for (let index = 0; index < 3000; index++) {
    const { journal, fields, theme, year } = planPaper(index, SEED);
    const isKnown = [...GENERAL, ...theme.journals].includes(journal.code);
    assert.ok(isKnown, `${journal.title}: ${theme.topic}`);
    assert.ok(journal.since <= year);
    if (fields === null) continue;
    const names = (ids: readonly number[]) =>
      ids.map((id) => OPENALEX_FIELDS.get(id));
    const [first, ...others] = fields;
    assert.ok(names(theme.fields).includes(first), `${first}: ${theme.topic}`);
    for (const other of others) {
      const near = names([...theme.fields, ...theme.related]);
      assert.ok(near.includes(other), `${other}: ${theme.topic}`);
    }
  }
});

Deno.test("planPaper() follows the megajournals' shares of the study's records", () => {
  const counts = { PLOS: 0, FrontiersIn: 0, F1000: 0, BMJ: 0 };
  const papers = 4000;
  for (let index = 0; index < papers; index++) {
    counts[planPaper(index, SEED).journal.megajournal]++;
  }
  const expected = { PLOS: 0.49, FrontiersIn: 0.38, F1000: 0.07, BMJ: 0.06 };
  for (const [name, share] of Object.entries(expected)) {
    const found = counts[name as keyof typeof counts] / papers;
    // Three standard errors of the largest share are 2.4 points.
    assert.ok(Math.abs(found - share) < 0.025, `${name}: ${found}`);
  }
});

const RELEASED = new Map(
  loadModels().flatMap(({ canonical, aliases, year }) =>
    [canonical, ...aliases].map((name) => [nameKey(name), year] as const)
  ),
);

Deno.test("planted papers wait for a model until data/models.csv dates it", () => {
  for (const network of Object.values(NETWORKS).flat()) {
    for (const spelling of network.spellings) {
      const year = RELEASED.get(nameKey(spelling));
      assert.ok(year !== undefined, `${spelling} is not in data/models.csv`);
      assert.ok(network.since >= year, spelling);
    }
  }
});

Deno.test("no paper names what did not exist in its year", async () => {
  const later = [
    ...Object.values(NETWORKS).flat().flatMap(({ spellings }) =>
      spellings.map((name) => ({ name, since: RELEASED.get(nameKey(name))! }))
    ),
    // The transformer is of 2017, the platform of published models of 2018.
    { name: "transformer", since: 2017 },
    { name: "Hugging Face", since: 2018 },
  ];
  let early = 0;
  for await (const { paper, hardCase } of papersOf(1200)) {
    if (hardCase === "name-is-a-word" || paper.year! >= 2024) continue;
    const text = ` ${paper.text.replaceAll(/[^\w.+-]+|[.](?=\W)/g, " ")} `;
    for (const { name, since } of later) {
      if (since <= paper.year!) continue;
      early++;
      assert.ok(!text.includes(` ${name} `), `${paper.doi}: ${name}`);
    }
  }
  assert.ok(early > 10_000, `${early}`);
});

Deno.test("sentences name tags that a theme, a task or a model has", () => {
  const known = new Set([
    ...THEMES.flatMap((theme) =>
      theme.tasks.flatMap((task) => [...tagsOf(theme, task)])
    ),
    ...Object.values(NETWORKS).flat().flatMap(({ traits }) => traits),
  ]);
  const lists: (readonly Template[])[] = [
    ...Object.values(sentences),
    ...Object.values(hardSentences).flatMap((one) =>
      Object.values<readonly Template[]>(one)
    ),
  ];
  for (const template of lists.flat()) {
    if (typeof template === "string") continue;
    for (const tag of template.for?.flatMap((one) => one.split(" ")) ?? []) {
      assert.ok(known.has(tag), `${tag}: ${template.text}`);
    }
  }
});

Deno.test("networks of the authors' own fit the data that they work on", async () => {
  const data = new Map(
    THEMES.flatMap((theme) =>
      theme.tasks.map((task) => [task.inputs, tagsOf(theme, task)] as const)
    ),
  );
  const designs: [words: RegExp, data: string[]][] = [
    [/long short-term|gated recurrent|transformer/, ["series", "sequences"]],
    [/graph neural/, ["graphs"]],
    [/generative adversarial|small convolutional network,/, ["images"]],
  ];
  let found = 0;
  for await (const { paper, index } of papersOf(1200)) {
    const { usesPtms, passages } = plantedTruth(index, SEED);
    const design = designs.find(([words]) => words.test(passages.usesDl ?? ""));
    if (usesPtms || !design) continue;
    const inputs = paper.text.match(/A total of \d+ (.+?) were collected/)?.[1];
    if (inputs === undefined) continue;
    found++;
    const fits = design[1].some((kind) => data.get(inputs)!.has(kind));
    assert.ok(fits, `${inputs}: ${passages.usesDl}`);
  }
  assert.ok(found > 30, `${found}`);
});

Deno.test("numbers keep to sensible ranges, and one agreement stands in a paper", async () => {
  let dropouts = 0, agreements = 0;
  for await (const { paper } of papersOf(1200)) {
    for (const [, rate] of paper.text.matchAll(/Dropout of ([\d.]+)/g)) {
      assert.ok(Number(rate) >= 0.1 && Number(rate) <= 0.5, `${rate}`);
      dropouts++;
    }
    const agreed = [...paper.text.matchAll(/they agreed in (\d+) %/g)];
    assert.ok(agreed.length <= 1, paper.doi);
    for (const [, share] of agreed) {
      assert.ok(Number(share) >= 60 && Number(share) <= 95, `${share}`);
      agreements++;
    }
  }
  assert.ok(dropouts > 50 && agreements > 50, `${dropouts}, ${agreements}`);
});

interface DemoPaper {
  readonly paper: Paper;
  readonly index: number;
  readonly hardCase: string | null;
}

async function* papersOf(papers: number): AsyncGenerator<DemoPaper> {
  const corpus = openDemo({ papers, seed: SEED });
  for await (const { metadata } of corpus.items()) {
    if (!metadata) continue;
    const index = Number(metadata.source.match(/\d+/)![0]);
    const { hardCase } = planPaper(index, SEED);
    yield { paper: await corpus.read(metadata), index, hardCase };
  }
}
