import {
  type ArtifactContent,
  makeArtifact,
  record,
} from "tests/support/make_artifact.ts";

export const A = "10.1371/journal.pone.1";
export const B = "10.1136/bmjopen-2020-2";

/** Runs a test on a database of its own, which is alone in its folder. */
export async function withFile(
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

/** Four papers and a row without DOI, odd values among them. */
export const PAPERS: ArtifactContent = {
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
