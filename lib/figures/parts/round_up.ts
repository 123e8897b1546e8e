/**
 * Gives the upper end of a count axis: the first round number (1, 2 or 5 times
 * a power of ten, in five steps or fewer) that is not below the largest count.
 *
 * @param largest Largest count that is drawn.
 * @returns At least 1.
 */
export function roundUp(largest: number): number {
  if (largest <= 5) return Math.max(1, largest);
  const power = 10 ** Math.floor(Math.log10(largest / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * power)
    .find((step) => step * 5 >= largest) ?? largest;
  return Math.ceil(largest / step) * step;
}
