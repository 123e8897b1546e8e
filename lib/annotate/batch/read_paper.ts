import {
  type Corpus,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";

/** Reads a paper of a corpus, or gives null if it cannot be read any more. */
export async function readPaper(
  corpus: Corpus,
  paper: Pick<PaperMetadata, "doi" | "source">,
): Promise<Paper | null> {
  try {
    return await corpus.read(paper);
  } catch (error) {
    if (!(error instanceof UnreadablePaper)) throw error;
    return null;
  }
}
