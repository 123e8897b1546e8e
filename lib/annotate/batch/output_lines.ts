import { basename } from "node:path";
import { canonicalJson } from "lib/annotate/annotation_key.ts";
import {
  type OutputLine,
  parseOutput,
} from "lib/annotate/batch/parse_output.ts";
import { readLines, readSpan } from "lib/annotate/batch/read_lines.ts";

/** Where a request's line stands, and what else the files say of the request. */
interface FoundLine {
  path: string;
  start: number;
  end: number;
  /** False for an error. */
  isAnswer: boolean;
  duplicates: number;
  conflict: boolean;
}

/** The lines of output files, by request; their texts stay on the disk. */
export interface OutputLines {
  /** Reads a request's line, and how often it came again. */
  get(
    id: string,
  ): {
    line: OutputLine;
    duplicates: number;
    conflict: boolean;
  } | undefined;
  has(id: string): boolean;
  ids(): Iterable<string>;
  /** Lines that are not JSON or name no request, as "file:byte". */
  readonly malformed: readonly string[];
  /** Last lines that were cut off, as "file:byte". */
  readonly torn: readonly string[];
}

/**
 * Reads through output and error files of batches in any order. Of several
 * lines for one request the first that carries an answer counts.
 *
 * @param paths The files; of each only the places of its lines are kept.
 * @returns The lines, by request.
 */
export function openOutputs(
  paths: readonly string[],
): OutputLines {
  const found = new Map<string, FoundLine>();
  const malformed: string[] = [];
  const torn: string[] = [];
  for (const path of paths) {
    for (const { text, start, end, ended } of readLines(path)) {
      const line = parseOutput(text);
      if (line === null) {
        (ended ? malformed : torn).push(`${basename(path)}:${start}`);
        continue;
      }
      const isAnswer = line.completion !== null;
      const place = { path, start, end, isAnswer };
      const first = found.get(line.id);
      if (first === undefined) {
        found.set(line.id, { ...place, duplicates: 0, conflict: false });
        continue;
      }
      first.duplicates++;
      if (!isAnswer) continue;
      if (!first.isAnswer) Object.assign(first, place);
      else if (said(line) !== said(lineAt(first))) first.conflict = true;
    }
  }
  return {
    get(id) {
      const place = found.get(id);
      if (place === undefined) return undefined;
      const { duplicates, conflict } = place;
      return { line: lineAt(place), duplicates, conflict };
    },
    has: (id) => found.has(id),
    ids: () => found.keys(),
    malformed,
    torn,
  };
}

/** Reads a line again. */
function lineAt({ path, start, end }: FoundLine): OutputLine {
  return parseOutput(readSpan(path, start, end))!;
}

/** Tells answers apart by what the model said; ids and times do not count. */
function said({ completion }: OutputLine): string {
  const { choices } = completion as { choices?: unknown };
  return canonicalJson(choices ?? completion);
}
