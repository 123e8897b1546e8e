import { join } from "node:path";
import type { FunnelRow } from "lib/corpus/funnel.ts";
import { replaceFile } from "lib/files.ts";
import { adjustedSharesOf } from "lib/findings/claims/adjusted_shares.ts";
import type { Findings } from "lib/findings/claims/finding.ts";
import { judgeRun } from "lib/findings/claims/judge_run.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import { findingsToJson } from "lib/findings/claims/write_json.ts";
import { findingsToMarkdown } from "lib/findings/claims/write_markdown.ts";
import type { Row } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";
import type { CorpusFacts } from "lib/study/figure_context.ts";
import { annotatorTitle } from "lib/study/open_annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What the findings of a run rest on. */
export interface FoundRun {
  readonly questions: readonly Question[];
  readonly papers: readonly PaperFacts[];
  readonly funnel: readonly FunnelRow[];
  readonly corpus: CorpusFacts;
  /** Rows of adjusted.csv, if the study has labels. */
  readonly adjusted?: readonly Row[] | undefined;
}

/**
 * Judges a run and writes findings.md and findings.json into the study's
 * folder of figures.
 */
export async function writeFindings(
  settings: StudySettings,
  { questions, papers, funnel, corpus, adjusted }: FoundRun,
): Promise<Findings> {
  const findings = judgeRun({
    study: settings.name,
    corpus: { ...corpus, isArtifact: settings.corpus.kind === "artifact" },
    annotator: annotatorTitle(settings),
    seed: settings.seed,
    questions,
    papers,
    planted: await plantedIn(settings, papers),
    funnel,
    adjusted: adjusted && adjusted.length > 0
      ? adjustedSharesOf(adjusted)
      : undefined,
  });
  await Deno.mkdir(settings.out, { recursive: true });
  const json = findingsToJson(findings);
  await replaceFile(join(settings.out, "findings.json"), json);
  await replaceFile(
    join(settings.out, "findings.md"),
    findingsToMarkdown(findings),
  );
  return JSON.parse(json);
}

/** The same papers with their planted answers; null but for the demo corpus. */
async function plantedIn(
  { corpus, seed }: StudySettings,
  papers: readonly PaperFacts[],
): Promise<PaperFacts[] | null> {
  if (corpus.kind !== "demo") return null;
  const { plantedFacts } = await import(
    "lib/findings/claims/planted_facts.ts"
  );
  return plantedFacts(papers, seed);
}
