import { HARD_CASES, type Kind } from "lib/corpus/demo/hard_cases.ts";
import { type DemoJournal, drawJournal } from "lib/corpus/demo/journals.ts";
import {
  ARTICLE_TYPES,
  NATURAL_SHARE,
  NATURAL_WEIGHTS,
  NO_RECORD_SHARE,
  OTHER_WEIGHTS,
  TRUNCATED_SHARE,
  type YearRates,
  YEARS,
} from "lib/corpus/demo/rates.ts";
import { networksFor } from "lib/corpus/demo/networks.ts";
import type { Theme } from "lib/corpus/demo/theme.ts";
import themes from "lib/corpus/demo/themes.json" with { type: "json" };
import { OPENALEX_FIELDS } from "lib/corpus/fields.ts";
import {
  drawInteger,
  pick,
  pickWeighted,
  prng,
  type Random,
} from "lib/stats/random.ts";

const THEMES = themes as unknown as Readonly<Record<string, readonly Theme[]>>;

/** Seed of the demo corpus where none is given. */
export const DEMO_SEED = 2603;

/** Everything about a demo paper but its text. */
export interface Plan {
  readonly index: number;
  readonly doi: string;
  readonly journal: DemoJournal;
  readonly year: number;
  readonly date: string;
  readonly articleType: string;
  readonly isTruncated: boolean;
  readonly theme: Theme;
  readonly kind: Kind;
  /** Name of a hard case, or null. */
  readonly hardCase: string | null;
  /** Null if no record is known. */
  readonly citedByCount: number | null;
  /** Names of up to three fields, distinct; null if no record is known. */
  readonly fields: readonly string[] | null;
}

/**
 * Plans one demo paper. It depends on the seed and the index alone, so that
 * any paper can be made without those before it.
 *
 * @param index 0 for the first paper.
 * @param seed Seed of the corpus.
 */
export function planPaper(index: number, seed: number | string): Plan {
  const random = prng(`${seed}/${index}/plan`);
  const rates = pickWeighted(random, YEARS, ({ weight }) => weight);
  const { year } = rates;
  const journal = drawJournal(random, year);
  const { fields, themes, reuse } = drawFields(random);
  const [articleType] = pickWeighted(
    random,
    ARTICLE_TYPES,
    ([, share]) => share,
  );
  const kind = articleType === "research-article"
    ? drawKind(random, rates, reuse)
    : "none";
  const hasRecord = random() >= NO_RECORD_SHARE;
  const month = drawInteger(random, 1, 12), day = drawInteger(random, 1, 28);
  const pad = (n: number) => String(n).padStart(2, "0");
  const citations = drawCitations(random, rates);
  return {
    index,
    doi: `10.5555/demo.${journal.code}.${String(index).padStart(6, "0")}`,
    journal,
    year,
    date: `${year}-${pad(month)}-${pad(day)}`,
    articleType,
    isTruncated: random() < TRUNCATED_SHARE,
    theme: drawTheme(random, themes, kind, year),
    kind,
    hardCase: articleType === "research-article"
      ? drawHardCase(random, kind, year)
      : null,
    citedByCount: hasRecord ? citations : null,
    fields: hasRecord ? fields : null,
  };
}

/** Draws the fields of one to three topics; the first that counts gives the themes. */
function drawFields(random: Random) {
  const isNatural = random() < NATURAL_SHARE;
  const [id, themes, , reuse] = isNatural
    ? pickWeighted(random, NATURAL_WEIGHTS, ([, , weight]) => weight)
    : [...pickWeighted(random, OTHER_WEIGHTS, ([, , weight]) => weight), 1];
  const ids = [id];
  const topics = pickWeighted(random, [1, 2, 3], (n) => n);
  while (ids.length < topics) {
    const draw = random();
    // A second topic often lies in the same field.
    if (draw < 0.4) ids.push(id);
    else if (draw < 0.65 && isNatural) {
      ids.push(
        pickWeighted(random, NATURAL_WEIGHTS, ([, , weight]) => weight)[0],
      );
    } else {
      ids.push(
        pickWeighted(random, OTHER_WEIGHTS, ([, , weight]) => weight)[0],
      );
    }
  }
  if (random() < 0.25) ids.reverse();
  const fields = [...new Set(ids)].map((id) => OPENALEX_FIELDS.get(id)!);
  return { fields, themes, reuse: reuse ?? 1 };
}

/** Draws a theme; papers that reuse need one with a model of their year. */
function drawTheme(
  random: Random,
  themes: string,
  kind: Kind,
  year: number,
): Theme {
  const fitting = THEMES[themes]!.filter(({ tasks }) =>
    kind !== "reuse" ||
    tasks.some((task) => networksFor(task, "adaptation", year).length > 0)
  );
  return pick(random, fitting);
}

function drawKind(random: Random, rates: YearRates, reuse: number): Kind {
  if (random() >= rates.usesDl) return "none";
  return random() < rates.reuses * reuse ? "reuse" : "scratch";
}

function drawHardCase(
  random: Random,
  kind: Kind,
  year: number,
): string | null {
  let left = random();
  for (const hardCase of HARD_CASES) {
    if (hardCase.kind !== kind) continue;
    left -= hardCase.share;
    if (left < 0) return year >= hardCase.since ? hardCase.name : null;
  }
  return null;
}

/** Older papers are cited more, and a few papers much more than the others. */
function drawCitations(random: Random, { year, uncited }: YearRates): number {
  if (random() < uncited) return 0;
  const age = 2026 - year;
  return 1 + Math.floor((age * random() ** 3) / (1.05 - random()));
}
