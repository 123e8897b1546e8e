import assert from "node:assert/strict";
import { openArtifact } from "lib/corpus/artifact.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";
import {
  A,
  B,
  PAPERS,
  withFile,
} from "tests/corpus/artifact/example_artifact.ts";

Deno.test("openArtifact() gives each paper once, with what OpenAlex says of it", async () => {
  await withFile(PAPERS, async (path) => {
    const artifact = await openArtifact(path);
    const items = await Array.fromAsync(artifact.items());
    const papers = items.flatMap(({ metadata }) => metadata ?? []);
    assert.deepEqual(
      papers.map(({ doi, megajournal, year, citedByCount, fields }) => [
        ...[doi, megajournal, year, citedByCount, fields],
      ]),
      [
        [B, "BMJ", 2099, 2, ["Alchemy", "Neuroscience"]],
        ["10.12688/f1000research.4.1", "F1000", null, null, null],
        [A, "PLOS", 2021, 5, ["Chemistry", "Medicine"]],
        ["10.3389/fx.3", "FrontiersIn", 0, null, null],
      ],
    );
    assert.equal(papers[2]!.title, "On enzymes");
    assert.deepEqual(items.flatMap(({ dropped }) => dropped?.reason ?? []), [
      "no DOI",
    ]);
    const odd = artifact.warnings.join("\n");
    for (
      const named of ["the year 2099", "the year 0", "negative", '"Alchemy"']
    ) {
      assert.ok(odd.includes(named), `${named} is named in: ${odd}`);
    }
    artifact.close();
  });
});

Deno.test("Artifact.select() accounts for every paper, step by step", async () => {
  await withFile(PAPERS, async (path) => {
    const artifact = await openArtifact(path);
    const { sample, funnel } = artifact.select({
      size: "all",
      atLeastOne: false,
      seed: 1,
      asked: new Set([A]),
    });
    assert.deepEqual(sample.map(({ metadata }) => metadata.doi), [A]);
    const left = funnel.filter(({ reason }) => reason !== "")
      .map(({ step, megajournal, reason }) => [step, megajournal, reason]);
    assert.deepEqual(left, [
      ["readable", "other", "no DOI"],
      ["in OpenAlex", "F1000", "not in OpenAlex"],
      ["cited", "FrontiersIn", "citations unknown"],
      // The stored view compares names letter by letter.
      ["natural science", "BMJ", "other fields only"],
    ]);
    artifact.close();
  });
});

Deno.test("Artifact.read() gives the annotator's text with its sections, else the JATS", async () => {
  const xml = `<article article-type="research-article"><front><article-meta>
    <article-id pub-id-type="doi">${B}</article-id></article-meta></front>
    <body><p>We did it.</p></body></article>`;
  const content = { ...PAPERS, jats: [{ doi: B, jats_xml: xml }] };
  await withFile(content, async (path) => {
    const artifact = await openArtifact(path);
    const by = new Map(
      artifact.papers.map(({ metadata }) => [metadata.doi, metadata]),
    );
    const paper = await artifact.read(by.get(A)!);
    assert.equal(paper.text, "# Methods\n\nWe ran U-Net.\n");
    assert.deepEqual(paper.sections.map(({ kind }) => kind), ["methods"]);
    assert.match((await artifact.read(by.get(B)!)).text, /We did it/);
    await assert.rejects(
      artifact.read(by.get("10.3389/fx.3")!),
      (error) => error instanceof UnreadablePaper && error.reason === "no text",
    );
    artifact.close();
  });
});

Deno.test("Artifact.keywords() counts from the stored results, not from the links", async () => {
  const result = (...dois: string[]) =>
    JSON.stringify({
      searchResults: { docs: dois.map((id) => ({ id, title: "10.1371/x" })) },
    });
  const searches = [
    {
      megajournal: "PLOS",
      search_keyword: '"Deep Learning"',
      json_data: result(A, "10.1371/else"),
    },
    {
      megajournal: "PLOS",
      search_keyword: '"Model Weights"',
      json_data: result(A),
    },
    {
      megajournal: "BMJ",
      search_keyword: '"Deep Learning"',
      json_data: JSON.stringify({
        html: `<span>doi: ${B.toUpperCase()}</span>`,
      }),
    },
  ];
  await withFile({ ...PAPERS, searches }, async (path) => {
    const artifact = await openArtifact(path);
    const hits = artifact.keywords().filter(({ papers }) => papers > 0)
      .map(({ megajournal, keyword, papers, of }) => [
        ...[megajournal, keyword, papers, of],
      ]);
    assert.deepEqual(hits, [
      ["BMJ", "Deep Learning", 1, 1],
      ["PLOS", "Deep Learning", 1, 1],
      ["PLOS", "Model Weights", 1, 1],
    ]);
    artifact.close();
  });
});

Deno.test("openArtifact() names what a partial database lacks and does the rest", async () => {
  const without = ["view", "markdown", "searches", "uses_ptms_analysis"];
  await withFile(PAPERS, async (path) => {
    const artifact = await openArtifact(path);
    for (const table of ["natural_science_article_dois", ...without.slice(1)]) {
      assert.ok(
        artifact.warnings.some((warning) => warning.includes(`"${table}"`)),
        table,
      );
    }
    const { sample, funnel } = artifact.select({
      ...{ size: "all", atLeastOne: false, seed: 1, asked: null },
    });
    assert.deepEqual(
      funnel.filter(({ step, reason }) =>
        step === "natural science" && reason.startsWith("not applied")
      ).length,
      2,
    );
    assert.equal(sample.length, 0); // no text is left
    assert.deepEqual(artifact.keywords(), []);
    artifact.close();
  }, { without });
});
