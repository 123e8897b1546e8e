import type { FunnelRow } from "lib/corpus/funnel.ts";
import { ALL_PAPERS } from "lib/findings/adjusted/adjusted_table.ts";
import { claimAdaptationPrevails } from "lib/findings/claims/claim_adaptation.ts";
import { claimFieldLeads } from "lib/findings/claims/claim_field_leads.ts";
import type {
  AdjustedShares,
  ClaimInput,
} from "lib/findings/claims/claim_input.ts";
import { claimTestStage } from "lib/findings/claims/claim_test_stage.ts";
import {
  compareWithPlanted,
  compareWithPublished,
  estimateQuantity,
} from "lib/findings/claims/compare.ts";
import {
  type Evidence,
  evidenceOf,
  weighted,
} from "lib/findings/claims/evidence.ts";
import type { Claim, Findings, Trend } from "lib/findings/claims/finding.ts";
import { findTrends } from "lib/findings/claims/trend_findings.ts";
import type { PaperFacts } from "lib/findings/claims/paper_facts.ts";
import { loadPublished } from "lib/findings/claims/published.ts";
import { quantitiesOf } from "lib/findings/claims/quantities.ts";
import { papersAfter } from "lib/findings/read_funnel.ts";
import type { Question } from "lib/questions/question.ts";
import { countOf, formatCount } from "lib/words.ts";

/** A run, as its findings need it. */
export interface JudgedRun {
  /** The study's name. */
  readonly study: string;
  readonly corpus: {
    readonly description: string;
    readonly synthetic: boolean;
    /** The year that the corpus covers in part; null if unknown. */
    readonly incompleteYear?: number | null | undefined;
    /** True if the papers are those of the study itself. */
    readonly isArtifact: boolean;
  };
  readonly annotator: string;
  readonly seed: number | string;
  readonly questions: readonly Question[];
  readonly papers: readonly PaperFacts[];
  /** The same papers with the answers that were planted; null on real data. */
  readonly planted: readonly PaperFacts[] | null;
  readonly funnel: readonly FunnelRow[];
  /** Corrected shares, where labels allow. */
  readonly adjusted?: AdjustedShares | undefined;
}

/**
 * Judges the paper's claims by a run, tests its trends, and sets its numbers
 * beside those of the paper, or of what was planted in made-up papers. A study
 * with other questions makes no claims and gets what it estimated.
 *
 * @param run The run; any number of papers, none included.
 *
 * @example A run without papers decides nothing
 * ```ts
 * import { judgeRun } from "lib/findings/claims/judge_run.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const { claims } = judgeRun({
 *   study: "empty",
 *   corpus: { description: "0 papers", synthetic: false, isArtifact: false },
 *   annotator: "nobody",
 *   seed: 1,
 *   questions: await loadQuestions(),
 *   papers: [],
 *   planted: null,
 *   funnel: [],
 * });
 * assert.ok(claims.every(({ verdict }) => verdict === "undecided"));
 * ```
 */
export function judgeRun(run: JudgedRun): Findings {
  const { corpus, questions, adjusted, funnel } = run;
  const evidence = evidenceOf(run.papers);
  const quantities = quantitiesOf(questions);
  const truth = run.planted === null ? null : evidenceOf(run.planted);
  const besideTruth = truth === null
    ? []
    : compareWithPlanted(evidence, truth, quantities, adjusted);
  // Other questions than the demo corpus was made for have no planted answers.
  const planted = besideTruth.length > 0 ? truth : null;
  const claims = claimsOf(questions, {
    evidence,
    planted,
    seed: run.seed,
    adjusted,
  });
  return {
    study: run.study,
    corpus: {
      description: corpus.description,
      papers: run.papers.length,
      stands_for: weighted(evidence, () => 1),
      design: designInWords(evidence),
    },
    synthetic: corpus.synthetic,
    annotator: run.annotator,
    claims: corpus.synthetic ? claims.map(withoutPaper) : claims,
    trends: findTrends({
      evidence,
      planted,
      quantities: quantities.filter(({ of }) => of !== "mentions"),
      incompleteYear: corpus.incompleteYear ?? null,
      adjusted,
    }).map((trend) => corpus.synthetic ? withoutPaper(trend) : trend),
    comparisons: corpus.synthetic ? besideTruth : compareWithPublished({
      evidence,
      questions: new Set(questions.map(({ id }) => id)),
      funnel,
      samePapers: corpus.isArtifact && isWholeStudy(funnel),
      adjusted,
    }),
    // A corrected share stands beside the annotator's own.
    estimates: quantities.flatMap((quantity) => [
      estimateQuantity(evidence, quantity),
      ...(quantity.adjusted && adjusted?.(quantity.adjusted)
        ? [estimateQuantity(evidence, quantity, adjusted)]
        : []),
    ]),
    notes: notesOf({ ...run, knowsTruth: planted !== null }, evidence, claims),
  };
}

/** Made-up papers say nothing of the paper's numbers, even where nobody knows what was planted. */
function withoutPaper<T extends Claim | Trend>(finding: T): T {
  return finding.planted === null
    ? { ...finding, published: null, distance_in_se: null }
    : finding;
}

/** True if nearly as many papers were found as the study reports, not those of an excerpt. */
function isWholeStudy(funnel: readonly FunnelRow[]): boolean {
  const found = papersAfter(funnel, "found");
  return loadPublished().facts.some(({ measure, value }) =>
    measure.kind === "funnel" && measure.step === "found" &&
    Math.abs(found - value) < 0.05 * value
  );
}

/** The claims whose questions the study asks. */
function claimsOf(
  questions: readonly Question[],
  input: ClaimInput,
): Claim[] {
  const list = (id: string, leader: string, unit: string) => {
    const question = questions.find((question) => question.id === id);
    if (question?.kind !== "mentions") return null;
    const categories = question.category?.values.map(({ value }) => value) ??
      [];
    return categories.length > 1 && categories.includes(leader)
      ? {
        question: id,
        categories,
        leader,
        unit,
        of: question.dependsOn?.question ?? ALL_PAPERS,
      }
      : null;
  };
  const patterns = list("identify_ptm_reuse", "adaptation", "reuses");
  const stages = list("identify_ptm_impact", "Test", "stages named");
  const asksReuse = questions.some(({ id, kind }) =>
    id === "uses_ptms" && kind === "yes-no"
  );
  return [
    ...(asksReuse ? [claimFieldLeads(input)] : []),
    ...(patterns ? [claimAdaptationPrevails(input, patterns)] : []),
    ...(stages ? [claimTestStage(input, stages)] : []),
  ];
}

function designInWords({ papers, design }: Evidence): string {
  if (papers.length === 0) return "No paper was analysed.";
  const kind =
    "Intervals are about papers of this kind, not about these papers alone, so that they have no finite population correction.";
  if (!design.isSample) return `Every eligible paper was taken. ${kind}`;
  const strata = new Set(papers.map(({ stratum }) => stratum)).size;
  return `${
    countOf(papers.length, "paper")
  } were drawn from ${strata} strata (megajournal and year) and count by 1 / their inclusion probability, ${
    formatCount(Math.round(design.weights.reduce((sum, w) => sum + w, 0)))
  } papers in all; standard errors follow from that design. ${kind}`;
}

function notesOf(
  { papers, questions, funnel, knowsTruth }: JudgedRun & {
    readonly knowsTruth: boolean;
  },
  { design }: Evidence,
  claims: readonly Claim[],
): string[] {
  const notes: string[] = [];
  if (claims.length === 0) {
    notes.push(
      "The paper's claims are about other questions than this study asks, so that none is judged.",
    );
  }
  for (const { id, title, kind } of questions) {
    if (kind !== "yes-no") continue;
    const failed = papers.filter(({ answers }) => answers[id] === null).length;
    if (failed > 0) {
      notes.push(
        `${title}: ${countOf(failed, "paper")} without an answer left out.`,
      );
    }
  }
  const eligible = papersAfter(funnel, "natural science");
  const reached = Math.round(
    design.weights.reduce((sum, weight) => sum + weight, 0),
  );
  if (design.isSample && eligible > reached) {
    notes.push(
      `${
        countOf(eligible - reached, "eligible paper")
      } belong to strata of which none was drawn; no number here speaks of them.`,
    );
  }
  if (knowsTruth) {
    notes.push(
      "The planted answers are those of the very papers of this run: a distance measures the annotator's errors against the uncertainty of the sample.",
    );
  }
  return notes;
}
