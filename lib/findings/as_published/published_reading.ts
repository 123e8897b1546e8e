/** What the study's scripts read in one stored answer. */

import {
  contains,
  iterate,
  PythonError,
  subscript,
  typeName,
} from "lib/findings/as_published/python_error.ts";
import {
  pythonDumps,
  pythonLoads,
  softLoads,
} from "lib/findings/as_published/python_json.ts";

/** What was read, or the exception: raised before the first answer is used (`early`), or at this one. */
export type Reading<T> =
  | { readonly value: T; readonly error?: undefined }
  | { readonly error: PythonError; readonly early: boolean };

/**
 * Goes through readings as a script does, which parses all answers before it
 * uses the first.
 *
 * @param readings Readings in the order of their rows; null where the script
 * skips the row.
 * @param mayStop False to skip what would end the script.
 * @throws {PythonError} The first exception that Python would meet.
 */
export function* inOrder<R, T>(
  rows: readonly R[],
  readingOf: (row: R) => Reading<T> | null,
  mayStop: boolean,
): Iterable<[row: R, value: T]> {
  const readings = rows.map(readingOf);
  const first = mayStop &&
    readings.find((reading) => reading?.error !== undefined && reading.early);
  if (first && first.error) throw first.error;
  for (const [i, reading] of readings.entries()) {
    if (reading === null) continue;
    if (reading.error === undefined) yield [rows[i]!, reading.value];
    else if (mayStop) throw reading.error;
  }
}

function attempt<T>(early: boolean, read: () => T): Reading<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof PythonError) return { error, early };
    throw error;
  }
}

/** `json.loads(text).get("result") is True`; null for an empty answer. */
export function readResult(text: string | null): Reading<boolean> | null {
  if (text === null || text === "") return null;
  const parsed = attempt(true, () => pythonLoads(text));
  if (parsed.error !== undefined) return parsed;
  return attempt(false, () => {
    const type = typeName(parsed.value);
    if (type === "dict") {
      return (parsed.value as Record<string, unknown>).result === true;
    }
    throw new PythonError(
      "AttributeError",
      `'${type}' object has no attribute 'get'`,
    );
  });
}

/** figT and figU: the label at the top of an object; null if there is none. */
export function readTopLabel(
  text: string | null,
  key: string,
): Reading<string> | null {
  if (text === null || text.trim() === "") return null;
  const value = softLoads(text);
  if (typeName(value) !== "dict") return null;
  const object = value as Record<string, unknown>;
  const label = Object.hasOwn(object, key) ? object[key] ?? null : null;
  if (label === null) return null;
  const type = typeName(label);
  if (type === "list" || type === "dict") {
    const error = new PythonError("TypeError", `unhashable type: '${type}'`);
    return { error, early: false };
  }
  return { value: String(label) };
}

/** aggregate_field_reuse_method and aggregate_impact: all labels of an answer. */
export function readListedLabels(
  text: string | null,
  key: string,
  wrappers: readonly string[],
): Reading<string[]> | null {
  if (text === null || text === "") return null;
  const parsed = attempt(true, () => pythonLoads(text));
  if (parsed.error !== undefined) return parsed;
  return attempt(false, () => {
    const labels: unknown[] = [];
    const ofTop = unlessKeyError(() =>
      labels.push(subscript(parsed.value, key))
    );
    if (!ofTop) {
      wrappers.some((wrapper) =>
        unlessKeyError(() => {
          for (const entry of iterate(subscript(parsed.value, wrapper))) {
            labels.push(subscript(entry, key));
          }
        })
      );
    }
    return labels.filter((label) => label !== null)
      .map((label) => typeof label === "string" ? label : pythonDumps(label));
  });
}

/** Runs a `try` block; false if it ended in a KeyError, which the scripts catch. */
function unlessKeyError(block: () => void): boolean {
  try {
    block();
    return true;
  } catch (error) {
    if (error instanceof PythonError && error.exception === "KeyError") {
      return false;
    }
    throw error;
  }
}

/** papers_using_dl_ptms: true if an answer holds a label that is not empty, at any depth. */
export function hasClassification(text: string | null): boolean {
  const search = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(search);
    if (typeName(value) !== "dict") return false;
    const { classification } = value as Record<string, unknown>;
    if ((classification ?? "") !== "") return true;
    return Object.values(value as object).some(search);
  };
  return search(softLoads(text));
}

/**
 * count_ptms_all_fields and count_ptms_3_fields: the model names of an answer.
 *
 * @param isStrict True for the first script, which lets SQLite read the JSON.
 */
export function readModelNames(
  text: string | null,
  isStrict: boolean,
): Reading<string[]> | null {
  if (text === null || /^ *$/.test(text)) return null;
  const value = softLoads(text) ?? null;
  if (value === null) {
    if (!isStrict) return null;
    const error = new PythonError("OperationalError", "malformed JSON");
    return { error, early: true };
  }
  const isDict = typeName(value) === "dict";
  if (isDict && contains(value, "error")) return null;
  if (isDict && Object.keys(value as object).length === 0) return null;
  if (!isStrict && Array.isArray(value)) {
    const message = "'list' object has no attribute 'get'";
    return { error: new PythonError("AttributeError", message), early: true };
  }
  const aliased = attempt(true, () => withModelKey(value));
  if (aliased.error !== undefined) return aliased;
  return attempt(false, () => namesUnder(aliased.value));
}

/** Puts what stands under "model", "result" or "response" under "model". */
function withModelKey(value: unknown): unknown {
  const alias = ["model", "result", "response"].find((key) =>
    contains(value, key)
  );
  if (alias === undefined) return value;
  const given = subscript(value, alias);
  return { ...(value as object), model: given };
}

function namesUnder(value: unknown): string[] {
  const model = subscript(value, "model");
  if (typeof model === "string") {
    return [model.toLowerCase().replaceAll("-", "")];
  }
  return Array.isArray(model) ? model.flatMap(namesUnder) : [];
}
