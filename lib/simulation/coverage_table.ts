import type { Row, Table } from "lib/findings/table.ts";
import type { Setting } from "lib/simulation/setting.ts";
import type { MethodScore } from "lib/simulation/simulate_setting.ts";

/**
 * The table of a simulation: a row for each setting and method.
 *
 * @param settings The settings.
 * @param scores What came of each setting, in the same order.
 * @param studies Studies made up for each setting.
 * @returns `coverage`: the setting; the method; `studies`; `used`, the share of
 * them in which the method gave an interval; of those, `coverage` with its
 * Monte Carlo standard error, the shares of intervals below and above the true
 * share, the bias of the estimate, and the mean width.
 */
export function coverageTable(
  settings: readonly Setting[],
  scores: readonly (readonly MethodScore[])[],
  studies: number,
): Table {
  const rows = settings.flatMap((setting, i) =>
    scores[i]!.map((score): Row => {
      const { method, used, covered, below, above, bias, width } = score;
      const coverage = covered / used;
      return {
        ...setting,
        method,
        studies,
        used: rounded(used / studies),
        coverage: rounded(coverage),
        coverage_se: rounded(Math.sqrt(coverage * (1 - coverage) / used)),
        below: rounded(below / used),
        above: rounded(above / used),
        bias: rounded(bias),
        width: rounded(width),
      };
    })
  );
  const columns = [
    ...["of", "design", "papers", "labels", "prevalence", "sensitivity"],
    ...["specificity", "part", "method", "studies", "used", "coverage"],
    ...["coverage_se", "below", "above", "bias", "width"],
  ];
  return { name: "coverage", columns, rows };
}

/** Four decimals: as many as 10,000 studies tell. */
function rounded(value: number): number {
  return Number(value.toFixed(4)) + 0;
}
