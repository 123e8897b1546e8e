import { breathing } from "lib/breathe.ts";
import { countStep, type FunnelRow, skipStep } from "lib/corpus/funnel.ts";
import { fieldName } from "lib/corpus/fields.ts";
import { joinMetadata, type MetadataTable } from "lib/corpus/metadata.ts";
import type { Corpus, Dropped, PaperMetadata } from "lib/corpus/paper.ts";
import {
  drawSample,
  type SampledPaper,
  type SampleSize,
} from "lib/corpus/sample.ts";

/** Which papers may be sampled. */
export interface Eligibility {
  /** Only papers cited at least once. */
  readonly cited: boolean;
  /** Only papers with one of these OpenAlex field ids; empty means any field. */
  readonly fields: readonly number[];
}

/** How the papers to annotate are found in a corpus. */
export interface Selection extends SampleSize {
  readonly seed: string | number;
  /** Null if every research article is eligible. */
  readonly eligible: Eligibility | null;
  /** Null if no metadata file belongs to the corpus. */
  readonly metadata: MetadataTable | null;
  /** Called for every item, for progress. */
  readonly onItem?: (items: number) => void;
  readonly signal?: AbortSignal;
}

/** The sample, and what became of every item that is not in it. */
export interface SelectedPapers {
  readonly sample: readonly SampledPaper[];
  readonly funnel: readonly FunnelRow[];
  readonly dropped: readonly Dropped[];
}

/** Article types that report research; JATS leaves the type of a PDF open. */
const RESEARCH_TYPES: ReadonlySet<string> = new Set(["research-article", ""]);

/**
 * Reads all metadata of a corpus, keeps eligible research articles and draws
 * the sample. Every item is accounted for in the funnel, step by step: found,
 * readable, research article, cited, natural science, sampled.
 *
 * @param corpus Where the papers come from; texts are not kept.
 * @param selection What is eligible, and how many papers to draw.
 * @returns The sample, the funnel and the items that could not be read.
 */
export async function selectPapers(
  corpus: Corpus,
  selection: Selection,
): Promise<SelectedPapers> {
  const { metadata, eligible, onItem, signal } = selection;
  const found: PaperMetadata[] = [];
  const dropped: Dropped[] = [];
  const breathe = breathing(signal);
  for await (const item of corpus.items()) {
    await breathe();
    if (item.dropped) dropped.push(item.dropped);
    else {found.push(
        metadata ? joinMetadata(item.metadata, metadata) : item.metadata,
      );}
    onItem?.(found.length + dropped.length);
  }
  const items = [
    ...found.map((paper) => ({
      paper,
      megajournal: paper.megajournal,
      reason: null,
    })),
    ...dropped.map(({ reason }) => ({
      paper: null,
      megajournal: "other" as const,
      reason,
    })),
  ];
  const all = countStep("found", items, () => null);
  const readable = countStep("readable", items, ({ reason }) => reason);
  const research = countStep(
    "research article",
    found,
    ({ articleType }) =>
      RESEARCH_TYPES.has(articleType) ? null : `article type "${articleType}"`,
  );
  const cited = keepCited(research.kept, eligible);
  const natural = keepFields(cited.kept, eligible);
  const sample = drawSample(natural.kept, selection);
  const drawn = new Set(sample.map((paper) => paper.metadata.doi));
  const sampled = countStep(
    "sampled",
    natural.kept,
    ({ doi }) => drawn.has(doi) ? null : "not drawn",
  );
  const funnel = [all, readable, research, cited, natural, sampled]
    .flatMap(({ rows }) => rows);
  return { sample, funnel, dropped };
}

function keepCited(
  papers: readonly PaperMetadata[],
  eligible: Eligibility | null,
) {
  const step = "cited";
  if (!eligible?.cited) {
    return skipStep(step, papers, "the study does not ask for citations");
  }
  if (papers.every(({ citedByCount }) => citedByCount === null)) {
    return skipStep(step, papers, "no citation counts in the metadata");
  }
  return countStep(step, papers, ({ citedByCount }) => {
    if (citedByCount === null) return "citations unknown";
    return citedByCount > 0 ? null : "never cited";
  });
}

function keepFields(
  papers: readonly PaperMetadata[],
  eligible: Eligibility | null,
) {
  const step = "natural science";
  if (eligible === null || eligible.fields.length === 0) {
    return skipStep(step, papers, "the study does not ask for fields");
  }
  if (papers.every(({ fields }) => fields === null)) {
    return skipStep(step, papers, "no fields in the metadata");
  }
  const wanted = new Set(eligible.fields.map((id) => fieldName(String(id))));
  return countStep(step, papers, ({ fields }) => {
    if (fields === null) return "fields unknown";
    return fields.some((field) => wanted.has(field))
      ? null
      : "other fields only";
  });
}
