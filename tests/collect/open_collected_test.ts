import assert from "node:assert/strict";
import { openCollected } from "lib/collect/open_collected.ts";
import type { PaperRow } from "lib/collect/paper_row.ts";
import { stepsOf } from "lib/collect/steps.ts";
import { funnelInWords } from "lib/findings/read_funnel.ts";
import { settle } from "lib/study/settings.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { startServices } from "tests/support/services.ts";
import { ELIGIBLE, tryStudy } from "tests/collect/try_collect.ts";

const ALL = { size: "all", atLeastOne: false, seed: 1 } as const;

Deno.test("collected papers are a corpus: sample, funnel, texts", async (t) => {
  await using services = startServices({ papers: 186 });
  await using study = await tryStudy(services);
  await study.run();
  const corpus = await openCollected(study.papers, ELIGIBLE);
  const { sample, funnel } = corpus.select(ALL);

  await t.step("the sample is drawn from the papers with a text", async () => {
    const [first] = sample;
    const paper = await corpus.read(first!.metadata);
    assert.equal(paper.doi, first!.metadata.doi);
    assert.match(paper.text, /^# Invented title \d+\n[^]+pre-trained network/);
    assert.deepEqual(paper.fields, [
      "Neuroscience",
      "Biochemistry, Genetics and Molecular Biology",
      "Medicine",
    ]);
    assert.equal(
      corpus.description,
      `${sample.length} papers collected in "papers"`,
    );
  });

  await t.step("the funnel accounts for every paper", () => {
    const left = funnel.filter(({ reason }) => reason !== "")
      .reduce((sum, { papers }) => sum + papers, 0);
    assert.equal(left + sample.length, services.world.length);
    // Six papers of 186 have each of the 15 oddities.
    assert.match(
      funnelInWords(funnel),
      /^Of 186 papers found, 180 papers have .+ fields 162 papers are left;/,
    );
  });

  await t.step("keywords are counted by megajournal", () => {
    const of = corpus.keywords().filter(({ megajournal, keyword }) =>
      megajournal === "PLOS" && keyword === "Model Weights"
    );
    const plos = services.world.filter(({ doi }) => doi.startsWith("10.1371/"));
    assert.deepEqual(of, [{
      megajournal: "PLOS",
      keyword: "Model Weights",
      papers: plos.filter(({ keywords }) => keywords.includes("Model Weights"))
        .length,
      of: plos.length,
    }]);
  });

  await t.step("a wider condition asks to collect again", async () => {
    const wider = await openCollected(study.papers, null);
    const open = wider.select(ALL).funnel.filter(({ reason }) =>
      reason === "not asked yet"
    ).reduce((sum, { papers }) => sum + papers, 0);
    // Never cited, other fields, not in OpenAlex: six papers each.
    assert.equal(open, 18);
    wider.close?.();
  });

  await t.step(
    "the year of the search is incomplete if it is covered",
    async () => {
      assert.equal(corpus.incompleteYear, null);
      const changes = { years: [2015, 2026] };
      await using other = await tryStudy(services, changes);
      await other.run();
      const covering = await openCollected(other.papers, ELIGIBLE);
      assert.equal(covering.incompleteYear, 2026);
    },
  );
  corpus.close?.();
});

Deno.test("articles of other types leave, unless the study takes all types", () => {
  const conditions = { eligible: null, natural_science: "any" } as const;
  const last = (article_type: "research-article" | null) =>
    stepsOf({ ...conditions, article_type }).at(-1)!;
  const row = { articleType: "review-article" } as PaperRow;
  const step = last("research-article");
  assert.equal(step.skipped, null);
  assert.equal(step.leave(row), 'article type "review-article"');
  assert.equal(step.leave({ ...row, articleType: "research-article" }), null);
  assert.equal(last(null).skipped, "the study takes articles of all types");
});

Deno.test("the natural-science rule is a setting", async () => {
  await using services = startServices({ papers: 62 });
  for (
    const [rule, leaves] of [
      ["any", false],
      ["two", true],
      ["primary", true],
    ] as const
  ) {
    await using study = await tryStudy(services, { natural_science: rule });
    await study.run();
    const corpus = await openCollected(study.papers, ELIGIBLE);
    const dois = corpus.select(ALL).sample.map(({ metadata }) => metadata.doi);
    const [paper] = services.world.filter(({ oddity, doi }) =>
      oddity === "one topic of three" && doi !== ""
    );
    assert.equal(!dois.includes(paper!.doi), leaves, rule);
    corpus.close?.();
  }
});

Deno.test("a table that is damaged is named, with what to do", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  await study.run();
  for (const [name, text] of [["papers.csv", 'a,"b'], ["collect.json", "{"]]) {
    await Deno.writeTextFile(`${study.papers}/${name}`, text!);
    await assert.rejects(openCollected(study.papers, null), {
      message: new RegExp(
        `^Cannot open .+ as "${name}" is damaged .+ --offline .+ makes it anew$`,
      ),
    });
  }
});

Deno.test("a study that was not collected says what to do", async () => {
  await using services = startServices({ papers: 1 });
  await using study = await tryStudy(services);
  await assert.rejects(
    settle(await readStudyFile(study.file), "study"),
    { message: /nothing is collected .+ run deno task collect/ },
  );
});
