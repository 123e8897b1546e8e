import { isNonCommercial } from "lib/collect/licence_code.ts";
import type { CollectSettings } from "lib/collect/settings.ts";
import { stepsOf, whereItLeft } from "lib/collect/steps.ts";
import type { CollectRun } from "lib/collect/run_collect.ts";
import { isRefused } from "lib/collect/texts/get_text.ts";
import type { Table } from "lib/findings/table.ts";

const count = (value: number) => value.toLocaleString("en-US");

/** Says in lines what a run collected, why papers left, and under which licences. */
export function describeRun(
  settings: CollectSettings,
  { collected, tables }: CollectRun,
): string[] {
  const steps = stepsOf(settings);
  const { rows, searches, open } = collected;
  const places = rows.map((row) => whereItLeft(row, steps));
  const kept = places.filter((place) => place === null).length;
  const lines = [
    `Found ${count(rows.length)} papers with ${
      count(searches.length)
    } searches; ${count(kept)} are collected.`,
  ];
  for (const { name } of steps) {
    const reasons = new Map<string, number>();
    for (const place of places) {
      if (place?.step !== name) continue;
      reasons.set(place.reason, (reasons.get(place.reason) ?? 0) + 1);
    }
    for (const [reason, papers] of [...reasons].sort(([, a], [, b]) => b - a)) {
      lines.push(`  left at "${name}", ${reason}: ${count(papers)}`);
    }
  }
  const unfinished = searches.filter(({ isComplete }) => !isComplete).length;
  if (unfinished + open.dois + open.texts > 0) {
    lines.push(
      `Not asked yet: ${count(unfinished)} searches, the metadata of ${
        count(open.dois)
      } DOIs, the texts of ${count(open.texts)} papers.`,
    );
  }
  const refused =
    places.filter((place) =>
      place?.step === "with text" && isRefused(place.reason)
    ).length;
  if (refused > 0) {
    lines.push(
      `The texts of ${
        count(refused)
      } papers were refused: with --refresh texts they are asked for again.`,
    );
  }
  return [...lines, ...licenceLines(tables), ...changeLines(tables)];
}

/** What to run next: a study of the papers, or the rest of the collecting; null if no paper is left. */
export function nextTask(
  settings: CollectSettings,
  { collected: { rows, searches, open } }: Pick<CollectRun, "collected">,
): "annotate" | "collect" | null {
  const steps = stepsOf(settings);
  if (rows.some((row) => whereItLeft(row, steps) === null)) return "annotate";
  const isOpen = searches.some(({ isComplete }) => !isComplete) ||
    open.dois + open.texts > 0;
  return isOpen ? "collect" : null;
}

/** What somebody should look at: searches cut short, journals without a hit. */
export function warningsOf(
  { journals }: Pick<CollectSettings, "journals">,
  { collected: { searches, rows } }: CollectRun,
): string[] {
  const short = searches.filter(({ hitCount, hits, isComplete }) =>
    isComplete && hitCount !== null && hits.length < hitCount
  ).map(({ service, keyword, hitCount, hits }) =>
    `${service} announced ${count(hitCount!)} hits for "${keyword}" and gave ${
      count(hits.length)
    }`
  );
  const found = new Set(rows.map(({ journal }) => journal));
  const silent = journals.filter(({ title }) => !found.has(title));
  return [
    ...short,
    ...rows.length === 0 || silent.length === 0 ? [] : [
      `${silent.length} of ${journals.length} journals have no paper (is their ISSN right?): ${
        silent.slice(0, 5).map(({ title }) => title).join(", ")
      }${silent.length > 5 ? ", …" : ""}`,
    ],
  ];
}

function licenceLines(tables: readonly Table[]): string[] {
  const sums = new Map<string, number>();
  for (const row of rowsOf(tables, "licences")) {
    const licence = String(row.licence);
    sums.set(licence, (sums.get(licence) ?? 0) + Number(row.papers));
  }
  if (sums.size === 0) return [];
  const mix = [...sums].sort(([, a], [, b]) => b - a)
    .map(([licence, papers]) => `${licence} ${count(papers)}`).join(", ");
  const nonCommercial = [...sums].filter(([code]) => isNonCommercial(code))
    .reduce((sum, [, papers]) => sum + papers, 0);
  return [
    `Licences: ${mix}.`,
    ...nonCommercial === 0 ? [] : [
      `${
        count(nonCommercial)
      } papers are for non-commercial use only: do not pass their texts on, and look at the terms of a language model's provider before they go there.`,
    ],
  ];
}

function changeLines(tables: readonly Table[]): string[] {
  if (!tables.some(({ name }) => name === "changes")) return [];
  const changes = rowsOf(tables, "changes");
  const cited = changes.filter(({ what }) => what === "cited_by_count");
  const more = cited.reduce(
    (sum, { before, now }) => sum + Number(now) - Number(before),
    0,
  );
  const papers = new Set(changes.map(({ doi }) => doi)).size;
  return [
    `Since the metadata before: ${
      count(papers)
    } papers have changed (changes.csv), citations of ${
      count(cited.length)
    }, by ${more >= 0 ? "+" : ""}${count(more)} in all.`,
  ];
}

function rowsOf(tables: readonly Table[], name: string): Table["rows"] {
  return tables.find((table) => table.name === name)?.rows ?? [];
}
