import { createHash } from "node:crypto";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import type { RunFacts } from "lib/study/manifest.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What a run's answers were taken from, as hashes. */
export interface SourceHashes {
  /** Papers in the order of their DOIs. */
  add(paper: AnnotatedPaper): void;
  digest(): Pick<RunFacts, "textsSha256" | "recordedSha256">;
}

/** Hashes the texts of a run's papers, or the answers that an artifact recorded. */
export function sourceHashes(
  { annotator }: Pick<StudySettings, "annotator">,
): SourceHashes {
  const texts = createHash("sha256");
  const recordings = annotator === "recorded" ? createHash("sha256") : null;
  let hasText = recordings === null;
  return {
    add({ annotations }) {
      const textHash = annotations[0]?.textHash ?? "";
      if (textHash !== "") hasText = true;
      texts.update(textHash);
      for (const { raw } of annotations) recordings?.update(raw ?? "");
    },
    digest: () => ({
      textsSha256: hasText ? texts.digest("hex") : null,
      recordedSha256: recordings && recordings.digest("hex"),
    }),
  };
}
