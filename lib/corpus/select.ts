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
  /** What the person who runs the study should know, one sentence each. */
  readonly warnings: readonly string[];
}

/** Characters of a source's own words in a reason of the funnel. */
const MAX_REASON = 80;

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
    if (item.dropped) {
      dropped.push(item.dropped);
    } else {
      const { metadata: paper } = item;
      found.push(metadata ? joinMetadata(paper, metadata) : paper);
    }
    onItem?.(found.length + dropped.length);
  }
  const items = [
    ...found.map(({ megajournal }) => ({ megajournal, reason: null })),
    ...dropped.map(({ reason }) => ({ megajournal: "other" as const, reason })),
  ];
  const all = countStep("found", items, () => null);
  const readable = countStep("readable", items, ({ reason }) => reason);
  const research = countStep(
    "research article",
    found,
    ({ articleType }) =>
      RESEARCH_TYPES.has(articleType)
        ? null
        : `article type "${articleType.slice(0, MAX_REASON)}"`,
  );
  const cited = keepCited(research.kept, eligible, {
    isKnown: found.some(({ citedByCount }) => citedByCount !== null) ||
      metadata?.hasCitations === true,
  });
  const natural = keepFields(cited.kept, eligible, {
    isKnown: found.some(({ fields }) => fields !== null) ||
      metadata?.hasFields === true,
  });
  const sample = drawSample(natural.kept, selection);
  const drawn = new Set(sample.map((paper) => paper.metadata.doi));
  const sampled = countStep(
    "sampled",
    natural.kept,
    ({ doi }) => drawn.has(doi) ? null : "not drawn",
  );
  const funnel = [all, readable, research, cited, natural, sampled]
    .flatMap(({ rows }) => rows);
  return { sample, funnel, dropped, warnings: matchWarnings(found, metadata) };
}

/** Says so if a metadata file knows none of the papers: a wrong file, or wrong DOIs. */
function matchWarnings(
  found: readonly PaperMetadata[],
  metadata: MetadataTable | null,
): string[] {
  if (metadata === null || found.length === 0) return [];
  if (found.some(({ doi }) => metadata.rows.has(doi))) return [];
  return [
    `the metadata file knows none of the ${found.length} papers by DOI: is it the right file?`,
  ];
}

function keepCited(
  papers: readonly PaperMetadata[],
  eligible: Eligibility | null,
  { isKnown }: { readonly isKnown: boolean },
) {
  const step = "cited";
  if (!eligible?.cited) {
    return skipStep(step, papers, "the study does not ask for citations");
  }
  if (!isKnown) {
    return skipStep(step, papers, "no citation counts are known");
  }
  return countStep(step, papers, ({ citedByCount }) => {
    if (citedByCount === null) return "citations unknown";
    return citedByCount > 0 ? null : "never cited";
  });
}

function keepFields(
  papers: readonly PaperMetadata[],
  eligible: Eligibility | null,
  { isKnown }: { readonly isKnown: boolean },
) {
  const step = "natural science";
  if (eligible === null || eligible.fields.length === 0) {
    return skipStep(step, papers, "the study does not ask for fields");
  }
  if (!isKnown) {
    return skipStep(step, papers, "no fields are known");
  }
  const wanted = new Set(eligible.fields.map((id) => fieldName(String(id))));
  return countStep(step, papers, ({ fields }) => {
    if (fields === null) return "fields unknown";
    return fields.some((field) => wanted.has(field))
      ? null
      : "other fields only";
  });
}
