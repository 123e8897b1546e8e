import { parse } from "@std/csv";
import { projectPath } from "lib/paths.ts";

/** A named deep-learning model that natural scientists have reused. */
export interface Model {
  /** The name it goes by, such as "ResNet-50"; one model, one name. */
  readonly canonical: string;
  /** What it is a version or size of, such as "ResNet". */
  readonly family: string;
  /** What it works on: "vision", "language", "protein", … */
  readonly modality: string;
  /** Other names; hyphens, spaces and capitals need no alias. */
  readonly aliases: readonly string[];
  /** Year of the first publication or release. */
  readonly year: number;
  /** arXiv number, DOI or a short reference. */
  readonly source: string;
}

const COLUMNS = ["canonical", "family", "modality", "year", "source"] as const;

/**
 * Reads the list of models.
 *
 * @param csv Text with the columns canonical, family, modality, aliases
 * (separated by semicolons), year and source.
 * @returns The models in the order of the file.
 * @throws {SyntaxError} If a value is missing, a year is no year, or a name
 * stands for two models: the message names the line.
 *
 * @example
 * ```ts
 * import { parseModels } from "lib/annotate/lexicon/models.ts";
 * import assert from "node:assert/strict";
 * const [model] = parseModels(
 *   "canonical,family,modality,aliases,year,source\n" +
 *     "GoogLeNet,Inception,vision,Inception-v1,2014,arXiv:1409.4842\n",
 * );
 * assert.deepEqual(model!.aliases, ["Inception-v1"]);
 * ```
 */
export function parseModels(csv: string): Model[] {
  const owners = new Map<string, string>();
  return parse(csv, { skipFirstRow: true }).map((row, index) => {
    const where = `Cannot read the models as line ${index + 2}`;
    for (const column of COLUMNS) {
      if (!row[column]?.trim()) {
        throw new SyntaxError(`${where} has no value for "${column}"`);
      }
    }
    const year = Number(row.year);
    if (!Number.isInteger(year) || year < 1943 || year > 2100) {
      throw new SyntaxError(`${where} has no year but "${row.year}"`);
    }
    const aliases = (row.aliases ?? "").split(";").map((name) => name.trim())
      .filter((name) => name !== "");
    const canonical = row.canonical!.trim();
    for (const name of [canonical, ...aliases]) {
      const owner = owners.get(nameKey(name));
      if (owner !== undefined) {
        throw new SyntaxError(
          `${where} gives "${canonical}" the name "${name}", which is taken by "${owner}"`,
        );
      }
      owners.set(nameKey(name), canonical);
    }
    const { family, modality, source } = row as Record<string, string>;
    return {
      canonical,
      family: family!.trim(),
      modality: modality!.trim(),
      aliases,
      year,
      source: source!.trim(),
    };
  });
}

/** Reads the project's list of models, `data/models.csv`. */
export function loadModels(): Model[] {
  return parseModels(Deno.readTextFileSync(projectPath("data/models.csv")));
}

/** A name without capitals, spaces, hyphens, underscores and slashes: equal keys are the same name. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s\-‐-―_/]/g, "");
}
