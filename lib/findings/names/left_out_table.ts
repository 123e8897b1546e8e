import { categoriesOf, hasCategory } from "lib/findings/mention_category.ts";
import type { TableCounter } from "lib/findings/names/name_tables.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Counts the mentions that no table of categories can count, as their answer
 * names no category.
 *
 * @returns `without_category`, if a question has a closed list: question,
 * category (what the list is called), mentions, without, papers (with at least
 * one mention without a category).
 */
export function openLeftOutTable(
  questions: readonly Question[],
): TableCounter {
  const rows = questions.filter(hasCategory).map((question) => ({
    question,
    row: {
      question: question.id,
      category: question.category.name,
      mentions: 0,
      without: 0,
      papers: 0,
    },
  }));
  return {
    add({ annotations }) {
      for (const { question, row } of rows) {
        const answer = annotations.find((one) => one.question === question.id)
          ?.answer;
        if (answer?.kind !== "mentions") continue;
        const { length } = answer.mentions;
        const without = length - categoriesOf(question, answer.mentions).length;
        row.mentions += length;
        row.without += without;
        if (without > 0) row.papers++;
      }
    },
    tables: () =>
      rows.length === 0 ? [] : [{
        name: "without_category",
        columns: ["question", "category", "mentions", "without", "papers"],
        rows: rows.map(({ row }) => ({ ...row })),
      }],
  };
}
