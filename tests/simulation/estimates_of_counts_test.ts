import {
  dslOfCounts,
  ppiOfCounts,
  type YesNoCells,
} from "lib/simulation/estimates_of_counts.ts";
import { dslMean } from "lib/stats/dsl_mean.ts";
import { ppiMean } from "lib/stats/ppi_mean.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const cell = (papers: number, labels: number, positives: number) => ({
  ...{ papers, labels, of: labels, positives },
});

const STUDIES: YesNoCells[] = [
  [cell(60, 12, 9), cell(240, 38, 3)],
  [cell(20, 1, 0), cell(80, 19, 4)],
  [cell(50, 25, 25), cell(50, 25, 0)],
  // The tuned lambda would exceed 1, and does not exist.
  [cell(20, 10, 10), cell(2000, 10, 0)],
  [cell(0, 0, 0), cell(100, 20, 4)],
];

const repeat = <T>(count: number, value: T) => Array<T>(count).fill(value);

/** Human label and answer of each labelled paper. */
function listsOf([yes, no]: YesNoCells) {
  const wrong = yes.labels - yes.positives;
  return {
    y: [
      ...[...repeat(yes.positives, 1), ...repeat(wrong, 0)],
      ...[...repeat(no.positives, 1), ...repeat(no.labels - no.positives, 0)],
    ],
    yhat: [...repeat(yes.labels, 1), ...repeat(no.labels, 0)],
    yhatUnlabelled: [
      ...repeat(yes.papers - yes.labels, 1),
      ...repeat(no.papers - no.labels, 0),
    ],
  };
}

Deno.test("ppiOfCounts() is ppiMean() of the lists", () => {
  for (const cells of STUDIES) {
    for (const lambda of [1, "tuned"] as const) {
      const lists = ppiMean(listsOf(cells), { lambda });
      const counts = ppiOfCounts(cells, lambda);
      assertNear(counts.estimate, lists.estimate);
      assertLimits(counts, [lists.low!, lists.high!]);
    }
  }
});

Deno.test("dslOfCounts() is dslMean() of the lists, with equal and unequal chances", () => {
  for (const cells of STUDIES) {
    const [yes, no] = cells;
    const { y, yhat, yhatUnlabelled } = listsOf(cells);
    const answers = [...yhat, ...yhatUnlabelled];
    const n = y.length;
    for (const design of ["simple", "stratified"] as const) {
      const lists = dslMean({
        y: [...y, ...yhatUnlabelled.map(() => null)],
        labelled: answers.map((_, i) => i < n),
        yhat: answers,
        probability: answers.map((answer) =>
          design === "simple"
            ? n / answers.length
            : answer === 1
            ? yes.labels / yes.papers
            : no.labels / no.papers
        ),
      });
      const counts = dslOfCounts(cells, design);
      assertNear(counts.estimate, lists.estimate);
      assertLimits(counts, [lists.low!, lists.high!]);
    }
  }
});
