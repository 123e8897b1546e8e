import {
  type Cause,
  causeBefore,
  causeOf,
  CAUSES,
} from "lib/findings/validation/cause.ts";
import type { Disagreement } from "lib/findings/validation/disagreements.ts";
import type { GivenName } from "lib/findings/validation/given_name.ts";
import type {
  JudgedNames,
  NamedPaper,
} from "lib/findings/validation/judge_names.ts";
import {
  type MatchedPair,
  matchPairs,
} from "lib/findings/validation/match_pairs.ts";
import type { MentionsQuestion } from "lib/questions/question.ts";

/** What stands for a name that a side gives where there is no category. */
const NAMED = "named";

/**
 * Every name that only one side gives, and every name to which the two give
 * different categories; for a paper without an answer, every labelled name. A
 * name that only one side gives counts as named differently if the other side
 * alone gives another one of the same family.
 *
 * @param judged Names by paper.
 * @param falseYes Papers that the annotator was asked about though the label
 * of an earlier question says no.
 */
export function nameDisagreements(
  judged: JudgedNames,
  falseYes: ReadonlySet<string>,
): Disagreement[] {
  const { question, papers } = judged;
  const pairs = Map.groupBy(matchPairs(judged), ({ doi }) => doi);
  return papers.flatMap((paper) => {
    const { doi, chance, outcome } = paper;
    const differing = paper.given === null
      ? paper.labelled.map((labelled) => ({
        doi,
        chance,
        labelled,
        given: null,
      }))
      : (pairs.get(doi) ?? []).filter(({ labelled, given }) =>
        labelled?.category !== given?.category ||
        (labelled === null) !== (given === null)
      );
    return differing.map((pair): Disagreement => {
      const { labelled, given } = pair;
      const isMissing = given === null;
      const cause = causeBefore(outcome, isMissing) ??
        (falseYes.has(doi) && labelled === null
          ? { cause: CAUSES.askedWrongly, detail: "" }
          : causeAmong(pair, paper, question));
      return {
        question: question.id,
        doi,
        model: (labelled ?? given)!.name,
        label: wordsOf(labelled),
        labelPassage: labelled?.passage ?? "",
        answer: wordsOf(given),
        answerPassage: given?.passage ?? "",
        located: given?.located ?? null,
        ...cause,
      };
    });
  });
}

function wordsOf(name: GivenName | null): string {
  if (name === null) return "";
  return name.category === "" ? NAMED : name.category;
}

function causeAmong(
  { labelled, given }: MatchedPair,
  paper: NamedPaper,
  { name, category }: MentionsQuestion,
): Cause {
  if (given?.located === false) {
    return { cause: CAUSES.ungrounded, detail: "" };
  }
  if (labelled !== null && given !== null) {
    const what = category?.name ?? "";
    return { cause: causeOf(what, CAUSES.otherCategory), detail: "" };
  }
  const [own, others] = labelled === null
    ? [given!, namesOnlyIn(paper.labelled, paper.given ?? [])]
    : [labelled, namesOnlyIn(paper.given ?? [], paper.labelled)];
  const kin = others.find(({ family }) =>
    family !== "" && family === own.family
  );
  if (kin !== undefined) {
    return {
      cause: causeOf(name, CAUSES.otherName),
      detail: `the other side: ${kin.name}`,
    };
  }
  return {
    cause: causeOf(name, labelled === null ? CAUSES.added : CAUSES.missed),
    detail: "",
  };
}

/** The names of one side that the other does not give. */
function namesOnlyIn(
  names: readonly GivenName[],
  others: readonly GivenName[],
): GivenName[] {
  const keys = new Set(others.map(({ key }) => key));
  return names.filter(({ key }) => !keys.has(key));
}
