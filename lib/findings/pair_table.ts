import { UNNAMED } from "lib/annotate/recorded/read_recorded_answer.ts";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { type Design, stratumKey } from "lib/findings/design.ts";
import {
  categoryOf,
  type CategoryQuestion,
} from "lib/findings/mention_category.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import { categoryCells } from "lib/findings/shares.ts";
import type { Table } from "lib/findings/table.ts";
import {
  addMentions,
  entry,
  type MentionCount,
  noMentions,
  noStrata,
  type Strata,
} from "lib/findings/tally.ts";

/** Counts how the categories of two questions meet on the same name, paper by paper. */
export interface PairCounts {
  add(paper: AnnotatedPaper): void;
  /**
   * `<first>_<second>`: both categories, mentions, papers, share of the first
   * category's pairs, low, high.
   */
  table(design: Design): Table;
}

/**
 * Pairs the mentions of two questions about the same sort of name: how a model
 * is reused, and at which stage, for example. The two are answered apart, so
 * that only names which both answers hold make a pair; a mention that names
 * several counts as one of each.
 *
 * @param first The question whose categories the shares add up within.
 * @param second The other question.
 * @param readName Gives what a name stands for.
 */
export function pairCounts(
  first: CategoryQuestion,
  second: CategoryQuestion,
  readName: NameReader,
): PairCounts {
  const counts = new Map<string, Strata<MentionCount>>(
    first.category.values.map(({ value }) => [value, noStrata(noMentions)]),
  );
  return {
    add(paper) {
      const ones = namedIn(paper, first, readName);
      if (ones.length === 0) return;
      const others = Map.groupBy(
        namedIn(paper, second, readName),
        ({ key }) => key,
      );
      const met = new Map<string, string[]>();
      for (const { key, category } of ones) {
        const same = others.get(key) ?? [];
        entry(met, category, () => []).push(
          ...same.map((other) => other.category),
        );
      }
      for (const [category, list] of met) {
        if (list.length === 0) continue;
        const { total, byStratum } = counts.get(category)!;
        addMentions(total, list);
        addMentions(entry(byStratum, stratumKey(paper), noMentions), list);
      }
    },
    table(design) {
      const [one, two] = [first.category.name, second.category.name];
      return {
        name: `${one}_${two}`,
        columns: [one, two, "mentions", "papers", "share", "low", "high"],
        rows: [...counts].filter(([, { total }]) => total.mentions > 0).flatMap(
          ([category, count]) =>
            second.category.values.map(({ value }) => ({
              [one]: category,
              [two]: value,
              ...categoryCells(count, value, design),
            })),
        ),
      };
    },
  };
}

/** What an answer names, with the category of each; entries without a name or category make no pair. */
function namedIn(
  { annotations }: AnnotatedPaper,
  question: CategoryQuestion,
  readName: NameReader,
): { key: string; category: string }[] {
  const answer = annotations.find((found) => found.question === question.id)
    ?.answer;
  if (answer?.kind !== "mentions") return [];
  return answer.mentions.flatMap((mention) => {
    const category = categoryOf(question, mention);
    if (category === null || mention.name === UNNAMED) return [];
    return readName(mention.name).map(({ key }) => ({ key, category }));
  });
}
