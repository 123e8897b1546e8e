import type { AnnotatedPaper } from "lib/annotate/store.ts";
import {
  categoryCells,
  type CategoryQuestion,
} from "lib/findings/count_tables.ts";
import type { Table } from "lib/findings/table.ts";
import {
  addMentions,
  type MentionCount,
  noMentions,
} from "lib/findings/tally.ts";

/** Counts how the categories of two questions meet on the same name, paper by paper. */
export interface PairCounts {
  add(paper: AnnotatedPaper): void;
  /**
   * `<first>_<second>`: both categories, mentions, papers, share of the first
   * category's pairs, low, high.
   */
  table(): Table;
}

/**
 * Pairs the mentions of two questions about the same sort of name: how a model
 * is reused, and at which stage, for example. The two are answered apart, so
 * that only names which both answers hold make a pair.
 *
 * @param first The question whose categories the shares add up within.
 * @param second The other question.
 * @param canonicalName Gives the name that spellings of one thing share.
 */
export function pairCounts(
  first: CategoryQuestion,
  second: CategoryQuestion,
  canonicalName: (name: string) => string,
): PairCounts {
  const counts = new Map<string, MentionCount>(
    first.category.values.map(({ value }) => [value, noMentions()]),
  );
  return {
    add(paper) {
      const met = new Map<string, string[]>();
      const others = mentionsOf(paper, second.id);
      for (const { name, category } of mentionsOf(paper, first.id)) {
        const same = others.filter((other) =>
          canonicalName(other.name) === canonicalName(name)
        );
        const list = met.get(category!) ?? [];
        met.set(category!, [...list, ...same.map((other) => other.category!)]);
      }
      for (const [category, list] of met) {
        if (list.length > 0) addMentions(counts.get(category)!, list);
      }
    },
    table() {
      const [one, two] = [first.category.name, second.category.name];
      return {
        name: `${one}_${two}`,
        columns: [one, two, "mentions", "papers", "share", "low", "high"],
        rows: [...counts].filter(([, { mentions }]) => mentions > 0).flatMap(
          ([category, count]) =>
            second.category.values.map(({ value }) => ({
              [one]: category,
              [two]: value,
              ...categoryCells(count, value),
            })),
        ),
      };
    },
  };
}

function mentionsOf({ annotations }: AnnotatedPaper, question: string) {
  const answer = annotations.find((found) => found.question === question)
    ?.answer;
  return answer?.kind === "mentions" ? answer.mentions : [];
}
