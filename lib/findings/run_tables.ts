import { categoryTable, yesTable } from "lib/findings/count_tables.ts";
import type { Design } from "lib/findings/design.ts";
import {
  type CategoryQuestion,
  hasCategory,
} from "lib/findings/mention_category.ts";
import { type ModelNames, plainNames } from "lib/findings/model_names.ts";
import { openDescriptionTables } from "lib/findings/names/description_tables.ts";
import { openLeftOutTable } from "lib/findings/names/left_out_table.ts";
import {
  MODEL,
  openNameTables,
  type TableCounter,
} from "lib/findings/names/name_tables.ts";
import { pairCounts } from "lib/findings/pair_table.ts";
import { openTally } from "lib/findings/tally.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * Counts the answers of a run in one pass over its papers: whatever questions
 * were asked, of the same kind they give the same sort of tables.
 *
 * @param questions The questions that were asked.
 * @param models Reads the names of models.
 * @returns Papers by year, field and both; for each closed list its categories
 * overall, by year and by field; for two lists about the same sort of name how
 * they meet; the names overall, by field and by category; the descriptions;
 * and what was left out.
 */
export function openRunTables(
  questions: readonly Question[],
  models: Pick<ModelNames, "modelsIn">,
): TableCounter & { design(): Design } {
  const tally = openTally(questions);
  const pairs = pairsOf(questions.filter(hasCategory)).map(([first, second]) =>
    pairCounts(
      first,
      second,
      first.name === MODEL ? models.modelsIn : plainNames,
    )
  );
  const others = [
    openNameTables(questions, models),
    openDescriptionTables(questions),
    openLeftOutTable(questions),
  ];
  return {
    add(paper) {
      for (const counts of [tally, ...pairs, ...others]) counts.add(paper);
    },
    design: () => tally.tally().design,
    tables() {
      const counts = tally.tally();
      return [
        ...(["all", "year", "field", "field_year"] as const)
          .map((grouping) => yesTable(counts, grouping)),
        ...questions.filter(hasCategory).flatMap((question) =>
          (["all", "year", "field"] as const)
            .map((grouping) => categoryTable(counts, question, grouping))
        ),
        ...pairs.map((pair) => pair.table(counts.design)),
        ...others.flatMap((other) => other.tables()),
      ];
    },
  };
}

/** Questions about the same sort of name, two by two. */
function pairsOf(
  questions: readonly CategoryQuestion[],
): [CategoryQuestion, CategoryQuestion][] {
  return questions.flatMap((first, i) =>
    questions.slice(i + 1).filter(({ name }) => name === first.name)
      .map((second): [CategoryQuestion, CategoryQuestion] => [first, second])
  );
}
