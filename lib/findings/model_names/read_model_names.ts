import type { Model } from "lib/annotate/lexicon/models.ts";
import { findModel } from "lib/findings/model_names/find_model.ts";
import type { ModelIndex } from "lib/findings/model_names/index_models.ts";
import { isAbbreviation } from "lib/findings/model_names/is_abbreviation.ts";
import {
  type ListPart,
  splitList,
  splitParentheses,
} from "lib/findings/model_names/split_name.ts";

/** One model that a name stands for: a listed one, or the words of an unknown one. */
export type FoundModel = Model | string;

/** Parts of a list that are tried as one name: "Net, large and deep" has three. */
const MOST_JOINED = 4;

/** "34", "-50", "v4", "B7": the version alone of the model named before. */
const VERSION_ALONE =
  /^-?\s*(?:v(?:ersion)?\.?\s*)?[a-z]?\d+(?:\.\d+)?[a-z]?$/i;

/** The version at the end of a name. */
const VERSION_AT_END =
  /[-\s]*(?:v(?:ersion)?\.?\s*)?(?:(?<![a-z])[a-z])?\d+(?:\.\d+)?[a-z]?$/i;

/**
 * Reads what a name stands for: one model, or each model of a list.
 *
 * @param name A tidy name.
 * @param index The listed models.
 * @returns At least one model, in the order of the name; unknown ones as words.
 */
export function readModelNames(name: string, index: ModelIndex): FoundModel[] {
  const whole = index.find(name);
  if (whole) return [whole];
  return readList(name, index) ?? readOne(name, index);
}

/** The models of a list; null if the name is none. */
function readList(name: string, index: ModelIndex): FoundModel[] | null {
  const parts = splitList(name);
  if (parts.length < 2) return null;
  const found: FoundModel[] = [];
  let isSure = true; // no slash next to something unknown
  let stem = "";
  for (let i = 0; i < parts.length;) {
    const joined = findJoined(parts, i, index);
    if (joined) {
      found.push(joined.model);
      i += joined.parts;
      continue;
    }
    const { text, separator } = parts[i]!;
    const version = VERSION_ALONE.test(text) && stem !== ""
      ? index.find(`${stem} ${text}`) ?? index.find(stem + text)
      : undefined;
    const models = version ? [version] : readOne(text, index);
    if (!version) stem = text.replace(VERSION_AT_END, "");
    const isKnown = models.every((model) => typeof model !== "string");
    const isBesideSlash = [separator, parts[i - 1]?.separator]
      .some((one) => one?.includes("/"));
    if (!isKnown && (isBesideSlash || !looksLikeName(text))) isSure = false;
    found.push(...models);
    i++;
  }
  const known = found.filter((model) => typeof model !== "string").length;
  const isList = isSure ? known > 0 : known > 1 && !name.includes("/");
  return isList ? [...new Set(found)] : null;
}

/** A listed name that holds what would separate a list. */
function findJoined(
  parts: readonly ListPart[],
  from: number,
  index: ModelIndex,
): { model: Model; parts: number } | null {
  let text = parts[from]!.text;
  let longest: { model: Model; parts: number } | null = null;
  for (let i = from + 1; i < Math.min(parts.length, from + MOST_JOINED); i++) {
    text += parts[i - 1]!.separator + parts[i]!.text;
    const model = index.find(text);
    if (model) longest = { model, parts: i - from + 1 };
  }
  return longest;
}

/** True for words that can be the name of a model: "InHouseNet", not "tracking network". */
function looksLikeName(text: string): boolean {
  const words = text.split(" ");
  return words.length <= 4 && words.some((word) => /\d|.\p{Lu}/u.test(word));
}

/** One name, with or without something in parentheses. */
function readOne(name: string, index: ModelIndex): FoundModel[] {
  const { outside, inside } = splitParentheses(name);
  for (const text of inside) {
    const joined = index.find(`${outside} ${text}`);
    if (joined) return [joined];
  }
  const model = findModel(outside, index);
  const within = inside.flatMap((text) => {
    const list = readList(text, index) ?? [findModel(text, index) ?? text];
    return list.filter((found) => typeof found !== "string");
  });
  if (model === undefined) {
    const isSame = outside === "" ||
      inside.some((short) => isAbbreviation(short, outside));
    return isSame && within.length > 0 ? within : [outside || name];
  }
  const isHead = model.canonical === model.family;
  const isMember = within.length > 0 &&
    within.every(({ family }) => family === model.family);
  return isHead && isMember ? within : [model];
}
