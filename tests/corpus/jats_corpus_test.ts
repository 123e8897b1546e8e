import assert from "node:assert/strict";
import { join } from "node:path";
import { openJats } from "lib/corpus/jats.ts";
import { MAX_ARTICLE_BYTES } from "lib/corpus/read_corpus_file.ts";
import type { Corpus } from "lib/corpus/paper.ts";
import { makeZip } from "tests/corpus/make_zip.ts";

const encoder = new TextEncoder();

function article(doi: string): Uint8Array {
  return encoder.encode(
    `<article><front><article-meta><article-id pub-id-type="doi">${doi}</article-id>
    <title-group><article-title>About ${doi}</article-title></title-group></article-meta></front>
    <body><p>Text of ${doi}.</p></body></article>`,
  );
}

/** Runs work in a fresh folder that holds these files, and removes it after. */
async function withFolder(
  files: Record<string, Uint8Array>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(folder, name);
      await Deno.mkdir(join(path, ".."), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each item as "source: DOI" or "source: reason". */
async function summary(corpus: Corpus): Promise<string[]> {
  const lines: string[] = [];
  for await (const { metadata, dropped } of corpus.items()) {
    lines.push(
      metadata
        ? `${metadata.source}: ${metadata.doi}`
        : `${dropped.source}: ${dropped.reason}`,
    );
  }
  return lines;
}

Deno.test("openJats() streams a folder in the order of its paths and accounts for every article", async () => {
  const files = {
    "b.xml": article("10.5555/b"),
    "B.nxml": article("10.5555/bb"),
    "a/deep/er.XML": article("10.5555/deep"),
    "a.xml": article("10.5555/a"),
    "c.xml": encoder.encode("<article>"),
    "d.xml": article("10.5555/A"),
    "README.md": encoder.encode("# Not an article"),
    ".hidden.xml": article("10.5555/hidden"),
    "data.csv": encoder.encode("doi\n"),
  };
  await withFolder(files, async (folder) => {
    const corpus = await openJats(folder);
    const expected = [
      "B.nxml: 10.5555/bb",
      "a.xml: 10.5555/a",
      "a/deep/er.XML: 10.5555/deep",
      "b.xml: 10.5555/b",
      "c.xml: truncated or malformed XML",
      "d.xml: duplicate DOI",
    ];
    assert.deepEqual(await summary(corpus), expected);
    assert.deepEqual(await summary(corpus), expected, "second pass");
    assert.equal(corpus.synthetic, false);
    assert.ok(!corpus.description.includes("/"), corpus.description);
  });
});

Deno.test("openJats() reads a paper again with its text, and says when it no longer can", async () => {
  await withFolder({ "a.xml": article("10.5555/a") }, async (folder) => {
    const corpus = await openJats(folder);
    const [item] = await Array.fromAsync(corpus.items());
    const { metadata } = item!;
    assert.ok(metadata !== undefined);
    assert.ok(!("text" in metadata), "the first pass holds no texts");
    const paper = await corpus.read(metadata);
    assert.equal(paper.text, "# About 10.5555/a\n\nText of 10.5555/a.");
    await Deno.remove(join(folder, "a.xml"));
    await assert.rejects(corpus.read(metadata), {
      name: "UnreadablePaper",
      reason: "unreadable file",
    });
  });
});

Deno.test("openJats() drops a duplicate DOI and names the file that has it", async () => {
  const files = {
    "a.xml": article("10.5555/x"),
    "b.xml": article("10.5555/X"),
  };
  await withFolder(files, async (folder) => {
    const items = await Array.fromAsync((await openJats(folder)).items());
    assert.match(items[1]!.dropped!.detail, /"b\.xml".*"a\.xml".*10\.5555\/x/);
  });
});

Deno.test("openJats() drops a file of 200 MB and reads the others", async () => {
  await withFolder({ "a.xml": article("10.5555/a") }, async (folder) => {
    const huge = join(folder, "huge.xml");
    await Deno.writeFile(huge, encoder.encode("<article><p>"));
    await Deno.truncate(huge, 200 * 1024 * 1024); // sparse: takes no space
    const corpus = await openJats(folder);
    assert.deepEqual(await summary(corpus), [
      "a.xml: 10.5555/a",
      "huge.xml: too large",
    ]);
  });
});

Deno.test({
  name: "openJats() follows links once and reports broken ones",
  ignore: Deno.build.os === "windows", // links need rights there
  fn: async () => {
    await withFolder({ "in/a.xml": article("10.5555/a") }, async (folder) => {
      await Deno.symlink(folder, join(folder, "in/loop"));
      await Deno.symlink("nowhere", join(folder, "in/gone.xml"));
      assert.deepEqual(await summary(await openJats(folder)), [
        "in/a.xml: 10.5555/a",
        "in/gone.xml: unreadable file",
      ]);
    });
  },
});

Deno.test("openJats() says in one sentence why there is no corpus", async () => {
  const zipless = {
    "README.md": encoder.encode("x"),
    "a.zip": encoder.encode("x"),
  };
  await withFolder(zipless, async (folder) => {
    await Deno.mkdir(join(folder, "empty"));
    const cases: [path: string, message: RegExp][] = [
      ["gone", /^Cannot open corpus as ".*gone" does not exist$/],
      ["empty", /^Cannot open corpus as ".*empty" holds no \.xml, .*file$/],
      ["README.md", /^Cannot open corpus as ".*README\.md" is neither [^\n]*$/],
      ["a.zip", /^Cannot open corpus as ".*a\.zip" is neither [^\n]*$/],
    ];
    for (const [name, message] of cases) {
      await assert.rejects(openJats(join(folder, name)), { message });
    }
  });
});

Deno.test("openJats() reads zips, by themselves and among files", async () => {
  const zip = makeZip([
    { name: "two/", bytes: new Uint8Array() },
    { name: "two/z.xml", bytes: article("10.5555/z") },
    { name: "two/y.nxml", bytes: article("10.5555/y"), stored: true },
    { name: "__MACOSX/two/._z.xml", bytes: encoder.encode("x") },
    { name: "notes.txt", bytes: encoder.encode("x") },
  ]);
  const files = {
    "a.zip": zip,
    "b.xml": article("10.5555/z"),
    "broken.zip": encoder.encode("PK no zip"),
  };
  await withFolder(files, async (folder) => {
    const alone = await openJats(join(folder, "a.zip"));
    assert.deepEqual(await summary(alone), [
      "two/y.nxml: 10.5555/y",
      "two/z.xml: 10.5555/z",
    ]);
    const corpus = await openJats(folder);
    assert.deepEqual(await summary(corpus), [
      "a.zip/two/y.nxml: 10.5555/y",
      "a.zip/two/z.xml: 10.5555/z",
      "b.xml: duplicate DOI",
      "broken.zip: broken zip",
    ]);
    const [first] = await Array.fromAsync(corpus.items());
    const paper = await corpus.read(first!.metadata!);
    assert.match(paper.text, /Text of 10\.5555\/y\./);
    const left = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assert.deepEqual(left.sort(), Object.keys(files), "nothing is unpacked");
  });
});

Deno.test("openJats() drops what is unsafe in a zip and reads the rest", async () => {
  const bytes = article("10.5555/a");
  const zeros = new Uint8Array(1_000_000);
  const zip = makeZip([
    { name: "../up.xml", bytes },
    { name: "/root.xml", bytes },
    { name: "back\\slash.xml", bytes },
    { name: "bomb.xml", bytes: zeros, statedSize: 100 },
    { name: "crypt.xml", bytes, encrypted: true },
    { name: "good.xml", bytes },
    { name: "huge.xml", bytes, statedSize: MAX_ARTICLE_BYTES + 1 },
    { name: "short.xml", bytes, statedSize: bytes.length + 1 },
    { name: "twice.xml", bytes: article("10.5555/t") },
    { name: "twice.xml", bytes: article("10.5555/u") },
  ]);
  await withFolder({ "a.zip": zip }, async (folder) => {
    assert.deepEqual(await summary(await openJats(join(folder, "a.zip"))), [
      "../up.xml: unsafe path in zip",
      "/root.xml: unsafe path in zip",
      "back\\slash.xml: unsafe path in zip",
      "bomb.xml: inflates beyond its stated size",
      "crypt.xml: encrypted zip member",
      "good.xml: 10.5555/a",
      "huge.xml: too large",
      "short.xml: broken zip member",
      "twice.xml: 10.5555/t",
      "twice.xml: duplicate name in zip",
    ]);
  });
});
