import { type FunnelRow, wasSkipped } from "lib/corpus/funnel.ts";
import { ALL_PAPERS } from "lib/findings/adjusted/adjusted_table.ts";
import type { AdjustedShares } from "lib/findings/claims/claim_input.ts";
import { covariance } from "lib/findings/claims/design.ts";
import {
  type Evidence,
  isAnswered,
  type Measure,
  mentionsOf,
  namings,
  saysYes,
  shareAmong,
  weighted,
} from "lib/findings/claims/evidence.ts";
import {
  type Comparison,
  distanceInSe,
  type Estimate,
} from "lib/findings/claims/finding.ts";
import {
  distanceText,
  estimateOf,
  shareText,
  total,
  Z,
} from "lib/findings/claims/numbers.ts";
import {
  type FactMeasure,
  loadPublished,
  type PublishedFact,
} from "lib/findings/claims/published.ts";
import type { Quantity } from "lib/findings/claims/quantities.ts";
import { papersAfter } from "lib/findings/read_funnel.ts";
import { capitalise, formatCount } from "lib/words.ts";

/** The run that is set beside the paper's numbers. */
export interface ComparedRun {
  readonly evidence: Evidence;
  /** Ids of the study's questions. */
  readonly questions: ReadonlySet<string>;
  readonly funnel: readonly FunnelRow[];
  /** True if the papers are those of the study, so that counts compare. */
  readonly samePapers: boolean;
  readonly adjusted?: AdjustedShares | undefined;
}

/**
 * Sets the run's numbers beside those that the paper, or its data, report.
 * Numbers whose question the study does not ask are left out.
 */
export function compareWithPublished(run: ComparedRun): Comparison[] {
  return loadPublished().facts.flatMap((fact) => {
    const estimate = estimateFor(fact, run);
    if (estimate === null) return [];
    const reported = fact.of === undefined ? fact.value : fact.value / fact.of;
    const isShare = fact.measure.kind.endsWith("-share");
    // A reported share of few papers is itself uncertain.
    const ownSe = fact.of === undefined
      ? 0
      : Math.sqrt(reported * (1 - reported) / fact.of);
    const se = estimate.se && Math.hypot(estimate.se, ownSe);
    const distance = isShare || run.samePapers
      ? distanceInSe({ ...estimate, se }, reported)
      : null;
    const found = isShare
      ? shareText(estimate)
      : total(estimate.estimate!, run.evidence.design.isSample);
    const report = isShare
      ? shareText({ estimate: reported, low: null, high: null })
      : formatCount(fact.value);
    const basis = fact.of === undefined
      ? ""
      : ` (${formatCount(fact.value)} of ${formatCount(fact.of)})`;
    return [{
      id: fact.id,
      ...estimate,
      statement: `${
        capitalise(estimate.quantity)
      }: ${found} in this run, ${report}${basis} reported${
        distance === null
          ? isShare || run.samePapers
            ? "."
            : "; a count follows the number of papers, so that no distance is given."
          : `; the run lies ${distanceText(distance)} it.`
      } Source: ${fact.source}.`,
      published: {
        quantity: fact.quantity,
        value: reported,
        source: fact.source,
      },
      planted: null,
      distance_in_se: distance,
    }];
  });
}

/**
 * Sets the run's shares beside those of the answers that were planted in the
 * same papers.
 */
export function compareWithPlanted(
  evidence: Evidence,
  planted: Evidence,
  quantities: readonly Quantity[],
  adjusted?: AdjustedShares,
): Comparison[] {
  return quantities.flatMap((quantity) => {
    const { id, name, part, all } = quantity;
    const truth = shareAmong(planted, part, all);
    const estimate = estimateQuantity(evidence, quantity, adjusted);
    if (truth === null || estimate.estimate === null) return [];
    const distance = distanceInSe(estimate, truth.share);
    return [{
      id: `planted-${id}`,
      ...estimate,
      statement: `${estimate.quantity}: ${shareText(estimate)} found, ${
        shareText({ estimate: truth.share, low: null, high: null })
      } planted in the same papers${
        distance === null ? "." : `; the run lies ${distanceText(distance)} it.`
      }`,
      published: null,
      planted: {
        quantity: name,
        value: truth.share,
        source: "planted in the same papers",
      },
      distance_in_se: distance,
    }];
  });
}

/** Estimates a share, corrected for the annotator's errors where labels allow. */
export function estimateQuantity(
  evidence: Evidence,
  { name, part, all, adjusted: key }: Omit<Quantity, "id" | "of">,
  adjusted?: AdjustedShares,
): Estimate {
  const corrected = key && adjusted?.(key);
  return corrected
    ? estimateOf(`${name}, corrected for the annotator's errors`, corrected)
    : estimateOf(name, shareAmong(evidence, part, all));
}

/** Tells whether a funnel has a step, and it and all before it were applied. */
function isReached(funnel: readonly FunnelRow[], step: string): boolean {
  const last = funnel.findLastIndex((row) => row.step === step);
  return last >= 0 &&
    !funnel.slice(0, last + 1).some(wasSkipped);
}

/** The run's value for a reported number; null if it has none. */
function estimateFor(
  { quantity, measure }: PublishedFact,
  { evidence, questions, funnel, adjusted }: ComparedRun,
): Estimate | null {
  if (measure.kind === "funnel") {
    if (!isReached(funnel, measure.step)) return null;
    const estimate = papersAfter(funnel, measure.step);
    const exact = { low: null, high: null, se: null };
    return { quantity, estimate, ...exact, n: estimate };
  }
  if (!questions.has(measure.question)) return null;
  if (measure.kind === "yes-share" || measure.kind === "category-share") {
    const category = "category" in measure ? measure.category : "";
    const { question } = measure;
    const estimate = estimateQuantity(evidence, {
      name: quantity,
      part: partOf(measure),
      all: category === "" ? isAnswered(question) : mentionsOf(question),
      // Labels tell papers apart, not mentions.
      adjusted: category === ""
        ? { question, category, grouping: "all", group: "", of: ALL_PAPERS }
        : null,
    }, adjusted);
    return estimate.estimate === null ? null : estimate;
  }
  return countOfMeasure(quantity, evidence, partOf(measure));
}

function partOf(measure: Exclude<FactMeasure, { kind: "funnel" }>): Measure {
  switch (measure.kind) {
    case "yes-share":
    case "yes-count":
      return saysYes(measure.question);
    case "category-share":
    case "category-count":
      return mentionsOf(measure.question, measure.category);
    case "name-count":
      return namings(measure.question, measure.name);
  }
}

/** An estimated count over the corpus with its normal interval. */
function countOfMeasure(
  quantity: string,
  evidence: Evidence,
  measure: Measure,
): Estimate | null {
  const { papers, design } = evidence;
  if (papers.length < 2) return null;
  const estimate = weighted(evidence, measure);
  const mean = estimate / weighted(evidence, () => 1);
  const spread = papers.map((paper) => measure(paper) - mean);
  const se = Math.sqrt(
    Math.max(0, covariance(design, spread, spread, papers.length)),
  );
  return {
    quantity,
    estimate,
    low: Math.max(0, estimate - Z * se),
    high: estimate + Z * se,
    se,
    n: papers.length,
  };
}
