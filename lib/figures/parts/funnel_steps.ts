/** One row of funnel.csv. */
export interface FunnelRow {
  readonly step: string;
  readonly megajournal: string;
  /** Why papers leave here, or that the step was not applied; empty for those that go on. */
  readonly reason: string;
  readonly papers: number;
}

/** One step of the funnel over all its rows. */
export interface FunnelStep {
  readonly name: string;
  /** Papers that go on; null if the rows of the step do not say. */
  readonly total: number | null;
  readonly isApplied: boolean;
  /** Share of the papers of the step before, 0 to 1; null at the first step. */
  readonly kept: number | null;
  /** Papers that go on, by megajournal; none is zero. */
  readonly parts: readonly { megajournal: string; papers: number }[];
}

/**
 * Adds up the funnel step by step. A step counts as not applied if a reason
 * says so, or if it has no rows but remarks without papers.
 *
 * @param rows As in funnel.csv; steps come in the order of the rows.
 */
export function countSteps(rows: readonly FunnelRow[]): FunnelStep[] {
  const steps: FunnelStep[] = [];
  let before: number | null = null;
  for (const name of new Set(rows.map((row) => row.step))) {
    const ofStep = rows.filter((row) => row.step === name);
    const goingOn = ofStep.filter((row) => row.reason === "");
    const leaving = ofStep.filter((row) => row.reason !== "");
    const isCounted = goingOn.length > 0 || add(leaving) > 0;
    const total: number | null = isCounted ? add(goingOn) : null;
    const says = leaving.some((row) => /\bnot applied\b/i.test(row.reason));
    const names = [...new Set(goingOn.map((row) => row.megajournal))];
    steps.push({
      name,
      total,
      isApplied: isCounted && !says,
      kept: total === null || !before ? null : total / before,
      parts: names.map((megajournal) => ({
        megajournal,
        papers: add(goingOn.filter((row) => row.megajournal === megajournal)),
      })).filter(({ papers }) => papers > 0),
    });
    before = total ?? before;
  }
  return steps;
}

function add(rows: readonly FunnelRow[]): number {
  return rows.reduce((sum, row) => sum + row.papers, 0);
}
