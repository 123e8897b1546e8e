import { pick, type Random } from "lib/stats/random.ts";

/** Fills the slots of a template; see {@link sentenceWriter}. */
export type Slots = Readonly<Record<string, string | (() => string)>>;

/** Writes sentences of one article. */
export interface SentenceWriter {
  /**
   * Writes the next sentence of a list of templates. A list is gone through in
   * an order of its own in each article, so that sentences hardly repeat.
   */
  next(templates: readonly string[], slots?: Slots): string;
  /** Fills one template. */
  fill(template: string, slots?: Slots): string;
}

/** Literal parts at even places, names of slots at odd ones. */
const compiled = new Map<string, readonly string[]>();

/**
 * Makes a writer that fills `{slot}` with the article's words; `{Slot}` begins
 * with a capital.
 *
 * @param random Source of the choices.
 * @param slots The article's words by slot; a function gives a new word each time.
 */
export function sentenceWriter(random: Random, slots: Slots): SentenceWriter {
  const places = new Map<readonly string[], { at: number; step: number }>();
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
  return {
    fill,
    next(templates, more) {
      let place = places.get(templates);
      if (place === undefined) {
        const steps = STEPS.filter((step) => templates.length % step !== 0);
        place = {
          at: Math.floor(random() * templates.length),
          step: pick(random, steps),
        };
        places.set(templates, place);
      }
      place.at = (place.at + place.step) % templates.length;
      return fill(templates[place.at]!, more);
    },
  };
}

/** Prime steps: one that does not divide the number of templates visits all of them. */
const STEPS = [3, 5, 7, 11, 13];

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

/** A capital first letter, also behind the mark of italics. */
function capitalise(text: string): string {
  const at = text[0] === "_" ? 1 : 0;
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1);
}
