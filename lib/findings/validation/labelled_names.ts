import { agreedLabels } from "lib/findings/agreed_labels.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import {
  type GivenName,
  givenNames,
} from "lib/findings/validation/given_name.ts";
import { byCodeUnit } from "lib/order.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/** The names that humans give for each paper. */
export interface LabelledNames {
  /** Empty lists are papers that have none by their labels. */
  readonly byDoi: ReadonlyMap<string, readonly GivenName[]>;
  /** Papers whose labels contradict each other: they judge nobody. */
  readonly disputed: number;
}

/**
 * Collects the labelled names for a question. A question for names alone takes
 * those of another question about the same sort of thing where nobody labelled
 * it itself: whoever says how a model is reused has named it.
 *
 * A paper without such a label has no name if the question that this one
 * depends on is labelled no; if it is labelled yes, the names are unknown and
 * the paper judges nobody.
 *
 * @returns Null if no label says anything about the question.
 */
export function labelledNames(
  question: MentionsQuestion,
  questions: readonly Question[],
  labels: readonly LabelRow[],
  namesIn: NameReader,
): LabelledNames | null {
  const rows = rowsFor(question, questions, labels);
  if (rows.length === 0) return null;
  const before = labels.filter((row) =>
    row.question === question.dependsOn?.question
  );
  const byDoi = new Map<string, readonly GivenName[]>();
  for (const { doi, value } of agreedLabels(before).rows) {
    if (value === "no") byDoi.set(doi, []);
  }
  let disputed = 0;
  for (const [doi, own] of Map.groupBy(rows, (row) => row.doi)) {
    const sides = [...Map.groupBy(own, ({ annotator }) => annotator).values()]
      .map((part) => namesOf(part, question, namesIn));
    const [first, ...others] = sides.map((names) =>
      names.map(({ key, category }) => `${key}\n${category}`).sort(byCodeUnit)
        .join("\n\n")
    );
    if (others.some((other) => other !== first)) {
      disputed++;
      byDoi.delete(doi);
    } else {
      byDoi.set(doi, sides[0]!);
    }
  }
  const inOrder = [...byDoi].sort(([a], [b]) => byCodeUnit(a, b));
  return { byDoi: new Map(inOrder), disputed };
}

/** The question's own labels, or those of a question about the same things. */
function rowsFor(
  question: MentionsQuestion,
  questions: readonly Question[],
  labels: readonly LabelRow[],
): LabelRow[] {
  const named = labels.filter(({ model }) => model !== "");
  const own = named.filter((row) => row.question === question.id);
  if (own.length > 0 || question.category !== null) return own;
  const other = questions.find((other) =>
    other.kind === "mentions" && other.name === question.name &&
    named.some((row) => row.question === other.id)
  );
  return named.filter((row) => row.question === other?.id);
}

function namesOf(
  rows: readonly LabelRow[],
  question: MentionsQuestion,
  namesIn: NameReader,
): GivenName[] {
  return givenNames(
    rows.map(({ model, value, passage }) => ({
      name: model,
      category: question.category === null ? "" : value,
      passage,
      located: null,
    })),
    namesIn,
  );
}
