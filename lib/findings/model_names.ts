import {
  loadModels,
  type Model,
  nameKey,
} from "lib/annotate/lexicon/models.ts";

/** The names of models: which spellings are one model, and to which family it belongs. */
export interface ModelNames {
  /** The name that all spellings of a model share; an unknown name stays as it is. */
  canonicalName(name: string): string;
  /** Family of a canonical name, empty if the model is not listed. */
  familyOf(name: string): string;
}

/**
 * Indexes a list of models by their names and aliases. Capitals, spaces and
 * hyphens do not count: "VGG16" and "vgg 16" are "VGG-16".
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
 * assert.equal(names.canonicalName("vgg 16"), "VGG-16");
 * assert.equal(names.familyOf("VGG-16"), "VGG");
 * assert.equal(names.canonicalName("InHouseNet"), "InHouseNet");
 * ```
 */
export function indexNames(models: readonly Model[]): ModelNames {
  const byKey = new Map(
    models.flatMap((model) =>
      [model.canonical, ...model.aliases].map((name) => [nameKey(name), model])
    ),
  );
  return {
    canonicalName: (name) => byKey.get(nameKey(name))?.canonical ?? name.trim(),
    familyOf: (name) => byKey.get(nameKey(name))?.family ?? "",
  };
}

/** Indexes the project's own list of models. */
export function loadModelNames(): ModelNames {
  return indexNames(loadModels());
}
