/**
 * Sorts rows into a known order of names. Names that are not in it follow in
 * the order of the rows, and `last` comes at the end.
 */
export function inOrder<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  order: readonly string[],
  last: string,
): Row[] {
  const rank = (row: Row) => {
    const name = nameOf(row);
    if (name === last) return order.length + 1;
    const place = order.indexOf(name);
    return place < 0 ? order.length : place;
  };
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
