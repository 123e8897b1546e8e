import { UNNAMED } from "lib/annotate/recorded/read_recorded_answer.ts";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { byGroup } from "lib/findings/groups.ts";
import { categoryOf, hasCategory } from "lib/findings/mention_category.ts";
import {
  type ModelNames,
  type NamedThing,
  plainNames,
} from "lib/findings/model_names.ts";
import {
  countNames,
  type NameGroups,
  nameRows,
} from "lib/findings/names/count_names.ts";
import {
  type NameRegister,
  openNameRegister,
} from "lib/findings/names/name_register.ts";
import type { Row, Table } from "lib/findings/table.ts";
import { entry, fieldsOf } from "lib/findings/tally.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/** Counts taken paper by paper that end in tables. */
export interface TableCounter {
  add(paper: AnnotatedPaper): void;
  tables(): Table[];
}

/** What the names are called that `data/models.csv` lists. */
export const MODEL = "model";

/**
 * Counts what the answers to mentions questions name.
 *
 * @param questions The questions that were asked.
 * @param models Reads the names of models; names of other things are taken as
 * they are.
 * @returns For a question without a closed list `<name>s` and
 * `<name>s_by_field`, for one with a list `<name>s_by_<category>`: the name,
 * for models their family, mentions, papers, commonest first; for models also
 * `unmatched_models`: the names in any answer that are not in the list.
 */
export function openNameTables(
  questions: readonly Question[],
  models: Pick<ModelNames, "modelsIn">,
): TableCounter {
  const registers = new Map<string, NameRegister>();
  const parts = questions.flatMap((question) => {
    if (question.kind !== "mentions") return [];
    const register = entry(
      registers,
      question.name,
      () =>
        openNameRegister(
          question.name === MODEL ? models.modelsIn : plainNames,
        ),
    );
    return [openPart(question, register)];
  });
  const unmatched: NameGroups = new Map();
  return {
    add(paper) {
      const named = parts.map((part) => ({ part, things: part.add(paper) }));
      countNames(
        unmatched,
        "",
        named.filter(({ part }) => part.question.name === MODEL)
          .flatMap(({ things }) => things.filter(({ isListed }) => !isListed)),
      );
    },
    tables() {
      const tables = parts.flatMap((part) => part.tables());
      const register = registers.get(MODEL);
      if (register === undefined) return tables;
      const options = { column: "name", register };
      return [...tables, {
        name: "unmatched_models",
        columns: ["name", "mentions", "papers"],
        rows: nameRows(unmatched.get(""), options),
      }];
    },
  };
}

/** Counts one question; adding a paper gives the things that it names. */
function openPart(question: MentionsQuestion, register: NameRegister) {
  const groups: NameGroups = new Map();
  const options = {
    column: question.name,
    register,
    more: ({ family }: NamedThing): Row =>
      question.name === MODEL ? { family } : {},
  };
  const columns = [
    question.name,
    ...(question.name === MODEL ? ["family"] : []),
    ...["mentions", "papers"],
  ];
  const grouped = (column: string, names: readonly string[]): Table => ({
    name: `${question.name}s_by_${column}`,
    columns: [column, ...columns],
    rows: names.flatMap((name) =>
      nameRows(groups.get(name), options).map((row) => ({
        [column]: name,
        ...row,
      }))
    ),
  });
  return {
    question,
    add({ metadata, annotations }: AnnotatedPaper): NamedThing[] {
      const answer = annotations.find((one) => one.question === question.id)
        ?.answer;
      if (answer?.kind !== "mentions") return [];
      const read = answer.mentions.map((mention) => ({
        category: hasCategory(question) ? categoryOf(question, mention) : "",
        things: mention.name === UNNAMED ? [] : register.read(mention.name),
      }));
      const all = read.flatMap(({ things }) => things);
      if (question.category === null) {
        for (const group of ["", ...fieldsOf(metadata)]) {
          countNames(groups, group, all);
        }
      }
      for (const [category, some] of Map.groupBy(read, (one) => one.category)) {
        if (question.category === null || category === null) continue;
        countNames(groups, category, some.flatMap(({ things }) => things));
      }
      return all;
    },
    tables(): Table[] {
      if (hasCategory(question)) {
        const { name, values } = question.category;
        return [grouped(name, values.map(({ value }) => value))];
      }
      const rows = nameRows(groups.get(""), options);
      const fields = [...groups.keys()].filter((group) => group !== "");
      return [
        { name: `${question.name}s`, columns, rows },
        grouped("field", fields.sort(byGroup)),
      ];
    },
  };
}
