/** Where and why a cell failed. */
export interface CellFailure {
  /** The notebook's path as given. */
  readonly notebook: string;
  /** Number of the cell among all cells, text cells included, from 1. */
  readonly cell: number;
  /** Number of all cells. */
  readonly cells: number;
  /** Line in the cell's source, from 1; null if the error does not tell. */
  readonly line: number | null;
  /** Text of that line; null if there is none. */
  readonly source: string | null;
  /**
   * The error's own name; `TimedOut`, `KernelDied`, `KernelMessageDamaged` or
   * `OutputLost` where it was not the cell's code that failed.
   */
  readonly errorName: string;
  readonly errorMessage: string;
}

/** A cell failed and the notebook was not written. */
export class CellFailed extends Error implements CellFailure {
  override readonly name = "CellFailed";
  readonly notebook: string;
  readonly cell: number;
  readonly cells: number;
  readonly line: number | null;
  readonly source: string | null;
  readonly errorName: string;
  readonly errorMessage: string;

  constructor(failure: CellFailure) {
    const { notebook, cell, cells, line, source } = failure;
    const { errorName, errorMessage } = failure;
    const at = line === null ? "" : `\n  line ${line}: ${source?.trim()}`;
    super(
      `Cannot execute "${notebook}" as cell ${cell} of ${cells} (text cells counted) failed with ${errorName}: ${errorMessage}${at}`,
    );
    this.notebook = notebook;
    this.cell = cell;
    this.cells = cells;
    this.line = line;
    this.source = source;
    this.errorName = errorName;
    this.errorMessage = errorMessage;
  }
}
