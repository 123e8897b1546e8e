/** The entries of an answer that lists models, whatever shape it was given. */

import {
  DEEPEST,
  isObject,
  type JsonObject,
  textOf,
  valueOf,
} from "lib/annotate/recorded/read_values.ts";
import type { MentionsQuestion } from "lib/questions/question.ts";

/** One entry as it was given. */
export interface RecordedEntry {
  /** Empty if the entry has a label but names no model. */
  readonly name: string;
  /** The label as it was given; undefined if the entry has none. */
  readonly label: unknown;
  readonly description: string;
  readonly evidence: string;
}

/** The entries found, or why there are none. */
export type FoundEntries =
  | { readonly entries: readonly RecordedEntry[]; readonly reason?: undefined }
  | { readonly reason: string; readonly entries?: undefined };

/** Under which keys the parts of an entry were given. */
interface Keys {
  readonly name: readonly string[];
  readonly label: readonly string[];
  readonly description: readonly string[];
}

const EVIDENCE = ["prose", "evidence"] as const;

/** What the study's prompts call the label of each closed list. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  pattern: ["classification", "pattern"],
  stage: ["step", "stage"],
};

/** Keys that wrap a list or an entry, and never name a model. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...["response", "responses", "result", "results", "answer", "answers"],
  ...["output", "data", "json", "items", "models", "entries", "mentions"],
]);

const NO_NAME: ReadonlySet<string> = new Set(["", "none", "null", "n/a"]);

/**
 * Reads the entries of an answer: one object, a list, a list under any key,
 * lists in lists, objects keyed by number or by model, parallel lists, or a
 * list of names.
 *
 * @param question What was asked; it says how the parts of an entry are called.
 * @param values What was found in the recorded text.
 * @returns The entries in their order, or the reason why there are none:
 * "error reported", "nested too deeply", "empty object", "empty list" or "no
 * model named".
 *
 * @example
 * ```ts
 * import { readEntries } from "lib/annotate/recorded/read_entries.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const question = (await loadQuestions()).find(({ id }) => id === "identify_ptms");
 * assert.ok(question?.kind === "mentions");
 * const { entries } = readEntries(question, [{ response: [{ model: "U-Net", prose: "We ran U-Net." }] }]);
 * assert.equal(entries![0]!.name, "U-Net");
 * ```
 */
export function readEntries(
  question: MentionsQuestion,
  values: readonly unknown[],
): FoundEntries {
  const { category, description, name } = question;
  const keys = {
    name: [name, "model", "method", "model_name", "name"],
    label: category ? LABELS[category.name] ?? [category.name] : [],
    description: description ? [description.name] : [],
  };
  const entries: RecordedEntry[] = [];
  const state: State = {
    hasError: false,
    hasContent: false,
    hasList: false,
    isTooDeep: false,
  };
  for (const value of values) collect(value, { keys, entries, state }, 0);
  if (entries.length > 0) return { entries };
  if (state.hasError) return { reason: "error reported" };
  if (state.isTooDeep) return { reason: "nested too deeply" };
  if (state.hasContent) return { reason: "no model named" };
  return { reason: state.hasList ? "empty list" : "empty object" };
}

/** What was met besides entries: it tells why there are none. */
interface State {
  hasError: boolean;
  hasContent: boolean;
  hasList: boolean;
  isTooDeep: boolean;
}

interface Search {
  readonly keys: Keys;
  readonly entries: RecordedEntry[];
  readonly state: State;
}

function collect(value: unknown, search: Search, depth: number): void {
  const { keys, state } = search;
  if (depth > DEEPEST) {
    state.isTooDeep = true;
    return;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) state.hasList = true;
    for (const part of value) collect(part, search, depth + 1);
    return;
  }
  if (typeof value === "string") {
    state.hasContent ||= value.trim() !== "";
    add(search, { name: value, label: undefined, of: {} });
    return;
  }
  if (!isObject(value)) {
    state.hasContent ||= value !== null;
    return;
  }
  const name = valueOf(value, keys.name);
  const label = valueOf(value, keys.label);
  if (Array.isArray(name) && name.every((part) => !holdsMore(part))) {
    if (name.length === 0) state.hasList = true;
    collectParallel(name, label, value, search);
  } else if (holdsMore(name)) {
    collect(name, search, depth + 1);
  } else if (name !== undefined || label !== undefined) {
    state.hasContent = true;
    add(search, { name, label, of: value });
  } else {
    collectWrapped(value, search, depth);
  }
}

/** An object without a name of its own: what it holds may be entries. */
function collectWrapped(value: JsonObject, search: Search, depth: number) {
  const { keys, state } = search;
  if (valueOf(value, ["error"]) !== undefined) state.hasError = true;
  for (const [key, part] of Object.entries(value)) {
    if (!holdsMore(part)) {
      if (part !== null && part !== "") state.hasContent = true;
      continue;
    }
    const inner = key.trim().toLowerCase();
    if ([...keys.description, ...EVIDENCE].includes(inner)) continue;
    if (isObject(part) && isEntryOf(part, keys) && !WRAPPERS.has(inner)) {
      state.hasContent = true;
      add(search, { name: key, label: valueOf(part, keys.label), of: part });
    } else {
      collect(part, search, depth + 1);
    }
  }
}

/** True for an entry without a name: the key above it is the name. */
function isEntryOf(value: JsonObject, keys: Keys): boolean {
  const parts = [...keys.label, ...keys.description, ...EVIDENCE];
  return valueOf(value, keys.name) === undefined &&
    valueOf(value, parts) !== undefined;
}

/** Lists of names, labels, forms and passages that belong together by place. */
function collectParallel(
  names: readonly unknown[],
  label: unknown,
  of: JsonObject,
  search: Search,
) {
  const at = (value: unknown, i: number) =>
    Array.isArray(value) && value.length === names.length ? value[i] : value;
  for (const [i, name] of names.entries()) {
    search.state.hasContent = true;
    const own = Object.fromEntries(
      Object.entries(of).map(([key, value]) => [key, at(value, i)]),
    );
    add(search, { name, label: at(label, i), of: own });
  }
}

function add(
  { entries, keys }: Search,
  { name, label, of }: { name: unknown; label: unknown; of: JsonObject },
) {
  const given = typeof name === "number" ? String(name) : textOf(name);
  const isNamed = !NO_NAME.has(given.toLowerCase());
  const isLabelled = Array.isArray(label)
    ? label.length > 0
    : !NO_NAME.has(textOf(label).toLowerCase());
  if (!isNamed && !isLabelled) return;
  entries.push({
    name: isNamed ? given : "",
    label,
    description: textOf(valueOf(of, keys.description)),
    evidence: textOf(valueOf(of, EVIDENCE)),
  });
}

function holdsMore(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
