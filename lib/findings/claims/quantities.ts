import { ALL_PAPERS } from "lib/findings/adjusted/adjusted_table.ts";
import type { AdjustedKey } from "lib/findings/claims/claim_input.ts";
import {
  isAnswered,
  type Measure,
  mentionsOf,
  saysYes,
  where,
} from "lib/findings/claims/evidence.ts";
import type { Question } from "lib/questions/question.ts";

/** A share that every run with a question estimates. */
export interface Quantity {
  readonly id: string;
  /** What it is a share of. */
  readonly of: "papers" | "asked papers" | "mentions";
  /** In words, such as "Uses deep learning, share of the papers". */
  readonly name: string;
  readonly part: Measure;
  readonly all: Measure;
  /** Where a corrected share of it would stand; null if there can be none. */
  readonly adjusted: AdjustedKey | null;
}

/**
 * Lists the shares that a study's questions give: of papers answered yes, for a
 * question that depends on another also of those that were asked, and of
 * mentions in each category of a closed list.
 */
export function quantitiesOf(questions: readonly Question[]): Quantity[] {
  const yesNo = new Set(
    questions.filter(({ kind }) => kind === "yes-no").map(({ id }) => id),
  );
  return questions.flatMap((question): Quantity[] => {
    const { id, title, dependsOn } = question;
    if (question.kind === "yes-no") {
      const key = {
        question: id,
        category: "",
        grouping: "all",
        group: "",
      } as const;
      const before = dependsOn?.question ?? "";
      const gate = questions.find((other) => other.id === before);
      return [
        {
          id,
          of: "papers",
          name: `${title}, share of the papers`,
          part: saysYes(id),
          all: isAnswered(id),
          adjusted: { ...key, of: ALL_PAPERS },
        },
        ...(gate !== undefined && yesNo.has(before)
          ? [{
            id: `${id}-where-${before}`,
            of: "asked papers" as const,
            name: `${title}, share of the papers with yes for "${gate.title}"`,
            part: where(saysYes(before), saysYes(id)),
            all: where(saysYes(before), isAnswered(id)),
            adjusted: { ...key, of: before },
          }]
          : []),
      ];
    }
    return (question.category?.values ?? []).map(({ value }) => ({
      id: `${id}-${value}`,
      of: "mentions",
      name: `${title} ${value}, share of the mentions`,
      part: mentionsOf(id, value),
      all: mentionsOf(id),
      adjusted: null, // labels tell papers apart, not mentions
    }));
  });
}
