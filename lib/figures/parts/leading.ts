/**
 * Finds the rows that lead: more than one if they tie, none if no value is
 * above zero.
 *
 * @param rows In any order, which the result keeps.
 * @param valueOf The value that decides; null counts as zero.
 */
export function leading<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => number | null,
): Row[] {
  const largest = Math.max(0, ...rows.map((row) => valueOf(row) ?? 0));
  return largest === 0 ? [] : rows.filter((row) => valueOf(row) === largest);
}
