/** Lines to running text: hyphenation at line ends is undone. */

/** How often each word, also each hyphenated one, stands inside lines. */
export type WordCounts = ReadonlyMap<string, number>;

const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const LINE_END = /([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)(-|\u00ad)$/u;
const LINE_START = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/u;

/** First parts of compounds that are no words of their own. */
const PREFIXES = new Set(
  "anti auto bi co cross de end few fine hyper inter intra micro mini mono multi non one over post pre pseudo re self semi state sub super trans two ultra under uni zero"
    .split(" "),
);
/** Second parts that make such a compound even if they stand nowhere else. */
const SECOND_PART =
  /^(annotat|attenti|encod|label|learn|modal|process|scal|shot|supervis|task|to$|train|trans|tun|valid)/;
/** Ends of words, which narrow tables leave standing alone. */
const SUFFIX =
  /^(able|ally|ance|ation|ence|ing|ion|ities|ity|ment|ness|sion|tion)s?$/;
/** Words inside compounds of three and more: state-of-the-art, end-to-end. */
const JOINING = new Set("a and as by for from in of on per the to".split(" "));

/** Counts the words of the lines, the two parts of a broken word left out. */
export function countWords(lines: readonly string[]): WordCounts {
  const counts = new Map<string, number>();
  let afterBreak = false;
  for (const line of lines) {
    let whole = afterBreak ? line.replace(LINE_START, "") : line;
    afterBreak = LINE_END.test(line);
    if (afterBreak) whole = whole.replace(LINE_END, "");
    for (const [word] of whole.toLowerCase().matchAll(WORD)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Decides whether the hyphen between two parts of a broken word is real. In
 * this order:
 *
 * 1. The form that stands elsewhere in the document, `information` or
 *    `pre-trained`, is taken; if both do, the commoner one, and of two equally
 *    common ones the one without hyphen.
 * 2. A hyphen beside a digit or an abbreviation is real: `G4-stabilising`,
 *    `CNN-based`, `non-Gaussian`.
 * 3. So is one beside a joining word in a longer compound: `state-of-the-art`.
 * 4. So is one after a known prefix, if the second part stands alone elsewhere
 *    or is one of the usual second parts: `pre-trained`, `fine-tuned`,
 *    `self-supervised`; but `pre-diction` is `prediction`.
 * 5. So is one between two words that both stand alone elsewhere, have three
 *    letters or more and are no mere ending: `genome-wide`, but `studying`.
 * 6. Any other hyphen only marks the end of the line.
 */
export function isRealHyphen(
  before: string,
  after: string,
  words: WordCounts,
): boolean {
  const [left, right] = [before.toLowerCase(), after.toLowerCase()];
  const closed = words.get(left + right) ?? 0;
  const open = words.get(`${left}-${right}`) ?? 0;
  if (closed > 0 || open > 0) return open > closed;
  const last = before.split("-").at(-1)!;
  const first = after.split("-")[0]!;
  if (/\d|.\p{Lu}|^\p{Lu}$/u.test(last) || /^[\p{Lu}\d]/u.test(first)) {
    return true;
  }
  const [lastLower, firstLower] = [last.toLowerCase(), first.toLowerCase()];
  if (before.includes("-") && JOINING.has(lastLower)) return true;
  if (after.includes("-") && JOINING.has(firstLower)) return true;
  if (PREFIXES.has(lastLower)) {
    return words.has(firstLower) || SECOND_PART.test(firstLower);
  }
  return lastLower.length >= 3 && firstLower.length >= 3 &&
    !SUFFIX.test(firstLower) &&
    words.has(lastLower) && words.has(firstLower);
}

/**
 * Joins lines to one text. See {@link isRealHyphen} for hyphens at line ends;
 * a soft hyphen always goes.
 *
 * @example
 * ```ts
 * import { countWords, joinLines } from "lib/corpus/pdf/join_lines.ts";
 * import assert from "node:assert/strict";
 *
 * const lines = ["A pre-", "trained model holds informa-", "tion."];
 * assert.equal(
 *   joinLines(lines, countWords(lines)),
 *   "A pre-trained model holds information.",
 * );
 * ```
 */
export function joinLines(
  lines: readonly string[],
  words: WordCounts,
): string {
  const pieces: string[] = [];
  for (const line of lines) {
    const previous = pieces.at(-1) ?? "";
    const end = LINE_END.exec(previous);
    const start = LINE_START.exec(line);
    if (end && start) {
      const isReal = end[2] === "-" && isRealHyphen(end[1]!, start[0], words);
      if (!isReal) pieces[pieces.length - 1] = previous.slice(0, -1);
    } else if (previous !== "" && !/[\p{L}\d]\/$/u.test(previous)) {
      pieces.push(" ");
    }
    pieces.push(line);
  }
  return pieces.join("").replaceAll("\u00ad", "");
}
