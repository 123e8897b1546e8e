import type { Ask, Reply } from "lib/collect/ask.ts";
import type { FoundPaper } from "lib/collect/found_papers.ts";
import { type CheckedText, checkText } from "lib/collect/texts/check_text.ts";
import type { TextSource, TextTools } from "lib/collect/texts/text_source.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";

/** What is known of a paper whose text is wanted. */
export type WantedPaper = Pick<FoundPaper, "id" | "dois" | "pmcids">;

/** The text of a paper, as far as the table of papers needs it. */
export interface FoundText extends CheckedText {
  /** Who gave it. */
  readonly from: string;
  readonly sha256: string;
}

/** The text, or why there is none. */
export type TextResult =
  | { readonly text: FoundText }
  | {
    readonly text: null;
    /** Short, for the funnel. */
    readonly reason: string;
    /** What each source said. */
    readonly detail: string;
  };

const REASONS = {
  absent: "no full text found",
  open: "not asked yet",
  /** Asked again in the next run. */
  failed: "service failed",
  refused: "service refused",
} as const;
/** What the reader of JATS says of a challenge page. */
const HTML_PAGE = "HTML page, not JATS";

/** Tells whether another run asks for a text that is missing for this reason. */
export function isOpen(reason: string): boolean {
  return reason === REASONS.open || reason === REASONS.failed;
}

/** Tells whether a text that is missing for this reason was refused: `--refresh texts` asks again. */
export function isRefused(reason: string): boolean {
  return reason === REASONS.refused || reason === HTML_PAGE;
}

/**
 * Gets the text of a paper from the first source that has it. Of an F1000 paper
 * the latest version with a review counts; where none is reviewed, the first
 * version found.
 */
export async function getText(
  paper: WantedPaper,
  sources: readonly TextSource[],
  { ask, askKept, services }: TextTools & { readonly askKept: Ask },
): Promise<TextResult> {
  // A text that is there is not looked for at a source that failed before.
  const kept = await firstText(paper, sources, { ask: askKept, services });
  if (kept.text !== null && kept.text.isReviewed !== false) return kept;
  return await firstText(paper, sources, { ask, services });
}

async function firstText(
  paper: WantedPaper,
  sources: readonly TextSource[],
  tools: TextTools,
): Promise<TextResult> {
  const tries: { from: string; reason: string; detail: string }[] = [];
  let unreviewed: FoundText | null = null;
  for (const source of sources) {
    const from = source.name;
    for await (const reply of source.candidates(paper, tools)) {
      if (reply.status !== 200) {
        tries.push({ from, ...whyNot(reply) });
        continue;
      }
      try {
        const checked = checkText(reply.body, reply.url, paper.id);
        const text = { ...checked, from, sha256: reply.sha256 };
        if (text.isReviewed !== false) return { text };
        unreviewed ??= text;
      } catch (error) {
        if (!(error instanceof UnreadablePaper)) throw error;
        tries.push({ from, reason: error.reason, detail: error.reason });
      }
    }
  }
  if (unreviewed !== null) return { text: unreviewed };
  const telling = tries.find(({ reason }) => isOpen(reason)) ??
    tries.find(({ reason }) => reason !== REASONS.absent);
  return {
    text: null,
    reason: telling?.reason ?? REASONS.absent,
    detail: tries.map(({ from, detail }) => `${from}: ${detail}`).join("; ") ||
      "no PMC id, and no publisher that could be asked",
  };
}

function whyNot(reply: Reply): { reason: string; detail: string } {
  if (reply.status !== null) {
    const reason = [404, 410].includes(reply.status) ? "absent" : "refused";
    return { reason: REASONS[reason], detail: `HTTP ${reply.status}` };
  }
  const reason = reply.why === "not asked"
    ? "open"
    : reply.why.startsWith("not in ")
    ? "absent"
    : "failed";
  return { reason: REASONS[reason], detail: reply.why };
}
