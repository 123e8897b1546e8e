import { HARD_CASES, type Kind } from "lib/corpus/demo/hard_cases.ts";
import {
  type DemoJournal,
  drawJournal,
  journalsFor,
} from "lib/corpus/demo/journals.ts";
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
import { type Theme, THEMES } from "lib/corpus/demo/theme.ts";
import { OPENALEX_FIELDS } from "lib/corpus/fields.ts";
import {
  drawInteger,
  pick,
  pickWeighted,
  prng,
  type Random,
} from "lib/stats/random.ts";

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
  /** Names of up to three fields, distinct, the theme's own first; null if no record is known. */
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
  const { theme, fields, reuse } = drawTheme(random, year);
  const journal = drawJournal(random, theme, year);
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
    theme,
    kind,
    hardCase: articleType === "research-article"
      ? drawHardCase(random, kind, year)
      : null,
    citedByCount: hasRecord ? citations : null,
    fields: hasRecord ? fields : null,
  };
}

/**
 * Draws a theme that a journal of the year prints, by way of its first field,
 * and the fields of one to three topics.
 */
function drawTheme(random: Random, year: number) {
  const weights = random() < NATURAL_SHARE ? NATURAL_WEIGHTS : OTHER_WEIGHTS;
  const themesOf = (id: number) =>
    THEMES.filter((theme) =>
      theme.fields.includes(id) && journalsFor(theme, year).length > 0
    );
  const [id, , reuse] = pickWeighted(
    random,
    weights,
    ([id, weight]) => themesOf(id).length > 0 ? weight : 0,
  );
  const theme = pick(random, themesOf(id));
  const ids = [id];
  const topics = pickWeighted(random, [1, 2, 3], (n) => n);
  while (ids.length < topics) {
    // A second topic often lies in the same field.
    const isSame = theme.related.length === 0 || random() < 0.4;
    ids.push(isSame ? id : pick(random, theme.related));
  }
  const fields = [...new Set(ids)].map((id) => OPENALEX_FIELDS.get(id)!);
  return { theme, fields, reuse };
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
