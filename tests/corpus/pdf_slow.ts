import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { openPdf } from "lib/corpus/pdf.ts";
import { article, summary, withFolder } from "tests/corpus/pdf_folder.ts";
import { makePdf } from "tests/support/make_pdf.ts";

/** A page of 30 million operators in 60 kB: reading it takes minutes. */
function endlessPdf(): Uint8Array<ArrayBuffer> {
  const data = deflateSync("q ".repeat(30_000_000));
  const text = new TextDecoder("latin1").decode(makePdf({ pages: [["x"]] }));
  const [before, after] = text.split(
    /<< {2}\/Length \d+ >>\nstream\nBT[^]*?endstream/,
  );
  const bytes = (part: string) => Uint8Array.from(part, (c) => c.charCodeAt(0));
  return Uint8Array.from([
    ...bytes(before!),
    ...bytes(`<< /Filter /FlateDecode /Length ${data.length} >>\nstream\n`),
    ...data,
    ...bytes(`\nendstream${after!}`),
  ]);
}

Deno.test("openPdf() drops a PDF that takes too long and goes on", async () => {
  const files = {
    "1.pdf": endlessPdf(),
    "2.pdf": article("10.1371/journal.pone.0000002"),
  };
  await withFolder(files, async (folder) => {
    const corpus = await openPdf(folder, { timeLimitMs: 10_000 });
    try {
      assert.deepEqual(summary(await Array.fromAsync(corpus.items())), [
        "1.pdf: takes too long",
        "2.pdf: 10.1371/journal.pone.0000002",
      ]);
    } finally {
      corpus.close?.();
    }
  });
});
