/**
 * Moves positions apart until neighbours keep a distance, so that labels at
 * the ends of lines do not overlap.
 *
 * @param positions Wanted positions, in any order and any unit.
 * @param distance Smallest distance between two of them, in the same unit.
 * @param from Lowest position allowed.
 * @param to Highest position allowed.
 * @returns A position for each, in the order given. Of equal positions the
 * first one comes out highest.
 */
export function spread(
  positions: readonly number[],
  distance: number,
  from: number,
  to: number,
): number[] {
  const order = positions.map((_, i) => i)
    .sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0) || b - a);
  const placed = [...positions];
  let lowest = from;
  for (const i of order) {
    placed[i] = Math.max(placed[i] ?? 0, lowest);
    lowest = placed[i] + distance;
  }
  let highest = to;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] ?? 0, highest);
    highest = placed[i] - distance;
  }
  return placed;
}
