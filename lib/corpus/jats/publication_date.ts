/**
 * Publication dates as JATS gives them: day, month and year apart, any of them
 * missing.
 */

/** A date as far as it is known. */
export interface PartialDate {
  readonly year: number;
  /** 1 to 12; null if unknown. */
  readonly month: number | null;
  /** Day of the month; null if unknown. */
  readonly day: number | null;
}

const MONTHS = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];

/** Years outside of this range are typing errors. */
const YEARS = { first: 1600, last: 2100 };

/**
 * Reads the parts of one date. A month may be a number or an English name; a
 * part that makes no sense counts as missing, and so does all that is finer.
 *
 * @returns The date, or null without a year between 1600 and 2100.
 */
export function parseDate(
  year: string,
  month: string,
  day: string,
): PartialDate | null {
  const yearNumber = /^\d{4}$/.test(year.trim()) ? Number(year) : NaN;
  if (!(yearNumber >= YEARS.first && yearNumber <= YEARS.last)) return null;
  const named = MONTHS.indexOf(month.trim().slice(0, 3).toLowerCase()) + 1;
  const monthNumber = named > 0 ? named : wholeNumber(month);
  if (!(monthNumber >= 1 && monthNumber <= 12)) {
    return { year: yearNumber, month: null, day: null };
  }
  const dayNumber = wholeNumber(day);
  const lastDay = new Date(Date.UTC(yearNumber, monthNumber, 0)).getUTCDate();
  const isDay = dayNumber >= 1 && dayNumber <= lastDay;
  return {
    year: yearNumber,
    month: monthNumber,
    day: isDay ? dayNumber : null,
  };
}

/**
 * The earliest of several dates. Where one date covers a fuller one (the
 * collection of 2009, online on 19 May 2009), the fuller one is meant: a
 * missing month or day counts as later than every known one of the same year
 * or month. So "2009" loses to "2009-05-19", and wins over "2010-01-02".
 *
 * @returns "YYYY", "YYYY-MM" or "YYYY-MM-DD"; null if there is no date.
 *
 * @example
 * ```ts
 * import { earliestDate, parseDate } from "lib/corpus/jats/publication_date.ts";
 * import assert from "node:assert/strict";
 * const dates = [parseDate("2009", "", ""), parseDate("2009", "May", "19")];
 * assert.equal(earliestDate(dates), "2009-05-19");
 * ```
 */
export function earliestDate(
  dates: readonly (PartialDate | null)[],
): string | null {
  let earliest: string | null = null;
  let earliestKey = Infinity;
  for (const date of dates) {
    if (date === null) continue;
    const { year, month, day } = date;
    const key = (year * 100 + (month ?? 99)) * 100 + (day ?? 99);
    if (key < earliestKey) {
      earliestKey = key;
      earliest = [year, month, day]
        .filter((part) => part !== null)
        .map((part) => String(part).padStart(2, "0"))
        .join("-");
    }
  }
  return earliest;
}

function wholeNumber(text: string): number {
  return /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : NaN;
}
