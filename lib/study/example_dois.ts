import { createHash } from "node:crypto";
import { readAnnotations } from "lib/study/read_run.ts";

/**
 * Picks papers to look at: for each number of questions that were asked of a
 * paper one, drawn by a hash of seed and DOI; those with the most questions
 * first. In the study's cascade these are a paper in which the annotator sees
 * a pre-trained model reused, one with deep learning but no such model, and one
 * with neither.
 *
 * @param out The study's folder of figures and tables.
 * @param seed The study's seed.
 * @returns Their DOIs.
 */
export async function exampleDois(
  out: string,
  seed: string | number,
): Promise<string[]> {
  const asked = new Map<string, number>();
  await readAnnotations(out, ({ doi, answer }) => {
    asked.set(doi, (asked.get(doi) ?? 0) + (answer === null ? 0 : 1));
    return false;
  });
  const drawn = new Map<number, { doi: string; rank: string }>();
  for (const [doi, questions] of asked) {
    const rank = createHash("sha256").update(`${seed}\n${doi}`).digest("hex");
    const before = drawn.get(questions);
    if (before === undefined || rank < before.rank) {
      drawn.set(questions, { doi, rank });
    }
  }
  return [...drawn].sort(([a], [b]) => b - a).map(([, { doi }]) => doi);
}
