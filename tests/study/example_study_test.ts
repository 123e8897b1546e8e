import assert from "node:assert/strict";
import { parse } from "@std/csv";
import { openCorpus } from "lib/study/open_corpus.ts";
import { projectPath } from "lib/paths.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { saveSettings } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { override } from "lib/study/study_keys.ts";

const FOLDER = projectPath("data/examples/field-ecology");
const STUDY = await readStudyFile(`${FOLDER}/study.json`);

/** All text files of a folder. */
async function* textsIn(
  folder: string,
): AsyncIterable<{ path: string; text: string }> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* textsIn(path);
    else if (/\.(ts|nxml|json|csv|md)$/.test(name)) {
      yield { path, text: await Deno.readTextFile(path) };
    }
  }
}

Deno.test("the example study is synthetic by its own word, and small", async () => {
  const settings = await settle(STUDY, "the example");
  assert.equal(settings.synthetic, true);
  const corpus = await openCorpus(settings);
  assert.equal(corpus.synthetic, true);
  assert.match(corpus.description, /^synthetic JATS articles/);
  let papers = 0;
  for await (const { metadata } of corpus.items()) {
    assert.match(metadata!.title, /^Synthetic example/);
    assert.match(metadata!.journal, /^Synthetic/);
    papers++;
  }
  assert.equal(papers, 80);
  let bytes = 0;
  for await (const { text } of textsIn(FOLDER)) bytes += text.length;
  assert.ok(bytes < 300_000, `${bytes}`);
});

Deno.test("a corpus of real papers stays real, and another corpus is not synthetic because the first was", async () => {
  const real = await settle({ ...STUDY, synthetic: false }, "the example");
  const corpus = await openCorpus(real);
  assert.equal(corpus.synthetic, false);
  assert.doesNotMatch(corpus.description, /synthetic/i);
  const other = override(STUDY, { corpus: `jats:${FOLDER}/articles` });
  assert.equal((await settle(other, "another")).synthetic, false);
  // The demo is, whatever its file says.
  const demo = await settle({ corpus: "demo", synthetic: false }, "the demo");
  assert.equal(demo.synthetic, true);
});

Deno.test("a synthetic study stays synthetic when a notebook opens it", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await saveSettings(await settle(STUDY, "the example"), path);
  const again = await settle(await readStudyFile(path), "the saved study");
  assert.equal(again.synthetic, true);
});

Deno.test("no code knows the questions of the example", async () => {
  const ids = (await questionsOfStudy(await settle(STUDY, "the example")))
    .map(({ id }) => id);
  assert.deepEqual(ids, ["shares_data", "data_places"]);
  for await (const { path, text } of textsIn(projectPath("lib"))) {
    // Examples in docstrings may name them.
    const code = text.replace(/^ \*.*$/gm, "");
    assert.doesNotMatch(code, new RegExp(ids.join("|")), path);
  }
});

Deno.test("each label of the example is planted in its article, or no is", async () => {
  const texts = new Map<string, string>();
  for await (const { text } of textsIn(`${FOLDER}/articles`)) {
    texts.set(/10\.5555\/field-ecology\.\d+/.exec(text)![0], text);
  }
  const labels = parse(await Deno.readTextFile(`${FOLDER}/labels.csv`), {
    skipFirstRow: true,
  });
  const papers = new Set(labels.map(({ doi }) => doi));
  assert.equal(papers.size, 40);
  for (const { doi, question, value, passage } of labels) {
    assert.equal(passage === "", question === "shares_data" && value === "no");
    assert.ok(texts.get(doi!)!.includes(passage!), doi!);
  }
});
