import type { Model } from "lib/annotate/lexicon/models.ts";
import type { ModelIndex } from "lib/findings/model_names/index_models.ts";
import {
  AFTER_NAME,
  BEFORE_NAME,
  ENDS_NAME,
  OF_NAME,
  VARIANT,
} from "lib/findings/model_names/name_words.ts";

/** Words that are taken off one end of a name at most. */
const MOST_WORDS = 6;

/** The hyphen of "ResNet-based" and "ImageNet-trained", not of "pre-trained". */
const HANGS_ON =
  /(?<!\bpre)-(?=(?:based|like|style|derived|trained|pre-?trained|fine-?tuned)\b)/gi;

/**
 * Finds the listed model that a name stands for, without the words beside it:
 * "a pre-trained ResNet50-based model", "BERT fine-tuned on abstracts",
 * "ViT-L/14", "AlphaFold v2.3.1". As many words as possible are kept.
 *
 * @param name One tidy name, no list and nothing in parentheses.
 * @param index The listed models.
 * @returns The model, or undefined if the list has none for this name.
 */
export function findModel(name: string, index: ModelIndex): Model | undefined {
  const whole = findVariant(name, index);
  if (whole) return whole;
  const words = name
    .replace(HANGS_ON, " ")
    .split(" ").filter((word) => word !== "");
  for (const part of partsOf(words)) {
    const found = findInside(part, index);
    if (found) return found;
  }
  return undefined;
}

/** The words up to where the name ends, and those after "an ensemble of". */
function partsOf(words: readonly string[]): (readonly string[])[] {
  const lower = words.map((word) => word.toLowerCase());
  const end = lower.findIndex((word, i) => i > 0 && ENDS_NAME.has(word));
  const of = lower.indexOf("of");
  const isLeadIn = of > 0 && of <= MOST_WORDS && lower.slice(0, of)
    .every((word) => OF_NAME.has(word) || BEFORE_NAME.has(word));
  return [
    words,
    ...(end > 0 ? [words.slice(0, end)] : []),
    ...(isLeadIn ? [words.slice(of + 1)] : []),
  ];
}

/** Takes words off both ends, fewest first. */
function findInside(
  words: readonly string[],
  index: ModelIndex,
): Model | undefined {
  const lower = words.map((word) => word.toLowerCase());
  const front = countWhile(lower, BEFORE_NAME);
  const back = countWhile(lower.toReversed(), AFTER_NAME);
  for (let off = 1; off <= Math.min(front + back, words.length - 1); off++) {
    for (let first = 0; first <= Math.min(front, off); first++) {
      const last = off - first;
      if (last > back) continue;
      const kept = words.slice(first, words.length - last).join(" ");
      const found = findVariant(kept, index);
      if (found) return found;
    }
  }
  return findVariant(words.join(" "), index);
}

function countWhile(
  words: readonly string[],
  some: ReadonlySet<string>,
): number {
  const end = words.findIndex((word) => !some.has(word));
  return Math.min(MOST_WORDS, end < 0 ? words.length : end);
}

/** Finds a name as it is, in the singular, or without its size or release. */
function findVariant(name: string, index: ModelIndex): Model | undefined {
  const found = index.find(name) ?? findSingular(name, index) ??
    findVersion(name, index);
  if (found) return found;
  const slash = name.indexOf("/");
  if (slash > 0 && !name.includes(" ")) {
    // "facebook/dino": an account of a model hub in front of the name.
    const repository = name.slice(slash + 1);
    const there = index.find(repository) ?? findShorter(repository, index);
    if (there) return there;
  }
  return findShorter(name, index);
}

function findSingular(name: string, index: ModelIndex): Model | undefined {
  return /[a-z\d]s$/i.test(name) && name.length > 4
    ? index.find(name.slice(0, -1))
    : undefined;
}

/** Takes sizes and releases off the end, one by one. */
function findShorter(name: string, index: ModelIndex): Model | undefined {
  const parts = name.split(/([-\s_/@:]+)/);
  for (let taken = 1; taken <= MOST_WORDS; taken++) {
    const [separator, last] = parts.slice(-2);
    if (last === undefined) return undefined;
    const isPatchSize = separator === "/" && /^\d\d?$/.test(last);
    if (!isPatchSize && !VARIANT.test(last.toLowerCase())) return undefined;
    parts.splice(-2);
    const rest = parts.join("");
    const found = index.find(rest) ?? findVersion(rest, index);
    if (found) return found;
  }
  return undefined;
}

/** A name, "v" or "version" or nothing, and a number such as 2, 2.3.1 or 5a. */
const VERSION =
  /^(.{2,}?)[-\s_]*(v(?:er(?:sion|\.)?)?\.?\s*)?(\d+)((?:\.\d+)*[a-z]?)$/i;

/** Characters at the end of a name in which a version is looked for. */
const LONGEST_VERSIONED = 80;

/**
 * Finds "AlphaFold 2.3.1" as AlphaFold 2, "BLIP-1" as BLIP, and a version of a
 * model that the list knows in one version only, such as "DeepLoc 1.0". A
 * version that the list tells from others is never taken for one of these.
 */
function findVersion(name: string, index: ModelIndex): Model | undefined {
  const match = VERSION.exec(name.slice(-LONGEST_VERSIONED));
  if (match === null) return undefined;
  const [, end, marker = "", major, minor = ""] = match;
  const stem = name.slice(0, -LONGEST_VERSIONED) + end;
  const sameMajor = minor && index.find(`${stem} ${major}`);
  if (sameMajor) return sameMajor;
  const isVersion = marker !== "" || minor.includes(".") || major === "1";
  const base = isVersion ? index.find(stem) : undefined;
  if (base === undefined) return undefined;
  const isFirst = major === "1" && !/[a-z]/i.test(minor);
  return isFirst || !index.hasVersions(base) ? base : undefined;
}
