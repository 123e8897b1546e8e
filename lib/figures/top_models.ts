import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { heading } from "lib/figures/parts/heading.ts";
import { leading } from "lib/figures/parts/leading.ts";
import { cutText } from "lib/figures/parts/measure_text.ts";
import { modelBars } from "lib/figures/parts/model_bars.ts";
import { SIZES } from "lib/figures/theme.ts";
import { countOf, formatCount, listWords } from "lib/words.ts";

/** One model that papers reuse. */
export interface ModelRow {
  readonly model: string;
  /** The family it belongs to, or empty if that is not known. */
  readonly family: string;
  readonly mentions: number;
  readonly papers: number;
}

/** How many models are drawn. */
const TOP = 20;

/** Longest name of a model, in pixels of a label. */
const LONGEST = 170;

/**
 * Shows the 20 models that most papers reuse: a bar for the papers, with the
 * count and, where it has another name, the model's family. Models come by
 * papers, then by mentions, then by name.
 *
 * @param rows As in models.csv.
 * @param context Corpus and annotator for the subtitle.
 */
export function topModels(
  rows: readonly ModelRow[],
  context: FigureContext,
): Figure {
  const id = "top_models";
  const tables = ["models"];
  const named = rows.filter(({ papers }) => papers > 0).toSorted((a, b) =>
    b.papers - a.papers || b.mentions - a.mentions ||
    (a.model < b.model ? -1 : 1)
  ).map((row) => ({
    ...row,
    model: readable(row.model),
    family: readable(row.family),
  }));
  const drawn = named.slice(0, TOP);
  const finding = findingOf(named);
  const mentions = named.reduce((sum, { mentions }) => sum + mentions, 0);
  const title = heading(
    finding,
    context,
    `${countOf(named.length, "model")} with ${countOf(mentions, "mention")}`,
    [
      ...(named.length > drawn.length
        ? [`the ${drawn.length} with most papers are drawn`]
        : []),
      ...(drawn.some(hasOtherFamily) ? ["grey: the model's family"] : []),
    ],
  );
  if (drawn.length === 0) {
    const description = `${finding}.`;
    return { id, description, tables, spec: emptySpec(title, description) };
  }
  const parts = drawn.map(({ model, papers }) =>
    `${model} ${formatCount(papers)}`
  );
  const description = `${finding}; bars of papers by model: ${
    listWords(parts)
  }.`;
  const bars = drawn.map((row) => ({
    ...row,
    label: hasOtherFamily(row) ? row.family : "",
  }));
  return { id, description, tables, spec: modelBars(bars, title, description) };
}

/** Names come from answers, which can hold anything, at any length. */
function readable(name: string): string {
  const line = name.replace(/[\s\p{C}]+/gu, " ").trim();
  return cutText(line, LONGEST, { size: SIZES.label });
}

function hasOtherFamily({ model, family }: ModelRow): boolean {
  return family !== "" && family !== model;
}

function findingOf(rows: readonly ModelRow[]): string {
  const top = leading(rows, ({ papers }) => papers);
  const [first] = top;
  if (first === undefined) return "No reused model is named";
  const papers = countOf(first.papers, "paper");
  if (rows.length === 1) {
    return `${first.model} is the only model named (${papers})`;
  }
  if (top.length === rows.length) {
    return `All ${rows.length} models named are reused by ${papers} each`;
  }
  if (top.length > 3) {
    return `${top.length} models are reused by most papers (${papers} each)`;
  }
  return top.length === 1
    ? `${first.model} is the model that most papers reuse (${papers})`
    : `${
      listWords(top.map(({ model }) => model))
    } are the models that most papers reuse (${papers} each)`;
}
