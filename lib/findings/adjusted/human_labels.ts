import type { Standing } from "lib/findings/adjusted/standing.ts";
import type { Target } from "lib/findings/adjusted/target.ts";
import { agreedLabels } from "lib/findings/agreed_labels.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { chancesOfLabels } from "lib/findings/labels/chances_of_labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import { labelledNames } from "lib/findings/validation/labelled_names.ts";
import type { Question } from "lib/questions/question.ts";

/** What humans say of a paper for one share. */
export interface HumanLabel {
  readonly standing: Standing;
  /** Chance with which the paper was drawn for labelling; null if no label of the share says. */
  readonly probability: number | null;
}

/** What humans say of each paper; a paper that is not there is not labelled. */
export type HumanLabels = ReadonlyMap<string, HumanLabel>;

/**
 * Says where humans put each labelled paper for a share. A no to the question
 * before is a no, or outside a share of papers with a yes to it. A paper is not
 * used if its labels contradict each other, if it lacks the label that says
 * whether it is inside, or if other labels of the question come with the chance
 * of being drawn and its own do not.
 *
 * @param labels Labels of one human or several.
 * @param namesIn Reads what a name stands for.
 */
export function humanLabels(
  target: Target,
  questions: readonly Question[],
  labels: readonly LabelRow[],
  namesIn: NameReader,
): HumanLabels {
  const { question, gate } = target;
  const says = answersOf(question, questions, labels, target, namesIn);
  const inside = gate && yesNoOf(gate, questions, labels);
  const probabilities = chancesOfLabels(question, questions, labels);
  const isDesigned = [...probabilities.values()].some((p) => p !== null);
  const found = new Map<string, HumanLabel>();
  for (const doi of new Set([...says.keys(), ...inside?.keys() ?? []])) {
    const probability = probabilities.get(doi) ?? null;
    const standing = standingOf(says.get(doi), inside && inside.get(doi));
    if (standing === null || (isDesigned && probability === null)) continue;
    found.set(doi, { standing, probability });
  }
  return found;
}

/** `inside` is null for a share of all papers. */
function standingOf(
  says: boolean | undefined,
  inside: boolean | null | undefined,
): Standing | null {
  if (inside === null) return says === undefined ? null : says ? "yes" : "no";
  if (inside === undefined) return null;
  if (!inside) return says === true ? null : "outside";
  return says === undefined ? null : says ? "yes" : "no";
}

function answersOf(
  question: Question,
  questions: readonly Question[],
  labels: readonly LabelRow[],
  { category }: Target,
  namesIn: NameReader,
): ReadonlyMap<string, boolean> {
  if (question.kind === "yes-no") return yesNoOf(question, questions, labels);
  const names = labelledNames(question, questions, labels, namesIn);
  return new Map(
    [...names?.byDoi ?? []].map(([doi, given]) => [
      doi,
      given.some((name) => name.category === category),
    ]),
  );
}

/** Agreed labels of a yes-no question; a no to the one before it is a no. */
function yesNoOf(
  question: Question,
  questions: readonly Question[],
  labels: readonly LabelRow[],
): ReadonlyMap<string, boolean> {
  const before = questions.find(({ id, kind }) =>
    kind === "yes-no" && id === question.dependsOn?.question
  );
  const answers = new Map<string, boolean>();
  for (const [doi, yes] of before ? yesNoOf(before, questions, labels) : []) {
    if (!yes) answers.set(doi, false);
  }
  const own = labels.filter((row) => row.question === question.id);
  const { rows, disputed } = agreedLabels(own);
  for (const { doi, value } of rows) answers.set(doi, value === "yes");
  for (const { doi } of disputed) answers.delete(doi);
  return answers;
}
