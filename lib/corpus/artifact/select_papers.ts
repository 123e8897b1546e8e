/** The sample of an artifact, and what became of every paper that is not in it. */

import type {
  ArtifactPaper,
  ArtifactPapers,
} from "lib/corpus/artifact/read_papers.ts";
import { type ArtifactSchema, VIEW } from "lib/corpus/artifact/schema.ts";
import { countStep, skipStep } from "lib/corpus/funnel.ts";
import type { Megajournal } from "lib/corpus/paper.ts";
import { drawSample, type SampleSize } from "lib/corpus/sample.ts";
import type { SelectedPapers } from "lib/corpus/select.ts";

/** How the papers of an artifact are selected. */
export interface ArtifactSelection extends SampleSize {
  readonly seed: string | number;
  /**
   * DOIs that have a recorded answer to the first question; null or absent if
   * the answers are not taken from the artifact.
   */
  readonly asked?: ReadonlySet<string> | null;
}

/** A paper on its way through the funnel. */
interface Candidate extends ArtifactPaper {
  readonly megajournal: Megajournal;
}

/**
 * Selects papers as the study did: found, in OpenAlex, cited, natural science
 * by the view that the artifact stores, with text, asked; then draws the
 * sample. A step whose table or column is missing lets all papers through and
 * says so.
 *
 * @param found All papers of the artifact.
 * @param schema Its tables and columns.
 * @param selection How many to draw.
 */
export function selectArtifactPapers(
  found: ArtifactPapers,
  schema: ArtifactSchema,
  { asked = null, ...size }: ArtifactSelection,
): Omit<SelectedPapers, "warnings"> {
  const all = found.papers.map((paper): Candidate => ({
    ...paper,
    megajournal: paper.metadata.megajournal,
  }));
  const dropped = found.dropped.map(({ reason }) => ({
    megajournal: "other" as const,
    reason: reason as string | null,
  }));
  const items = [
    ...all.map(({ megajournal }) => ({ megajournal, reason: null })),
    ...dropped,
  ];
  const step = (
    name: string,
    [table, ...columns]: readonly [table: string, ...columns: string[]],
    papers: readonly Candidate[],
    leave: (paper: Candidate) => string | null,
  ) => {
    const missing = columns.find((column) => !schema.has(table, column));
    if (missing === undefined) return countStep(name, papers, leave);
    const what = schema.has(table) ? `column "${missing}" in ` : "";
    return skipStep(name, papers, `the artifact has no ${what}"${table}"`);
  };

  const indexed = step(
    "in OpenAlex",
    ["openalex", "doi"],
    all,
    ({ inOpenAlex }) => inOpenAlex ? null : "not in OpenAlex",
  );
  const cited = step(
    "cited",
    ["openalex", "doi", "cited_by_count"],
    indexed.kept,
    leaveUncited,
  );
  const natural = step(
    "natural science",
    [VIEW, "doi"],
    cited.kept,
    ({ isEligible }) => isEligible ? null : "other fields only",
  );
  const withText = step(
    "with text",
    schema.has("markdown", "doi") && schema.has("markdown", "markdown")
      ? ["markdown"]
      : ["jats", "doi", "jats_xml"],
    natural.kept,
    ({ hasMarkdown, hasJats }) => hasMarkdown || hasJats ? null : "no text",
  );
  const answered = asked === null ? null : countStep(
    "asked",
    withText.kept,
    ({ metadata }) => asked.has(metadata.doi) ? null : "no recorded answer",
  );
  const frame = (answered ?? withText).kept;
  const sample = drawSample(frame.map(({ metadata }) => metadata), size);
  const drawn = new Set(sample.map(({ metadata }) => metadata.doi));
  const funnel = [
    countStep("found", items, () => null),
    countStep("readable", items, ({ reason }) => reason),
    indexed,
    cited,
    natural,
    withText,
    ...(answered ? [answered] : []),
    countStep(
      "sampled",
      frame,
      ({ metadata }) => drawn.has(metadata.doi) ? null : "not drawn",
    ),
  ].flatMap(({ rows }) => rows);
  return { sample, funnel, dropped: found.dropped };
}

/** The stored view asks for citations itself, so what it names is cited. */
function leaveUncited(
  { metadata: { citedByCount }, isEligible }: Candidate,
): string | null {
  if (isEligible || (citedByCount ?? 0) > 0) return null;
  return citedByCount === null ? "citations unknown" : "never cited";
}
