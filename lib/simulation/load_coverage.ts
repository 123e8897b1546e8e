import { parse } from "@std/csv";
import type { CoverageRow } from "lib/figures/interval_coverage.ts";
import { projectPath } from "lib/paths.ts";

/** A row of data/simulation/coverage.csv. */
export interface SimulatedRow extends CoverageRow {
  /** True share of papers that the share is of; 1 for all papers. */
  readonly part: number;
  /** Monte Carlo standard error of the coverage. */
  readonly coverage_se: number;
  /** Share of intervals that lie below the true share, and above it. */
  readonly below: number;
  readonly above: number;
  /** Mean estimate minus the true share. */
  readonly bias: number;
  readonly width: number;
}

const TEXTS: ReadonlySet<string> = new Set(["of", "design", "method"]);

/**
 * Reads the table of a simulation.
 *
 * @param text CSV as `deno task simulate` writes it.
 */
export function parseCoverage(text: string): SimulatedRow[] {
  const records = parse(text, { skipFirstRow: true }) as Record<
    string,
    string
  >[];
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map((
        [column, cell],
      ) => [column, TEXTS.has(column) ? cell : Number(cell)]),
    ) as unknown as SimulatedRow
  );
}

/** Reads the saved table of the simulation. */
export async function loadCoverage(): Promise<SimulatedRow[]> {
  return parseCoverage(
    await Deno.readTextFile(projectPath("data/simulation/coverage.csv")),
  );
}
