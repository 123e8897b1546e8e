import {
  loadModels,
  type Model,
  nameKey,
} from "lib/annotate/lexicon/models.ts";
import {
  indexModels,
  versionKey,
} from "lib/findings/model_names/index_models.ts";
import { readModelNames } from "lib/findings/model_names/read_model_names.ts";
import { shownName, tidyName } from "lib/findings/model_names/tidy_name.ts";

/** A thing that an answer names. */
export interface NamedThing {
  /** Equal for all spellings of one thing. */
  readonly key: string;
  /** A listed model's canonical name; an unknown name as it was given, in one line. */
  readonly name: string;
  /** Empty if the thing is not listed. */
  readonly family: string;
  readonly isListed: boolean;
}

/** Reads what a mention names. */
export type NameReader = (name: string) => readonly NamedThing[];

/** The names of models: which spellings are one model, and to which family it belongs. */
export interface ModelNames {
  /** The models that a name stands for: one, or each of a list. */
  readonly modelsIn: NameReader;
  /** The name that all spellings of a model share; an unknown name, and a list, stay as they are. */
  canonicalName(name: string): string;
  /** Family of a canonical name, empty if the model is not listed. */
  familyOf(name: string): string;
}

/** Names up to this length are read once and remembered. */
const LONGEST_REMEMBERED = 200;

/**
 * Indexes a list of models by their names and aliases. Capitals, spaces,
 * hyphens and ways of writing a version do not count, nor do words that do not
 * belong to the name: "VGG16", "vgg 16" and "a pre-trained VGG-16 network" are
 * one model. Versions that the list tells apart stay apart. A list of models
 * in one name gives each of them.
 *
 * @param models The listed models.
 *
 * @example
 * ```ts
 * import { indexNames } from "lib/findings/model_names.ts";
 * import assert from "node:assert/strict";
 * const names = indexNames([{
 *   canonical: "VGG-16",
 *   family: "VGG",
 *   modality: "vision",
 *   aliases: [],
 *   year: 2014,
 *   source: "arXiv:1409.1556",
 * }]);
 * assert.equal(names.canonicalName("pre-trained vgg 16"), "VGG-16");
 * assert.equal(names.familyOf("VGG-16"), "VGG");
 * const found = names.modelsIn("VGG16 and InHouseNet");
 * assert.deepEqual(found.map(({ name }) => name), ["VGG-16", "InHouseNet"]);
 * ```
 */
export function indexNames(models: readonly Model[]): ModelNames {
  const index = indexModels(models);
  const remembered = new Map<string, readonly NamedThing[]>();
  const modelsIn = (name: string) => {
    const before = remembered.get(name);
    if (before) return before;
    const things = readModelNames(tidyName(name), index).map(thingOf);
    if (name.length <= LONGEST_REMEMBERED) remembered.set(name, things);
    return things;
  };
  return {
    modelsIn,
    canonicalName(name) {
      const things = modelsIn(name);
      return things.length === 1 ? things[0]!.name : shownName(tidyName(name));
    },
    familyOf: (name) => index.find(name)?.family ?? "",
  };
}

function thingOf(found: Model | string): NamedThing {
  if (typeof found === "string") return unlisted(found);
  const { canonical, family } = found;
  return { key: nameKey(canonical), name: canonical, family, isListed: true };
}

function unlisted(name: string): NamedThing {
  const shown = shownName(name);
  const key = versionKey(shown);
  return { key: `?${key}`, name: shown, family: "", isListed: false };
}

/** Reads names of things for which the project has no list: each is itself. */
export const plainNames: NameReader = (name) => [unlisted(tidyName(name))];

/** Indexes the project's own list of models. */
export function loadModelNames(): ModelNames {
  return indexNames(loadModels());
}
