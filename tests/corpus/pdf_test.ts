import assert from "node:assert/strict";
import { openPdf } from "lib/corpus/pdf.ts";
import { article, summary, withFolder } from "tests/corpus/pdf_folder.ts";
import { makePdf } from "tests/support/make_pdf.ts";

Deno.test("openPdf() lists papers and what it drops in the order of paths", async () => {
  const files = {
    "b/second.PDF": article("10.1371/journal.pone.0000002"),
    "b/copy.pdf": article("10.1371/journal.pone.0000001"),
    "a.pdf": article("10.1371/journal.pone.0000001"),
    "Z.pdf": new Uint8Array(),
    "c/d/locked.pdf": makePdf({ pages: [["x"]], password: "secret" }),
    "c/notes.txt": new Uint8Array([1]),
  };
  await withFolder(files, async (folder) => {
    const corpus = await openPdf(folder);
    try {
      const items = await Array.fromAsync(corpus.items());
      assert.deepEqual(summary(items), [
        "Z.pdf: empty file",
        "a.pdf: 10.1371/journal.pone.0000001",
        "b/copy.pdf: duplicate DOI",
        "b/second.PDF: 10.1371/journal.pone.0000002",
        "c/d/locked.pdf: encrypted PDF",
      ]);
      assert.match(items[2]!.dropped!.detail, /"a\.pdf"/);
      assert.equal("text" in items[1]!.metadata!, false);
      assert.deepEqual(
        summary(await Array.fromAsync(corpus.items())),
        summary(items),
      );
      assert.equal(
        corpus.description,
        `PDF articles of "${folder.split(/[/\\]/).at(-1)}"`,
      );
      assert.equal(corpus.synthetic, false);
    } finally {
      corpus.close?.();
    }
  });
});

Deno.test("openPdf() reads papers with their texts, also several at once", async () => {
  const dois = [1, 2, 3].map((i) => `10.1371/journal.pone.000000${i}`);
  const files = Object.fromEntries(
    dois.map((doi, i) => [`${i}.pdf`, article(doi)]),
  );
  await withFolder(files, async (folder) => {
    const corpus = await openPdf(folder);
    try {
      const items = await Array.fromAsync(corpus.items());
      const papers = await Promise.all(
        items.map(({ metadata }) => corpus.read(metadata!)),
      );
      assert.deepEqual(papers.map(({ doi }) => doi), dois);
      for (const [i, { text, sections, ...metadata }] of papers.entries()) {
        assert.deepEqual(metadata, items[i]!.metadata);
        assert.match(text, /## Results\n\nThe network found veins/);
        assert.equal(sections.at(-1)!.kind, "results");
      }
      await Deno.remove(`${folder}/1.pdf`);
      await assert.rejects(corpus.read(items[1]!.metadata!), {
        name: "UnreadablePaper",
        reason: "unreadable file",
      });
    } finally {
      corpus.close?.();
    }
  });
});

Deno.test("openPdf() says in one sentence why there is nothing to read", async () => {
  await withFolder({ "notes.txt": new Uint8Array([1]) }, async (folder) => {
    await assert.rejects(openPdf(folder), {
      message:
        `Cannot read PDFs from "${folder}" as no file in it ends in ".pdf": name a folder that holds PDF files`,
    });
    await assert.rejects(openPdf(`${folder}/missing`), /does not exist/);
    await assert.rejects(openPdf(`${folder}/notes.txt`), /is not a folder/);
  });
});
