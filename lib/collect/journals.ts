import { parse } from "@std/csv";
import { megajournalOf } from "lib/corpus/megajournal.ts";
import { type Megajournal, MEGAJOURNALS } from "lib/corpus/paper.ts";
import { StudyError } from "lib/study/study_keys.ts";

/** A journal whose papers are collected. */
export interface Journal {
  readonly megajournal: Megajournal;
  readonly title: string;
  readonly issns: readonly string[];
}

/**
 * Reads a list of journals: CSV with the columns megajournal, journal and issn
 * (several separated by ";").
 *
 * @param text The file's text.
 * @param file Its name, for messages.
 * @throws {StudyError} If it is no such table, a megajournal unknown or an ISSN
 * mistyped: its last digit is computed from the others.
 *
 * @example
 * ```ts
 * import { parseJournals } from "lib/collect/journals.ts";
 * import assert from "node:assert/strict";
 * const text = "megajournal,journal,issn\nPLOS,PLOS Biology,1545-7885;1544-9173\n";
 * assert.deepEqual(parseJournals(text, "journals.csv"), [{
 *   megajournal: "PLOS",
 *   title: "PLOS Biology",
 *   issns: ["1545-7885", "1544-9173"],
 * }]);
 * ```
 */
export function parseJournals(text: string, file: string): Journal[] {
  const refuse = (why: string) =>
    new StudyError(`Cannot read journals "${file}" as ${why}`);
  let rows: Record<string, string>[];
  try {
    rows = text.trim() === "" ? [] : parse(text, { skipFirstRow: true });
  } catch (error) {
    throw refuse(
      `it is no table of comma-separated values: ${(error as Error).message}`,
    );
  }
  if (rows.length === 0) throw refuse("it names none");
  return rows.map((row, i) => {
    const { megajournal, journal, issn } = row;
    const where = `row ${i + 2}`;
    if ([megajournal, journal, issn].includes(undefined)) {
      throw refuse("its columns are not megajournal, journal and issn");
    }
    const known = MEGAJOURNALS.find((name) => name === megajournal);
    if (known === undefined) {
      throw refuse(
        `${where} has the megajournal "${megajournal}": allowed are ${
          MEGAJOURNALS.join(", ")
        }`,
      );
    }
    const issns = issn!.split(";").map((part) => part.trim().toUpperCase());
    const wrong = issns.find((part) => !isIssn(part));
    if (wrong !== undefined) {
      throw refuse(`"${wrong}" in ${where} is not an ISSN`);
    }
    return { megajournal: known, title: journal!.trim(), issns };
  });
}

/** Tells whether the last digit is the one that the others give (ISO 3297). */
function isIssn(text: string): boolean {
  if (!/^\d{4}-\d{3}[\dX]$/.test(text)) return false;
  const digits = text.replace("-", "");
  const sum = [...digits.slice(0, 7)]
    .reduce((total, digit, i) => total + (8 - i) * Number(digit), 0);
  const check = (11 - sum % 11) % 11;
  return digits[7] === (check === 10 ? "X" : String(check));
}

/** A journal as a paper names it. */
export interface NamedJournal {
  readonly doi: string;
  readonly issns: readonly string[];
  readonly title: string;
}

/**
 * Makes the function that finds a paper's journal in the list: by ISSN, else by
 * title. Where the paper names neither, its DOI shows the megajournal, if that
 * is on the list.
 */
export function journalFinder(
  journals: readonly Journal[],
): (paper: NamedJournal) => Pick<Journal, "megajournal" | "title"> | null {
  const byIssn = new Map(
    journals.flatMap((journal) => journal.issns.map((issn) => [issn, journal])),
  );
  const byTitle = new Map(
    journals.map((journal) => [journal.title.toLowerCase(), journal]),
  );
  return ({ doi, issns, title }) => {
    const issn = issns.find((issn) => byIssn.has(issn.toUpperCase()));
    if (issn !== undefined) return byIssn.get(issn.toUpperCase())!;
    const named = byTitle.get(title.trim().toLowerCase());
    if (named !== undefined) return named;
    if (issns.length > 0 || title !== "") return null;
    const megajournal = megajournalOf({ doi });
    const ofIt = journals.filter((one) => one.megajournal === megajournal);
    if (ofIt.length === 0) return null;
    return ofIt.length === 1 ? ofIt[0]! : { megajournal, title: "" };
  };
}
