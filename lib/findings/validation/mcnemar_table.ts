import {
  type JudgedAnnotator,
  rightByQuestion,
} from "lib/findings/validation/judged.ts";
import { noteUnweighted } from "lib/findings/validation/label_chances.ts";
import type { Row, Table } from "lib/findings/table.ts";
import { holm } from "lib/stats/adjust_p_values.ts";
import { mcnemar, type PairedCounts } from "lib/stats/mcnemar.ts";
import { pairedDifference } from "lib/stats/paired_difference.ts";

/**
 * mcnemar.csv: for each question and every two annotators, on the labelled
 * papers that both answered, how many only one of them got right, whether that
 * can be chance (McNemar's test, mid-p), and the difference of the two
 * accuracies with its interval. The p-values are corrected by Holm's method;
 * the family is all tests of the table.
 *
 * Of a question for names, right means exactly the labelled names, or pairs of
 * name and category, among papers for which a side has any. Every paper counts
 * alike; where papers were labelled with unequal chances a note says so.
 *
 * @param annotators All annotators; a single one gives no row.
 */
export function mcnemarTable(annotators: readonly JudgedAnnotator[]): Table {
  const right = annotators.map((annotator) => ({
    id: annotator.id,
    byQuestion: rightByQuestion(annotator),
  }));
  const tests = right.flatMap((first, i) =>
    right.slice(i + 1).flatMap((second) =>
      [...first.byQuestion].flatMap(([question, own]) => {
        const counts = pair(own, second.byQuestion.get(question) ?? []);
        if (counts === null) return [];
        const about = { question, first: first.id, second: second.id };
        return [{ ...about, ...testOf(counts), note: noteUnweighted(own) }];
      })
    )
  );
  const adjusted = holm(tests.map(({ p }) => p));
  const order = [...right[0]?.byQuestion.keys() ?? []];
  return {
    name: "mcnemar",
    columns: [
      ...["question", "first", "second", "only_first_right"],
      ...["only_second_right", "n", "p", "p_holm", "both_right", "both_wrong"],
      ...["difference", "low", "high", "note"],
    ],
    rows: tests.map((test, i): Row => ({ ...test, p_holm: adjusted[i]! }))
      .toSorted((a, b) =>
        order.indexOf(String(a.question)) - order.indexOf(String(b.question))
      ),
  };
}

type Rights = ReturnType<typeof rightByQuestion> extends Map<string, infer R>
  ? R
  : never;

/** Counts papers by who was right; null if the two share none. */
function pair(first: Rights, second: Rights): PairedCounts | null {
  const other = new Map(second.map(({ doi, isRight }) => [doi, isRight]));
  const counts = {
    bothCorrect: 0,
    onlyACorrect: 0,
    onlyBCorrect: 0,
    bothWrong: 0,
  };
  let n = 0;
  for (const { doi, isRight } of first) {
    const isOtherRight = other.get(doi);
    if (isOtherRight === undefined) continue;
    n++;
    if (isRight) counts[isOtherRight ? "bothCorrect" : "onlyACorrect"]++;
    else counts[isOtherRight ? "onlyBCorrect" : "bothWrong"]++;
  }
  return n === 0 ? null : counts;
}

function testOf(counts: PairedCounts) {
  const { estimate, low, high, n } = pairedDifference(counts);
  return {
    only_first_right: counts.onlyACorrect,
    only_second_right: counts.onlyBCorrect,
    n,
    p: mcnemar(counts).pMid,
    both_right: counts.bothCorrect,
    both_wrong: counts.bothWrong,
    difference: estimate,
    low,
    high,
  };
}
