import {
  fitsScope,
  type Scope,
  type Template,
  textOf,
} from "lib/corpus/demo/template.ts";
import { pick, type Random, shuffle } from "lib/stats/random.ts";

/** Fills the slots of a template; see {@link sentenceWriter}. */
export type Slots = Readonly<Record<string, string | (() => string)>>;

/** Writes sentences of one article. */
export interface SentenceWriter {
  /** Writes a sentence that fits the article, if possible one not yet written. */
  next(templates: readonly Template[], slots?: Slots): string;
  /** Writes up to `n` different sentences that fit, in the order of the list. */
  some(templates: readonly Template[], n: number): string[];
  /** Writes all sentences that fit, in the order of the list. */
  all(templates: readonly Template[]): string[];
  /** Fills one template. */
  fill(template: string, slots?: Slots): string;
  /** A writer of the same article for sentences with tags of their own. */
  about(tags: ReadonlySet<string>): SentenceWriter;
}

/** Literal parts at even places, names of slots at odd ones. */
const compiled = new Map<string, readonly string[]>();

/**
 * Makes a writer that fills `{slot}` with the article's words; `{Slot}` begins
 * with a capital.
 *
 * @param random Source of the choices.
 * @param slots The article's words by slot; a function gives a new word each time.
 * @param scope What the sentences have to fit.
 * @param written Templates that were used before.
 */
export function sentenceWriter(
  random: Random,
  slots: Slots,
  scope: Scope,
  written: Set<Template> = new Set(),
): SentenceWriter {
  const fitting = (templates: readonly Template[]) =>
    templates.filter((template) => fitsScope(template, scope));
  const fill = (template: string, more?: Slots) => {
    let parts = compiled.get(template);
    if (parts === undefined) {
      parts = template.split(/\{(\w+)\}/);
      compiled.set(template, parts);
    }
    if (parts.length === 1) return template;
    let text = parts[0]!;
    for (let i = 1; i < parts.length; i += 2) {
      text += word(parts[i]!, slots, more) + parts[i + 1]!;
    }
    return text;
  };
  const fillAll = (templates: readonly Template[]) =>
    templates.map((template) => fill(textOf(template)));
  return {
    fill,
    next(templates, more) {
      const found = fitting(templates);
      const fresh = found.filter((template) => !written.has(template));
      const template = pick(random, fresh.length > 0 ? fresh : found);
      written.add(template);
      return fill(textOf(template), more);
    },
    some(templates, n) {
      const found = fitting(templates);
      const chosen = new Set(shuffle(random, found).slice(0, n));
      return fillAll(found.filter((template) => chosen.has(template)));
    },
    all: (templates) => fillAll(fitting(templates)),
    about: (tags) => sentenceWriter(random, slots, { ...scope, tags }, written),
  };
}

/** Names keep their small letters: "scGPT" also begins a sentence. */
const NAMES: ReadonlySet<string> = new Set(["model", "unlisted"]);

function word(name: string, slots: Slots, more?: Slots): string {
  const lower = name[0]!.toLowerCase() + name.slice(1);
  const slot = more?.[lower] ?? slots[lower];
  if (slot === undefined) {
    throw new RangeError(
      `Cannot fill a template as it has an unknown slot "${name}"`,
    );
  }
  const text = typeof slot === "string" ? slot : slot();
  return lower === name || NAMES.has(lower) ? text : capitalise(text);
}

/** A capital first letter, also behind the mark of italics; "pH" stays. */
function capitalise(text: string): string {
  if (/^[a-z][A-Z]/.test(text)) return text;
  const at = text[0] === "_" ? 1 : 0;
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1);
}
