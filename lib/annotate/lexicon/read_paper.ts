import type { Cues } from "lib/annotate/lexicon/cues.ts";
import { phraseMatcher } from "lib/annotate/lexicon/phrase_matcher.ts";
import { findRegions } from "lib/annotate/lexicon/regions.ts";
import type { Role, Roles } from "lib/annotate/lexicon/roles.ts";
import { sentenceAround, type Span } from "lib/annotate/lexicon/sentence.ts";
import type { Paper } from "lib/corpus/paper.ts";

/** A role that a phrase plays at a place of the text. */
export interface Hit extends Span {
  readonly role: Role;
}

/** A sentence that speaks of what is looked for, with what it says. */
export interface CueSentence extends Span {
  /** Points of the section; see `data/lexicon/sections.json`. */
  readonly points: number;
  readonly section: string;
  /** All phrases of the sentence, negated ones and doubtful names left out. */
  readonly hits: readonly Hit[];
}

/** Words this near to a phrase, in characters, can negate it. */
const NEGATION_REACH = 40;
/** A doubtful name needs a word of deep learning this near to its sentence. */
const SUPPORT_REACH = 250;

const CORE: ReadonlySet<Role["kind"]> = new Set(
  [
    "model",
    "strong",
    "weak",
    "clear reuse",
    "tuning",
    "pre-trained",
    "cue",
  ] as const,
);
/** Words of context that count for nothing inside a cue: "have been deposited in". */
const CONTEXT_IN_CUES: ReadonlySet<Role["kind"]> = new Set(
  ["others", "future", "negation before", "negation after"] as const,
);
const SUPPORT: ReadonlySet<Role["kind"]> = new Set(
  [
    "strong",
    "weak",
    "clear reuse",
    "pre-trained",
  ] as const,
);

/**
 * Makes a reader that finds in a paper the sentences on which answers can rest.
 *
 * @param roles The phrases to find, and what each says.
 * @param sections What a sentence is worth by where it stands.
 * @returns A function that reads a paper in one pass over its text.
 */
export function paperReader(
  { phrases, roles }: Roles,
  sections: Cues["sections"],
): (paper: Paper) => CueSentence[] {
  const find = phraseMatcher(phrases);
  return (paper) => {
    const { text } = paper;
    const hits = find(text).flatMap(({ phrase, start, end }) =>
      roles[phrase]!.map((role): Hit => ({ role, start, end }))
    );
    const regions = findRegions(paper, sections);
    const sentences: CueSentence[] = [];
    let floor = 0, region = 0;
    for (let i = 0; i < hits.length; i++) {
      const hit = hits[i]!;
      if (hit.start < floor || !CORE.has(hit.role.kind)) continue;
      const span = sentenceAround(text, hit, floor);
      floor = span.end;
      while (regions[region + 1] && regions[region + 1]!.start <= span.start) {
        region++;
      }
      const { points, section } = regions[region]!;
      if (points === 0) continue;
      const inside = validHits(text, hits, i, span);
      if (inside.some(({ role }) => CORE.has(role.kind))) {
        sentences.push({ ...span, points, section, hits: inside });
      }
    }
    return sentences;
  };
}

/** The hits within a sentence that hold: not negated, not inside a longer one of their sort. */
function validHits(
  text: string,
  hits: readonly Hit[],
  at: number,
  span: Span,
): Hit[] {
  let first = at;
  while (first > 0 && hits[first - 1]!.end > span.start) first--;
  let last = at;
  while (last < hits.length && hits[last]!.end <= span.end) last++;
  const all = hits.slice(first, last).filter(({ start }) =>
    start >= span.start
  );
  const kept = all.filter((hit) =>
    !all.some((other) => swallows(other, hit)) &&
    !(hit.role.kind === "model" && hit.role.exact &&
      !isConfirmed(text, hits, first, last, span, hit))
  );
  return kept.filter((hit) => !kept.some((other) => negates(text, other, hit)));
}

/** Says whether a longer phrase takes the place of one inside it. */
function swallows(long: Hit, short: Hit): boolean {
  if (long.start > short.start || long.end < short.end) return false;
  if (long.end - long.start === short.end - short.start) return false;
  switch (long.role.kind) {
    case "model":
      return short.role.kind === "model" || short.role.kind === "strong" ||
        short.role.kind === "weak";
    case "pattern":
      return short.role.kind === "pattern" ||
        (long.role.strong && short.role.kind === "negation before");
    case "cue":
      return short.role.kind === "cue"
        ? short.role.question === long.role.question &&
          short.role.part === long.role.part
        : CONTEXT_IN_CUES.has(short.role.kind);
    case "not negation":
      return short.role.kind === "negation before";
    default:
      return false;
  }
}

/** Says whether a name that is also a word is a model's here. */
function isConfirmed(
  text: string,
  hits: readonly Hit[],
  first: number,
  last: number,
  span: Span,
  hit: Hit,
): boolean {
  if (hit.role.kind !== "model") return false;
  const { canonical, aliases } = hit.role.model;
  const written = withoutGaps(text.slice(hit.start, hit.end));
  if (![canonical, ...aliases].some((name) => withoutGaps(name) === written)) {
    return false;
  }
  const supports = ({ role }: Hit) =>
    SUPPORT.has(role.kind) || (role.kind === "model" && !role.exact);
  for (let i = first - 1; i >= 0; i--) {
    if (hits[i]!.end < span.start - SUPPORT_REACH) break;
    first = i;
  }
  while (last < hits.length && hits[last]!.start < span.end + SUPPORT_REACH) {
    last++;
  }
  return hits.slice(first, last).some(supports);
}

function withoutGaps(name: string): string {
  return name.replace(/[^\p{L}\p{N}.+]/gu, "");
}

/** Says whether one hit denies another, in the same clause. */
function negates(text: string, cue: Hit, hit: Hit): boolean {
  if (!CORE.has(hit.role.kind) && hit.role.kind !== "pattern") return false;
  const [from, to] = cue.role.kind === "negation before"
    ? [cue.end, hit.start]
    : cue.role.kind === "negation after"
    ? [hit.end, cue.start]
    : [0, -1];
  return to >= from && to - from <= NEGATION_REACH &&
    !/[,;:()]/.test(text.slice(from, to));
}
