/** Papers that were asked and got no answer, which no share is of. */

interface Asked {
  readonly of: number;
  readonly failed?: number;
}

/** Takes papers without an answer out of those that a share is of. */
export function withoutFailed<Row extends Asked>(row: Row): Row {
  return { ...row, of: row.of - (row.failed ?? 0) };
}

/** Names what the shares of fields are of where papers got no answer. */
export function answeredOf(rows: readonly Asked[]): string | null {
  return rows.some(({ failed = 0 }) => failed > 0)
    ? "field's papers with an answer"
    : null;
}
