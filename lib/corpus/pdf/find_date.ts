/** The publication date of a paper, from its PDF. */

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const YEAR = "((?:19|20)\\d\\d)";

const DAY_FIRST = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? ${YEAR}\\b`,
);
const MONTH_FIRST = new RegExp(
  `^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}\\b`,
);
const MONTH_ONLY = new RegExp(`^${MONTH},? ${YEAR}\\b`);
const ISO = new RegExp(`^${YEAR}(?:[-/](\\d\\d)(?:[-/](\\d\\d))?)?\\b`);

function isoDate(year: string, month?: string, day?: string): string {
  if (month === undefined) return year;
  const number = /^\d/.test(month)
    ? Number(month)
    : MONTHS.indexOf(month.slice(0, 3)) + 1;
  if (number < 1 || number > 12) return year;
  const start = `${year}-${String(number).padStart(2, "0")}`;
  const isDay = day !== undefined && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${start}-${day.padStart(2, "0")}` : start;
}

/** Reads the date that a text begins with; null if it begins with none. */
function dateAt(text: string): string | null {
  const lower = text.toLowerCase();
  const day = DAY_FIRST.exec(lower);
  if (day) return isoDate(day[3]!, day[2], day[1]);
  const month = MONTH_FIRST.exec(lower);
  if (month) return isoDate(month[3]!, month[1], month[2]);
  const only = MONTH_ONLY.exec(lower);
  if (only) return isoDate(only[2]!, only[1]);
  const iso = ISO.exec(lower);
  return iso ? isoDate(iso[1]!, iso[2], iso[3]) : null;
}

/** Entries of XMP that hold the date of publication. */
const ENTRIES = [
  "prism:publicationdate",
  "prism:coverdate",
  "prism:coverdisplaydate",
];

/** Words before a date that say that it is the date of publication. */
const PUBLISHED =
  /\b(?:first published|published online|published as|published|publication date|epub|available online)(?: as \S+)?(?: in print)?(?: on| in)?\s*[:\-\u2013]?\s*/gi;

/**
 * Finds the date of publication in the first pages: the earliest that the
 * metadata or a word such as "Published" gives, else the year of the citation
 * that the DOI stands in, else that of the copyright. The date at which the
 * file was made says nothing of the paper and is not used.
 *
 * @param metadata Entries by lower-case name.
 * @param lines Lines of the first pages, running lines included.
 * @param doi The paper's DOI.
 * @returns "YYYY", "YYYY-MM" or "YYYY-MM-DD", or null if nothing says so.
 */
export function findDate(
  metadata: ReadonlyMap<string, string>,
  lines: readonly string[],
  doi: string,
): string | null {
  const text = lines.join(" ");
  const stated = [
    ...ENTRIES.map((entry) => dateAt(metadata.get(entry) ?? "")),
    ...[...text.matchAll(PUBLISHED)].map((word) =>
      dateAt(text.slice(word.index + word[0].length))
    ),
  ].filter((date) => date !== null);
  if (stated.length > 0) return stated.sort()[0]!;
  const at = text.toLowerCase().indexOf(doi);
  const citation = at < 0 ? "" : text.slice(Math.max(0, at - 250), at + 250);
  const cited = new RegExp(`\\(${YEAR}\\)|\\b${YEAR}[;,] ?\\d+ ?[:(]`).exec(
    citation,
  );
  const copyright = new RegExp(
    `(?:\\u00a9|\\(c\\)|copyright:?)(?: the authors?\\(?s?\\)?,?)?(?: \\u00a9)? ?${YEAR}`,
    "i",
  ).exec(text);
  return cited?.[1] ?? cited?.[2] ?? copyright?.[1] ?? null;
}
