import type { CorpusItem } from "lib/corpus/paper.ts";
import { makePdf } from "tests/support/make_pdf.ts";

/** A PDF article of one page. */
export function article(doi: string): Uint8Array<ArrayBuffer> {
  return makePdf({
    pages: [[
      `https://doi.org/${doi}`,
      "Results",
      "The network found veins, hairs and spots on each of the leaves.",
    ]],
    info: { Title: "Deep learning counts leaves" },
  });
}

/** Runs a test on a temporary folder that holds the given files. */
export async function withFolder(
  files: Readonly<Record<string, Uint8Array>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "articles " });
  try {
    for (const [path, bytes] of Object.entries(files)) {
      const parts = path.split("/").slice(0, -1);
      await Deno.mkdir([folder, ...parts].join("/"), { recursive: true });
      await Deno.writeFile(`${folder}/${path}`, bytes);
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each item's source, and its DOI or why it was dropped. */
export function summary(items: readonly CorpusItem[]): string[] {
  return items.map(({ dropped, metadata }) =>
    metadata
      ? `${metadata.source}: ${metadata.doi}`
      : `${dropped.source}: ${dropped.reason}`
  );
}
