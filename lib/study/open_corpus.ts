import type { Corpus } from "lib/corpus/paper.ts";
import type { StudySettings } from "lib/study/settings.ts";

/**
 * Opens the corpus that a study names. What a source needs is loaded only when
 * a study uses it.
 *
 * @throws {Error} If the source cannot be opened: one sentence that says why.
 */
export async function openCorpus(
  { corpus, seed }: Pick<StudySettings, "corpus" | "seed">,
): Promise<Corpus> {
  switch (corpus.kind) {
    case "demo": {
      const { openDemo } = await import("lib/corpus/demo.ts");
      return openDemo({ papers: corpus.papers, seed });
    }
    case "jats": {
      const { openJats } = await import("lib/corpus/jats.ts");
      return await openJats(corpus.path);
    }
    case "pdf": {
      const { openPdf } = await import("lib/corpus/pdf.ts");
      return await openPdf(corpus.path);
    }
  }
}
