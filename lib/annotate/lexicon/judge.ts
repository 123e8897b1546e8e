import type { CueSentence, Hit } from "lib/annotate/lexicon/read_paper.ts";
import type { Role } from "lib/annotate/lexicon/roles.ts";

/** What a sentence is worth for the answers. */
export interface Judged {
  readonly sentence: CueSentence;
  /** Points for "the authors used deep learning". */
  readonly deepLearning: number;
  /** Points for the same from words that only support it, such as "epochs". */
  readonly support: number;
  /** Points for "the authors reused a pre-trained model". */
  readonly reuse: number;
}

/** "pre-trained" and its noun stand this near to each other, in characters. */
const NOUN_REACH = 40;

/**
 * Gives the points of a sentence. It counts for nothing if it tells plans or
 * only other people's work; it counts twice if it reports what the authors
 * did; outside methods, results, abstract and captions it counts only if it
 * does.
 */
export function weigh({ hits, section, points }: CueSentence): number {
  const has = (kind: Role["kind"]) =>
    hits.some(({ role }) => role.kind === kind);
  const acted = has("own") || has("use") || hits.some(isStrongPattern);
  const dismissed = has("future") || (has("others") && !has("own"));
  const telling = acted || !NEEDS_ACTION.has(section);
  return dismissed || !telling ? 0 : points * (acted ? 2 : 1);
}

/** Weighs what a sentence says about deep learning and reuse. */
export function judge(sentence: CueSentence): Judged {
  const { hits } = sentence;
  const has = (kind: Role["kind"]) =>
    hits.some(({ role }) => role.kind === kind);
  const points = weigh(sentence);
  const pretrained = hits.some((hit) => isPretrainedModel(hit, hits));
  const named = has("model");
  const isOtherMeaning = has("other meaning");
  const strong = named || pretrained || has("clear reuse") ||
    (has("strong") && !isOtherMeaning);
  const weak = has("weak") && !isOtherMeaning;
  const tuned = has("tuning") && (strong || weak);
  return {
    sentence,
    deepLearning: strong ? points : 0,
    support: !strong && weak ? points / 2 : 0,
    reuse: named || pretrained || tuned || has("clear reuse") ? points : 0,
  };
}

const NEEDS_ACTION: ReadonlySet<string> = new Set([
  "introduction",
  "background",
  "discussion",
  "conclusion",
]);

function isStrongPattern({ role }: Hit): boolean {
  return role.kind === "pattern" && role.strong;
}

/** Says whether "pre-trained" is said of a model: a fitting noun is near, and no living being. */
function isPretrainedModel(hit: Hit, hits: readonly Hit[]): boolean {
  if (hit.role.kind !== "pre-trained") return false;
  const near = hits.filter(({ start, end }) =>
    start < hit.end + NOUN_REACH && end > hit.start - NOUN_REACH
  );
  const isModel = ({ role }: Hit) =>
    role.kind === "noun" || role.kind === "strong" || role.kind === "weak" ||
    role.kind === "model";
  const isLiving = ({ role, start }: Hit) =>
    role.kind === "living" && start >= hit.end && start - hit.end < 20;
  return near.some(isModel) && !near.some(isLiving);
}
