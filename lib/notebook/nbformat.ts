/**
 * Notebook files: nbformat 4 (https://nbformat.readthedocs.io), written the way
 * Jupyter writes them, so that an execution changes nothing but outputs.
 */

/** Text as Jupyter stores it: one string, or its lines. */
export type Text = string | readonly string[];

/** Data of one display by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What a cell showed. */
export type Output =
  | {
    readonly output_type: "stream";
    readonly name: string;
    readonly text: readonly string[];
  }
  | {
    readonly output_type: "display_data" | "execute_result";
    readonly data: MimeBundle;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly execution_count?: number;
  };

/** One cell; keys that are not named here are kept. */
export interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly source: Text;
  readonly outputs?: readonly Output[];
  readonly execution_count?: number | null;
}

/** A notebook of format 4. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
}

/**
 * Reads a notebook's text.
 *
 * @param text Content of an .ipynb file.
 * @param name Name of the file, for errors.
 * @throws {SyntaxError} If it is no notebook of format 4.
 */
export function parseNotebook(text: string, name: string): Notebook {
  const problem = (rule: string) =>
    new SyntaxError(`Cannot read notebook "${name}" as ${rule}`);
  let notebook: Notebook;
  try {
    notebook = JSON.parse(text);
  } catch (cause) {
    throw problem(`it is not valid JSON: ${(cause as Error).message}`);
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw problem("it is not in format 4: open and save it in JupyterLab");
  }
  for (const [i, cell] of notebook.cells.entries()) {
    const isText = typeof cell?.source === "string" ||
      Array.isArray(cell?.source);
    if (!isText) throw problem(`cell ${i + 1} has no source`);
  }
  return notebook;
}

/**
 * Writes a notebook as text: keys sorted, indented by one space, a newline at
 * the end, as Jupyter does.
 */
export function formatNotebook(notebook: Notebook): string {
  return JSON.stringify(sortKeys(notebook), null, 1) + "\n";
}

/** The code or prose of a cell as one string. */
export function sourceOf(cell: Cell): string {
  return typeof cell.source === "string" ? cell.source : cell.source.join("");
}

/** A text as its lines, each with its line end. */
export function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Gives the notebook without outputs, execution counts and clock times, and
 * with what every notebook of this project has: an id for each cell and the
 * kernel's name without versions.
 *
 * @example
 * ```ts
 * import { withoutOutputs } from "lib/notebook/nbformat.ts";
 * import assert from "node:assert/strict";
 * const clean = withoutOutputs({
 *   nbformat: 4,
 *   nbformat_minor: 5,
 *   metadata: {},
 *   cells: [{ cell_type: "code", source: "1 + 1", execution_count: 7 }],
 * });
 * assert.equal(clean.cells[0]?.execution_count, null);
 * assert.equal(clean.cells[0]?.id, "cell-1");
 * ```
 */
export function withoutOutputs(notebook: Notebook): Notebook {
  const taken = new Set(notebook.cells.map((cell) => cell.id));
  return {
    ...notebook,
    nbformat_minor: Math.max(5, notebook.nbformat_minor),
    metadata: { ...notebook.metadata, ...DENO_METADATA },
    cells: notebook.cells.map((cell, i) => {
      const { execution: _times, ...metadata } = cell.metadata ?? {};
      const id = cell.id ?? freeId(`cell-${i + 1}`, taken);
      const source = toLines(sourceOf(cell));
      const clean = { ...cell, id, metadata, source };
      if (cell.cell_type !== "code") return clean;
      return { ...clean, outputs: [], execution_count: null };
    }),
  };
}

const DENO_METADATA = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

function freeId(wanted: string, taken: Set<string | undefined>): string {
  const id = taken.has(wanted) ? freeId(`${wanted}-new`, taken) : wanted;
  taken.add(id);
  return id;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, sortKeys(item)]),
  );
}
