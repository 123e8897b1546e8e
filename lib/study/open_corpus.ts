import type { Corpus } from "lib/corpus/paper.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** The part of a study that says which papers it is about. */
type CorpusSettings = Pick<
  StudySettings,
  "corpus" | "seed" | "eligible" | "synthetic"
>;

/**
 * Opens the corpus that a study names. What a source needs is loaded only when
 * a study uses it.
 *
 * @throws {Error} If the source cannot be opened: one sentence that says why.
 */
export async function openCorpus(settings: CorpusSettings): Promise<Corpus> {
  const corpus = await openSource(settings);
  if (corpus.synthetic || !settings.synthetic) return corpus;
  const description = `synthetic ${corpus.description}`;
  return { ...corpus, synthetic: true, description };
}

async function openSource(
  { corpus, seed, eligible }: CorpusSettings,
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
    case "artifact": {
      const { openArtifact } = await import("lib/corpus/artifact.ts");
      return await openArtifact(corpus.path);
    }
    case "collected": {
      const { openCollected } = await import("lib/collect/open_collected.ts");
      return await openCollected(corpus.path, eligible);
    }
  }
}
