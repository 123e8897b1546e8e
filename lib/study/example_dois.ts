import { readAnnotations } from "lib/study/read_run.ts";

/**
 * Picks papers to look at: for each number of questions that were asked of a
 * paper the first one by DOI, those with the most questions first. In the
 * study's cascade these are a paper that reuses a pre-trained model, one that
 * uses deep learning without one, and one that uses none.
 *
 * @param out The study's folder of figures and tables.
 * @returns Their DOIs.
 */
export async function exampleDois(out: string): Promise<string[]> {
  const asked = new Map<string, number>();
  await readAnnotations(out, ({ doi, answer }) => {
    asked.set(doi, (asked.get(doi) ?? 0) + (answer === null ? 0 : 1));
    return false;
  });
  const first = new Map<number, string>();
  for (const [doi, questions] of asked) {
    if (!first.has(questions)) first.set(questions, doi);
  }
  return [...first].sort(([a], [b]) => b - a).map(([, doi]) => doi);
}
