import type { Findings } from "lib/findings/claims/finding.ts";

/** Digits of a number that is not whole: what is behind them says nothing. */
const DIGITS = 6;

/**
 * Writes findings as JSON; numbers that are not whole with six digits, the same
 * on every platform.
 *
 * @param findings What {@link judgeRun} gives.
 * @returns The text of findings.json.
 */
export function findingsToJson(findings: Findings): string {
  const rounded = (_key: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value)
      ? Number(value.toPrecision(DIGITS))
      : value;
  return JSON.stringify(findings, rounded, 2) + "\n";
}
