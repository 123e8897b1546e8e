import assert from "node:assert/strict";
import { openArtifact } from "lib/corpus/artifact.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";
import {
  type ArtifactContent,
  makeArtifact,
  record,
} from "tests/support/make_artifact.ts";

const A = "10.1371/journal.pone.1";
const B = "10.1136/bmjopen-2020-2";

async function withFile(
  content: Parameters<typeof makeArtifact>[1],
  test: (path: string, folder: string) => Promise<void> | void,
  options: Parameters<typeof makeArtifact>[2] = {},
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a db #1.sqlite3`;
    makeArtifact(path, content, options);
    await test(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const PAPERS: ArtifactContent = {
  articles: [
    { doi: A, title: "On enzymes" },
    { doi: A, title: "On enzymes", search_id: 1 },
    { doi: B.toUpperCase(), megajournal: "BMJ" },
    { doi: `https://doi.org/${"10.3389/fx.3"}`, megajournal: "FrontiersIn" },
    { doi: "10.12688/f1000research.4.1", megajournal: "F1000" },
    { doi: null, megajournal: "F1000" },
  ],
  openalex: [
    record(A, 2021, {
      cited_by_count: 5,
      topic_1: "Chemistry",
      topic_2: "Medicine",
    }),
    record(A, 2021, {
      cited_by_count: 1,
      topic_1: "Chemistry",
      topic_2: "Medicine",
    }),
    record(B, 2099, {
      cited_by_count: 2,
      topic_0: "Alchemy",
      topic_1: "neuroscience",
    }),
    record("10.3389/fx.3", 0, { cited_by_count: -4, topic_0: null }),
  ],
  markdown: [{ doi: A }],
};

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

Deno.test("openArtifact() leaves the file and its folder as they were", async () => {
  for (const wal of [false, true]) {
    await withFile(PAPERS, async (path, folder) => {
      const before = await stateOf(path);
      const artifact = await openArtifact(path);
      assert.equal(artifact.papers.length, 4);
      const beside = [...Deno.readDirSync(folder)].map(({ name }) => name);
      artifact.close();
      assert.deepEqual(beside, ["a db #1.sqlite3"]);
      assert.deepEqual(await stateOf(path), before);
      assert.equal([...Deno.readDirSync(folder)].length, 1);
    }, { wal });
  }
});

Deno.test("openArtifact() reads what still waits in a log, from a copy", async () => {
  await withFile(PAPERS, async (path, folder) => {
    const { DatabaseSync } = await import("node:sqlite");
    const writer = new DatabaseSync(path);
    writer.exec("PRAGMA wal_autocheckpoint = 0");
    writer.exec("INSERT INTO articles (_id, doi) VALUES (99, '10.1371/late')");
    const before = await stateOf(path);
    const list = () =>
      [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    const files = list();
    assert.ok(files.includes("a db #1.sqlite3-wal"));
    const artifact = await openArtifact(path);
    assert.equal(artifact.papers.length, 5);
    assert.ok(artifact.warnings.some((warning) => warning.includes("-wal")));
    artifact.close();
    assert.deepEqual(await stateOf(path), before);
    assert.deepEqual(list(), files);
    writer.close();
  }, { wal: true });
});

Deno.test("openArtifact() refuses what is no database, in one sentence", async () => {
  await withFile(PAPERS, async (path, folder) => {
    const whole = await Deno.readFile(path);
    const bad: [name: string, bytes: Uint8Array, message: RegExp][] = [
      ["empty", new Uint8Array(0), /is empty/],
      [
        "text",
        new TextEncoder().encode("doi,title\n".repeat(200)),
        /not an SQLite/,
      ],
      ["encrypted", whole.map((byte) => byte ^ 0xa5), /encrypted/],
      [
        "truncated",
        whole.slice(0, whole.length / 2),
        /truncated: it has \d+ of \d+/,
      ],
    ];
    for (const [name, bytes, message] of bad) {
      const file = `${folder}/${name}`;
      await Deno.writeFile(file, bytes);
      await assert.rejects(openArtifact(file), (error: Error) => {
        assert.match(error.message, message);
        assert.match(error.message, /^Cannot open artifact "[^\n]*$/);
        return true;
      });
    }
    await assert.rejects(openArtifact(`${folder}/none`), /no such file/);
    const { DatabaseSync } = await import("node:sqlite");
    const other = new DatabaseSync(`${folder}/other`);
    other.exec("CREATE TABLE cats (name)");
    other.close();
    await assert.rejects(
      openArtifact(`${folder}/other`),
      /none of the study's/,
    );
  });
});

Deno.test("openArtifact() says so if pages of the database are overwritten", async () => {
  const articles = Array.from({ length: 3000 }, (_, i) => ({
    ...{ doi: `10.1371/journal.pone.${i}`, title: "x".repeat(200) },
  }));
  await withFile({ articles }, async (path) => {
    const bytes = await Deno.readFile(path);
    bytes.fill(0xff, bytes.length / 2);
    await Deno.writeFile(path, bytes);
    await assert.rejects(openArtifact(path), /^Error: Cannot .* damaged/);
  });
});

async function stateOf(path: string) {
  const { mtime, size } = await Deno.stat(path);
  const bytes = await Deno.readFile(path);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [mtime?.getTime(), size, ...new Uint8Array(digest)];
}
