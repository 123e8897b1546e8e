/** What a kernel showed, as the outputs of cells. */

import type { Content, KernelMessage } from "lib/notebook/message.ts";
import {
  type MimeBundle,
  type Output,
  toLines,
} from "lib/notebook/nbformat.ts";

type Shown = Exclude<Output, { output_type: "stream" }>;

/** Collects the outputs of a notebook's cells, one cell after the other. */
export interface OutputCollector {
  /**
   * Adds the outputs of the next cell. Prints of one stream that follow each
   * other become one output; an update of an earlier display changes that one,
   * also in earlier cells.
   */
  add(shown: readonly KernelMessage[], executionCount: number): void;
  /** Outputs of all cells added, in order. */
  cells(): readonly (readonly Output[])[];
}

/** Makes a collector for one run of one notebook. */
export function collectOutputs(): OutputCollector {
  const cells: Output[][] = [];
  const displays = new Map<string, { cell: Output[]; at: number }[]>();

  const addDisplay = (cell: Output[], content: Content, output: Shown) => {
    const id = displayId(content);
    const at = cell.push(output) - 1;
    if (id !== null) {
      displays.set(id, [...displays.get(id) ?? [], { cell, at }]);
    }
  };
  const update = (content: Content) => {
    for (const { cell, at } of displays.get(displayId(content) ?? "") ?? []) {
      const old = cell[at] as Shown;
      cell[at] = { ...old, ...bundle(content) };
    }
  };

  return {
    add(shown, executionCount) {
      const cell: Output[] = [];
      cells.push(cell);
      let printed = null as { name: string; text: string } | null;
      const endPrint = () => {
        if (printed === null) return;
        const { name, text } = printed;
        cell.push({ output_type: "stream", name, text: toLines(text) });
        printed = null;
      };
      for (const { type, content } of shown) {
        if (type === "stream") {
          const name = String(content.name);
          if (printed?.name !== name) endPrint();
          printed = { name, text: (printed?.text ?? "") + content.text };
          continue;
        }
        if (type === "update_display_data") {
          update(content);
          continue;
        }
        endPrint();
        addDisplay(cell, content, {
          output_type: type as Shown["output_type"],
          ...bundle(content),
          ...type === "execute_result" && { execution_count: executionCount },
        });
      }
      endPrint();
    },
    cells: () => cells,
  };
}

function displayId(content: Content): string | null {
  const transient = content.transient as { display_id?: unknown } | undefined;
  const id = transient?.display_id;
  return id === undefined || id === null ? null : String(id);
}

/** Data and metadata as stored: text as lines, JSON as it is. */
function bundle(content: Content): Pick<Shown, "data" | "metadata"> {
  const data: MimeBundle = content.data as MimeBundle;
  const stored = Object.entries(data).map(([type, value]) => [
    type,
    typeof value === "string" && !type.endsWith("json")
      ? toLines(value)
      : value,
  ]);
  return {
    data: Object.fromEntries(stored),
    metadata: content.metadata as Shown["metadata"] ?? {},
  };
}
