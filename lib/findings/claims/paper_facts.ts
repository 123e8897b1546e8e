import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { categoriesOf, hasCategory } from "lib/findings/mention_category.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import { fieldsOf, UNASSIGNED } from "lib/findings/tally.ts";
import type { Question } from "lib/questions/question.ts";

/** What the findings need of a sampled paper: little enough to keep for every paper. */
export interface PaperFacts {
  /** Where it was read, such as the name of its file. */
  readonly source: string;
  /** Its natural-science fields, each once; none is an empty list. */
  readonly fields: readonly string[];
  readonly year: number | null;
  readonly stratum: string;
  /** How likely it was to be drawn, above 0, at most 1. */
  readonly inclusionProbability: number;
  /**
   * Yes-no questions: true, false, or null without an answer. A question that
   * was not asked, since the one before it was answered no, is answered no.
   */
  readonly answers: Readonly<Record<string, boolean | null>>;
  /** Questions with a closed list: the category of each mention. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
  /** Questions without one: each name that is mentioned. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/**
 * Takes from a paper what the findings need.
 *
 * @param paper A sampled paper with its annotations.
 * @param questions The study's questions.
 * @param namesIn Reads which things a mention names.
 */
export function paperFacts(
  { metadata, stratum, inclusionProbability, annotations }: AnnotatedPaper,
  questions: readonly Question[],
  namesIn: NameReader,
): PaperFacts {
  const answers: Record<string, boolean | null> = {};
  const categories: Record<string, string[]> = {};
  const names: Record<string, string[]> = {};
  const given = new Map(
    annotations.map(({ question, answer }) => [question, answer]),
  );
  for (const question of questions) {
    const answer = given.get(question.id);
    if (question.kind === "yes-no") {
      answers[question.id] = answer?.kind === "yes-no"
        ? answer.result
        : given.has(question.id)
        ? null
        : answerNotAsked(question, answers, given);
      continue;
    }
    const mentions = answer?.kind === "mentions" ? answer.mentions : [];
    if (hasCategory(question)) {
      categories[question.id] = categoriesOf(question, mentions);
    } else {
      names[question.id] = mentions.flatMap((mention) =>
        namesIn(mention.name).map(({ name }) => name)
      );
    }
  }
  return {
    source: metadata.source,
    fields: fieldsOf(metadata).filter((field) => field !== UNASSIGNED),
    year: metadata.year,
    stratum,
    inclusionProbability,
    answers,
    categories,
    names,
  };
}

/** No, if the question before it was answered; null if that one has no answer either. */
function answerNotAsked(
  { dependsOn }: Question,
  answers: Readonly<Record<string, boolean | null>>,
  given: ReadonlyMap<string, unknown>,
): false | null {
  if (dependsOn === null) return null;
  const before = dependsOn.question in answers
    ? answers[dependsOn.question]
    : given.get(dependsOn.question);
  return before === null || before === undefined ? null : false;
}
