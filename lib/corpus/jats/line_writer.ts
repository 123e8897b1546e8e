/**
 * Collects running text into lines and gives each line the signs of what it
 * stands in: list markers and indentation, quote marks, labels, table cells.
 */

import { normaliseSpace } from "lib/corpus/jats/normalise_space.ts";
import type { TextBuilder } from "lib/corpus/jats/text_builder.ts";

/**
 * Deepest list and quote that are still shown as such. It also keeps a file of
 * a thousand nested lists from growing into gigabytes of indentation.
 */
const MAX_SHOWN = 8;

/** The line being collected and what surrounds it; made by {@link createLineWriter}. */
export interface LineWriter {
  /** Adds running text to the line. */
  add(text: string): void;
  /** Empties the line and returns what it held, white space evened out. */
  take(): string;
  /** Ends the line and writes it, if it holds anything. */
  flush(): void;
  /** Does the same, and writes a label alone if nothing followed it. */
  flushAll(): void;
  /** Puts the line aside, for text that is wanted on its own. */
  interrupt(): void;
  /** Returns the text since then, as it is, and takes up the line put aside. */
  resume(): string;
  /** Puts a label, such as "Figure 1." or "a", in front of the next line. */
  addLabel(text: string): void;
  /** The label that waits for a line; it waits no longer. */
  takeLabel(): string;
  startList(ordered: boolean): void;
  /** Starts a list item; a label of its own replaces the usual marker. */
  startItem(label?: string): void;
  endList(): void;
  startQuote(): void;
  endQuote(): void;
  startTable(): void;
  startCell(): void;
  endCell(): void;
  endRow(): void;
  endTable(): void;
  /** Ends the line and writes it with its line breaks, as program code needs it. */
  flushVerbatim(): void;
}

/** Makes a writer with an empty line. */
export function createLineWriter(builder: TextBuilder): LineWriter {
  const interrupted: string[] = [];
  const lists: { ordered: boolean; items: number }[] = [];
  let line = "";
  let label = "";
  let marker = ""; // of the list item that has no line yet
  let quotes = 0;
  let tight = false; // no blank line before the next line
  let tables = 0; // a table inside a table is read as text of its cell
  let row: string[] = [];
  let cell: string | null = null; // not null inside a table cell

  function take(): string {
    const text = normaliseSpace(line);
    line = "";
    return text;
  }

  function takeLabel(): string {
    const text = label;
    label = "";
    return text;
  }

  function write(text: string): void {
    builder.block("> ".repeat(Math.min(quotes, MAX_SHOWN)) + text, tight);
  }

  function flush(): void {
    const text = line === "" ? "" : take();
    if (text !== "") writeLine(label === "" ? text : `${takeLabel()} ${text}`);
  }

  function writeLine(text: string): void {
    if (cell !== null) {
      cell = cell === "" ? text : `${cell} ${text}`;
      return;
    }
    write((marker === "" ? indent(lists.length) : marker) + text);
    marker = "";
    tight = lists.length > 0;
  }

  function flushAll(): void {
    flush();
    if (label !== "") writeLine(takeLabel());
  }

  return {
    add(text) {
      line += text;
    },
    take,
    flush,
    flushAll,
    interrupt() {
      interrupted.push(line);
      line = "";
    },
    resume() {
      const text = line;
      line = interrupted.pop() ?? "";
      return text;
    },
    addLabel(text) {
      label = label === "" ? text : `${label} ${text}`;
    },
    takeLabel,
    startList(ordered) {
      flushAll();
      if (lists.length === 0) tight = false;
      lists.push({ ordered, items: 0 });
    },
    startItem(own) {
      flushAll();
      const list = lists.at(-1);
      if (list === undefined) return;
      const sign = own ?? (list.ordered ? `${++list.items}.` : "-");
      marker = `${indent(lists.length - 1)}${sign} `;
    },
    endList() {
      flushAll();
      lists.pop();
      marker = "";
      tight = lists.length > 0;
    },
    startQuote() {
      flush();
      quotes++;
    },
    endQuote() {
      flushAll();
      quotes--;
    },
    startTable() {
      flushAll();
      if (++tables === 1) tight = false;
    },
    startCell() {
      flush();
      if (tables === 1) cell = "";
    },
    endCell() {
      flushAll();
      if (tables > 1) return;
      row.push(cell ?? "");
      cell = null;
    },
    endRow() {
      if (tables > 1) return;
      if (row.some((text) => text !== "")) {
        write(row.join(" | "));
        tight = true;
      }
      row = [];
    },
    endTable() {
      tables--;
      tight = lists.length > 0;
    },
    flushVerbatim() {
      const text = line.trimEnd().replace(/^\s*\n/, "");
      if (cell !== null || text === "") return flush();
      line = "";
      writeLine(text);
    },
  };
}

function indent(depth: number): string {
  return "  ".repeat(Math.min(depth, MAX_SHOWN));
}
