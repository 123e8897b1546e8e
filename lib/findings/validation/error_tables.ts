import type { Row, Table } from "lib/findings/table.ts";
import type { Grouping } from "lib/findings/validation/group_papers.ts";
import { heterogeneity } from "lib/findings/validation/heterogeneity.ts";
import {
  type JudgedAnnotator,
  type Right,
  rightByQuestion,
} from "lib/findings/validation/judged.ts";
import { noteUnweighted } from "lib/findings/validation/label_chances.ts";
import { fewNote } from "lib/findings/validation/score.ts";
import { holm } from "lib/stats/adjust_p_values.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

/**
 * Says where an annotator's errors gather: errors_by.csv has the share of
 * errors among the labelled papers of each group with Wilson's interval, and
 * error_tests.csv for each grouping whether the shares differ by more than
 * chance, corrected by Holm's method over all tests of the table.
 *
 * @param annotators The judged annotators.
 * @param groupings Ways of dividing the labelled papers.
 * @param seed The same seed gives the same p-values.
 */
export function errorTables(
  annotators: readonly JudgedAnnotator[],
  groupings: readonly Grouping[],
  seed: string,
): Table[] {
  const shares: Row[] = [];
  const tests: Row[] = [];
  for (const judged of annotators) {
    for (const [question, right] of rightByQuestion(judged)) {
      const who = { annotator: judged.id, question };
      for (const grouping of groupings) {
        const about = { ...who, grouping: grouping.name };
        shares.push(
          ...shareRows(right, grouping).map((row) => ({
            ...about,
            ...row,
          })),
        );
        tests.push({
          ...about,
          ...testRow(right, grouping, `${seed}/${Object.values(about)}`),
        });
      }
    }
  }
  const adjusted = holm(tests.map(({ p }) => p as number | null));
  return [
    {
      name: "errors_by",
      columns: [
        ...["annotator", "question", "grouping", "group", "errors", "n"],
        ...["share", "low", "high", "note"],
      ],
      rows: shares,
    },
    {
      name: "error_tests",
      columns: [
        ...["annotator", "question", "grouping", "groups", "errors", "n"],
        ...["method", "p", "p_holm", "note"],
      ],
      rows: tests.map((test, i) => ({ ...test, p_holm: adjusted[i]! })),
    },
  ];
}

function shareRows(right: readonly Right[], { groups }: Grouping): Row[] {
  return [...groups].flatMap(([group, dois]) => {
    const own = right.filter(({ doi }) => dois.has(doi));
    if (own.length === 0) return [];
    const errors = own.filter(({ isRight }) => !isRight).length;
    const { estimate: share, low, high, n } = wilsonInterval(
      errors,
      own.length,
    );
    const note = noteUnweighted(right, fewNote(n));
    return [{ group, errors, n, share, low, high, note }];
  });
}

function testRow(
  right: readonly Right[],
  { groups }: Grouping,
  seed: string,
): Row {
  const place = new Map(right.map(({ doi }, i) => [doi, i]));
  const members = [...groups.values()].map((dois) =>
    [...dois].flatMap((doi) => place.get(doi) ?? [])
  );
  const wrong = right.map(({ isRight }) => !isRight);
  const { method, p, note } = heterogeneity(wrong, members, seed);
  return {
    groups: members.filter(({ length }) => length > 0).length,
    errors: wrong.filter(Boolean).length,
    n: wrong.length,
    ...{ method, p, note: noteUnweighted(right, note) },
  };
}
