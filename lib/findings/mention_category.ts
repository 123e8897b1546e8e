import type {
  Mention,
  MentionsQuestion,
  Question,
} from "lib/questions/question.ts";

/** A mentions question whose mentions take a value of a closed list. */
export type CategoryQuestion = MentionsQuestion & {
  readonly category: NonNullable<MentionsQuestion["category"]>;
};

/** True for a mentions question whose mentions take a value of a closed list. */
export function hasCategory(
  question: Question,
): question is CategoryQuestion {
  return question.kind === "mentions" && question.category !== null;
}

/** The value of a closed list for what is outside it. */
const OTHER = "other";

/**
 * The category under which a mention counts. Recorded answers may name one that
 * is not in the closed list: it counts as "other" where the list has that.
 *
 * @returns A value of the closed list; null if the mention has no category, or
 * one that the list has no place for.
 */
export function categoryOf(
  { category: { values } }: CategoryQuestion,
  { category }: Pick<Mention, "category">,
): string | null {
  if (category === null) return null;
  const has = (wanted: string) => values.some(({ value }) => value === wanted);
  if (has(category)) return category;
  return has(OTHER) ? OTHER : null;
}

/** The categories of mentions; those that have none are left out. */
export function categoriesOf(
  question: CategoryQuestion,
  mentions: readonly Mention[],
): string[] {
  return mentions.flatMap((mention) => categoryOf(question, mention) ?? []);
}
