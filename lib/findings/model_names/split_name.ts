/** A name without its parentheses, and what stands in these. */
export interface NameParts {
  readonly outside: string;
  /** What stands in parentheses or brackets; references to the literature are left out. */
  readonly inside: readonly string[];
}

const OPENING = "([{";
const CLOSING = ")]}";

/** "[12, 13]", "(Doe et al., 2015)", "(2019)": a reference, not a name. */
const REFERENCE = /^[\d\s,;-]+$|\bet al\b|\b(?:19|20)\d\d[a-z]?\s*$|^ref\b/i;

/**
 * Takes the parentheses out of a name.
 *
 * @param name A tidy name; parentheses need not match.
 */
export function splitParentheses(name: string): NameParts {
  let [outside, depth, start] = ["", 0, 0];
  const inside: string[] = [];
  for (let i = 0; i < name.length; i++) {
    if (OPENING.includes(name[i]!)) {
      if (depth++ === 0) start = i + 1;
    } else if (CLOSING.includes(name[i]!) && depth > 0) {
      if (--depth === 0) inside.push(name.slice(start, i));
    } else if (depth === 0) outside += name[i];
  }
  if (depth > 0) inside.push(name.slice(start));
  return {
    outside: outside.replace(/ {2,}/g, " ").trim(),
    inside: inside.map((text) => text.trim())
      .filter((text) => text !== "" && !REFERENCE.test(text)),
  };
}

/** A part of a list, and what stands between it and the next part. */
export interface ListPart {
  readonly text: string;
  /** As it stands in the list; empty after the last part. */
  readonly separator: string;
}

/** What separates the parts of a list, outside parentheses. */
const SEPARATOR =
  /^(?:\s*[,;|]\s*(?:and\s+|or\s+|&\s*)?|\s+(?:and|or|&|\+|vs\.?|versus|as well as|along with)\s+|\s*\/\s*)/i;

/** A character that a separator can begin with. */
const BEGINS = /[\s,;|/]/;

/**
 * Splits a list at commas, semicolons, slashes, "and" and the like, where
 * these are outside parentheses.
 *
 * @param name A tidy name; words are one space apart.
 * @returns The parts; a single one if there is nothing to split at.
 */
export function splitList(name: string): ListPart[] {
  const parts: ListPart[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i < name.length; i++) {
    if (OPENING.includes(name[i]!)) depth++;
    else if (CLOSING.includes(name[i]!)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !BEGINS.test(name[i]!)) continue;
    const separator = SEPARATOR.exec(name.slice(i, i + 24))?.[0];
    if (separator === undefined) continue;
    if (i > start) parts.push({ text: name.slice(start, i), separator });
    start = i + separator.length;
    i = start - 1;
  }
  if (start < name.length) {
    parts.push({ text: name.slice(start), separator: "" });
  }
  return parts;
}
