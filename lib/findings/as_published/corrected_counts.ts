/** The counts of the study's scripts without their flaws, counted independently of them. */

import type {
  ArtifactAnswer,
  ArtifactAnswers,
} from "lib/annotate/recorded/read_artifact_answers.ts";
import type { ArtifactPaper } from "lib/corpus/artifact/read_papers.ts";
import type { Artifact } from "lib/corpus/artifact.ts";
import { FIELDS } from "lib/corpus/fields.ts";
import { asAsked } from "lib/findings/as_published/answer_rows.ts";
import { byLetters } from "lib/findings/as_published/count_ptms.ts";
import { THREE_FIELDS } from "lib/findings/as_published/count_ptms_3_fields.ts";
import { SEARCHED } from "lib/findings/as_published/fig_q.ts";
import { add, type Counts } from "lib/findings/as_published/script_table.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import type { Question } from "lib/questions/question.ts";

/** What counts of one eligible paper. */
interface Analysed {
  readonly paper: ArtifactPaper;
  readonly answerTo: (question: string) => ArtifactAnswer["answer"];
}

/**
 * Counts each paper once: once for each distinct field, only where its answer
 * is yes, with the answers of every shape, and only if the stored view names
 * it (all papers where there is no view).
 *
 * @param artifact The artifact.
 * @param questions The study's five questions.
 * @param answers The recorded answers by question id.
 * @returns Counts by script and table, "script/table".
 */
export function correctedCounts(
  artifact: Artifact,
  questions: readonly Question[],
  answers: ReadonlyMap<string, ArtifactAnswers>,
): ReadonlyMap<string, Counts> {
  const analysed = artifact.papers.filter(({ isEligible }) =>
    isEligible !== false
  ).map((paper): Analysed => ({
    paper,
    answerTo: (id) =>
      answers.get(id)?.byDoi.get(paper.metadata.doi)?.answer ?? null,
  }));
  const dl = answeredYes(analysed, "uses_dl");
  const ptm = answeredYes(analysed, "uses_ptms");
  const patterns = labelsOf(analysed, questions, "identify_ptm_reuse");
  const stages = labelsOf(analysed, questions, "identify_ptm_impact");
  const inThree = analysed.filter(({ paper: { metadata } }) =>
    metadata.fields?.some((field) => THREE_FIELDS.includes(field))
  );
  const { canonicalName } = loadModelNames();
  return new Map<string, Counts>([
    ["figQ/papers", funnelCounts(artifact.papers, true)],
    ["figQ_update/bars", funnelCounts(artifact.papers, false)],
    ["figQ_update/pies", keywordCounts(artifact)],
    ["figR/papers", countBy(dl, (paper) => fieldYears(paper))],
    ["figS/papers", countBy(ptm, (paper) => fieldYears(paper))],
    ["aggregate_field_dl_usage/papers", countBy(dl, fieldsOf)],
    ["aggregate_field_ptm_usage/papers", countBy(ptm, fieldsOf)],
    ["longitudinal_field_dl_usage/papers", countBy(dl, yearOf)],
    ["longitudinal_field_ptm_usage/papers", countBy(ptm, yearOf)],
    ["papers_using_dl_ptms/deep_learning", countBy(dl, yearOf)],
    ["papers_using_dl_ptms/pretrained_models", countBy(ptm, yearOf)],
    ["figT/shown", countBy(patterns, ({ year, label }) => [[year, label]])],
    ["figT/totals", countBy(patterns, ({ label }) => [[label]])],
    ["figU/shown", countBy(stages, ({ year, label }) => [[year, label]])],
    ["figU/totals", countBy(stages, ({ label }) => [[label]])],
    [
      "aggregate_field_reuse_method/labels",
      countBy(patterns, ({ label }) => [[label]]),
    ],
    ["aggregate_impact/labels", countBy(stages, ({ label }) => [[label]])],
    ...nameCounts("count_ptms_all_fields", analysed, canonicalName),
    ...nameCounts("count_ptms_3_fields", inThree, canonicalName),
  ]);
}

type Key = readonly (string | number | null)[];

function countBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly Key[],
): Counts {
  const counts = new Map<string, number>();
  for (const item of items) for (const key of keysOf(item)) add(counts, key);
  return counts;
}

function answeredYes(analysed: readonly Analysed[], question: string) {
  return analysed.filter(({ answerTo }) => {
    const answer = answerTo(question);
    return answer?.kind === "yes-no" && answer.result;
  });
}

function fieldsOf({ paper: { metadata } }: Analysed): Key[] {
  return FIELDS.filter(({ name }) => metadata.fields?.includes(name))
    .map(({ name }) => [name]);
}

function yearOf({ paper: { metadata } }: Analysed): Key[] {
  return [[metadata.year]];
}

function fieldYears(one: Analysed): Key[] {
  return fieldsOf(one).map(([field]) => [field!, one.paper.metadata.year]);
}

function labelsOf(
  analysed: readonly Analysed[],
  questions: readonly Question[],
  id: string,
) {
  const question = questions.find((one) => one.id === id);
  const name = question?.kind === "mentions" ? question.category?.name : null;
  return analysed.flatMap(({ paper, answerTo }) => {
    const answer = answerTo(id);
    if (answer?.kind !== "mentions") return [];
    return answer.mentions.flatMap(({ category }) =>
      category === null ? [] : {
        year: paper.metadata.year,
        label: asAsked(name ?? "", category),
      }
    );
  });
}

function funnelCounts(
  papers: readonly ArtifactPaper[],
  withIndexed: boolean,
): Counts {
  const counts = new Map<string, number>();
  const steps: [step: string, isIn: (paper: ArtifactPaper) => boolean][] = [
    ["total", () => true],
    ["openalex_indexed", ({ inOpenAlex }) => inOpenAlex],
    ["cited", ({ metadata }) => (metadata.citedByCount ?? 0) > 0],
    ["natural_science", ({ isEligible }) => isEligible !== false],
    ["jats", ({ hasJats }) => hasJats],
  ];
  for (const megajournal of SEARCHED) {
    let left = papers.filter(({ metadata }) =>
      metadata.megajournal === megajournal
    );
    for (const [step, isIn] of steps) {
      left = left.filter(isIn);
      if (step === "openalex_indexed" && !withIndexed) continue;
      counts.set(`${megajournal}/${step}`, left.length);
    }
  }
  return counts;
}

function keywordCounts(artifact: Artifact): Counts {
  return new Map(
    artifact.keywords().map(({ megajournal, keyword, papers }) => [
      `${megajournal}/"${keyword}"`,
      papers,
    ]),
  );
}

function nameCounts(
  script: string,
  analysed: readonly Analysed[],
  canonicalName: (name: string) => string,
): [string, Counts][] {
  const names = new Map<string, number>();
  let mentions = 0;
  for (const { answerTo } of analysed) {
    const answer = answerTo("identify_ptms");
    if (answer?.kind !== "mentions") continue;
    for (const { name } of answer.mentions) {
      add(names, byLetters(canonicalName(name)));
      mentions++;
    }
  }
  const totals = new Map([["mentions", mentions], ["unique", names.size]]);
  return [[`${script}/totals`, totals], [`${script}/top`, names]];
}
