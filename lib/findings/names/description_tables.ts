import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { categoryOf, hasCategory } from "lib/findings/mention_category.ts";
import { plainNames } from "lib/findings/model_names.ts";
import {
  countNames,
  type NameGroups,
  nameRows,
} from "lib/findings/names/count_names.ts";
import { openNameRegister } from "lib/findings/names/name_register.ts";
import type { TableCounter } from "lib/findings/names/name_tables.ts";
import type { Row, Table } from "lib/findings/table.ts";
import { byCodeUnit } from "lib/order.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

type DescriptionQuestion = MentionsQuestion & {
  readonly description: NonNullable<MentionsQuestion["description"]>;
};

/**
 * Counts the free descriptions that mentions carry, such as the form of a
 * reuse. Capitals, spaces and hyphens do not count.
 *
 * @returns For each question with a description `<description>s`: the
 * description, the category if the question has a closed list, mentions,
 * papers; commonest first. Mentions without a description are left out.
 */
export function openDescriptionTables(
  questions: readonly Question[],
): TableCounter {
  const parts = questions.filter(hasDescription).map(openPart);
  return {
    add(paper) {
      for (const part of parts) part.add(paper);
    },
    tables: () => parts.map((part) => part.table()),
  };
}

function hasDescription(question: Question): question is DescriptionQuestion {
  return question.kind === "mentions" && question.description !== null;
}

function openPart(question: DescriptionQuestion) {
  const { id, category, description: { name } } = question;
  const groups: NameGroups = new Map();
  const register = openNameRegister(plainNames);
  return {
    add({ annotations }: AnnotatedPaper): void {
      const answer = annotations.find((one) => one.question === id)?.answer;
      if (answer?.kind !== "mentions") return;
      const read = answer.mentions.flatMap((mention) => {
        if (mention.description === null) return [];
        const things = register.read(mention.description)
          .filter(({ name }) => name !== "");
        const group = hasCategory(question) && categoryOf(question, mention);
        return [{ group: group || "", things }];
      });
      for (const [group, some] of Map.groupBy(read, (one) => one.group)) {
        countNames(groups, group, some.flatMap(({ things }) => things));
      }
    },
    table(): Table {
      const rows: Row[] = [...groups].flatMap(([group, counts]) =>
        nameRows(counts, { column: name, register }).map((row) =>
          category === null ? row : {
            [name]: row[name]!,
            [category.name]: group || null,
            mentions: row.mentions!,
            papers: row.papers!,
          }
        )
      );
      const order = (row: Row) => `${row[name]}\n${row[category?.name ?? ""]}`;
      rows.sort((a, b) =>
        Number(b.mentions) - Number(a.mentions) ||
        byCodeUnit(order(a), order(b))
      );
      const columns = [
        name,
        ...(category === null ? [] : [category.name]),
        ...["mentions", "papers"],
      ];
      return { name: `${name}s`, columns, rows };
    },
  };
}
