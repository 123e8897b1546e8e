import { type Model, nameKey } from "lib/annotate/lexicon/models.ts";

/** Finds listed models by their names. */
export interface ModelIndex {
  /** The model with this name or alias, however it is spelled. */
  find(name: string): Model | undefined;
  /** True if the list tells versions of a model apart: of AlphaFold, not of DeepLoc. */
  hasVersions(model: Model): boolean;
}

/**
 * The key of a name without its way of writing a version: "AlphaFold v2.0",
 * "AlphaFold version 2" and "AlphaFold-2" are the same, "AlphaFold 3" is not.
 */
export function versionKey(name: string): string {
  return nameKey(name)
    .replace(/(?:version|ver\.|v\.?)(?=\d)/g, "")
    .replace(/(?<=\d)(?:\.0+)+(?![\d.])/g, "");
}

/**
 * Indexes a list of models by names and aliases. A way of writing a version
 * that would fit two models finds neither.
 */
export function indexModels(models: readonly Model[]): ModelIndex {
  const byKey = new Map<string, Model>();
  const byVersionKey = new Map<string, Model | null>();
  const ownersOfBase = new Map<string, Set<Model>>();
  for (const model of models) {
    for (const name of [model.canonical, ...model.aliases]) {
      byKey.set(nameKey(name), model);
      const key = versionKey(name);
      const before = byVersionKey.get(key) ?? model;
      byVersionKey.set(key, before === model ? model : null);
      const base = key.replace(/\d+(?:\.\d+)*[a-z]?$/, "");
      ownersOfBase.set(base, (ownersOfBase.get(base) ?? new Set()).add(model));
    }
  }
  return {
    find: (name) =>
      byKey.get(nameKey(name)) ?? byVersionKey.get(versionKey(name)) ??
        undefined,
    hasVersions: ({ canonical }) =>
      (ownersOfBase.get(versionKey(canonical))?.size ?? 0) > 1,
  };
}
