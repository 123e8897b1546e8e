import { MODEL } from "lib/findings/names/name_tables.ts";
import { annotatorName } from "lib/figures/parts/annotator_name.ts";
import type { ValidationRow } from "lib/figures/validation_metrics.ts";
import {
  intervalInWords,
  questionsOf,
  type ValidationNames,
} from "lib/findings/read_validation.ts";
import { countOf, formatMetric } from "lib/words.ts";

/** Scores of names and categories, by the pattern of their metric. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:names|pairs)_micro_precision$/, "Precision"],
  [/^(?:names|pairs)_micro_recall$/, "Recall"],
  [/^(?:names|pairs)_micro_f1$/, "F1"],
  [/^(?:names|pairs)_jaccard$/, "Jaccard, mean over papers"],
  [/^(?:names|pairs)_exact_match$/, "Exact match"],
  [/^matched_accuracy$/, "Accuracy"],
  [/^macro_f1$/, "Macro F1"],
  [/^matched_kappa$/, "Cohen's kappa"],
  [/^matched_ac1$/, "Gwet's AC1"],
  [/^precision:(.+)$/, "Precision, $1"],
  [/^recall:(.+)$/, "Recall, $1"],
  [/^f1:(.+)$/, "F1, $1"],
];

/**
 * Scores of named things for showing: of the names, of the names with their
 * category, and of the category of names that both sides give.
 *
 * @param rows Rows of validation.csv.
 * @param names How the study names its questions.
 */
export function modelScoresOf(
  rows: readonly ValidationRow[],
  names: ValidationNames,
) {
  return questionsOf(rows, names).flatMap(
    ({ id, title, name: noun = MODEL }) => {
      const own = rows.filter(({ question }) => question === id);
      const hasCategory = own.some(({ metric }) => metric.startsWith("pairs_"));
      return own.flatMap((row) => {
        const name = nameOf(row.metric);
        if (name === null) return [];
        // The names of a question with categories are those of the question before.
        if (hasCategory && row.metric.startsWith("names_")) return [];
        return [{
          what: row.metric.startsWith("pairs_")
            ? `${title}: ${noun} with category`
            : hasCategory
            ? `${title}: category of shared ${noun}s`
            : title,
          annotator: annotatorName(row.annotator),
          metric: name,
          value: row.value,
          interval: intervalInWords(row),
          n: row.n,
        }];
      });
    },
  );
}

function nameOf(metric: string): string | null {
  const [pattern, name] = NAMES.find(([pattern]) => pattern.test(metric)) ?? [];
  return pattern === undefined ? null : metric.replace(pattern, name!);
}

/** Says how the study's own annotator does with names and categories, and on how little that rests. */
export function modelsInWords(
  rows: readonly ValidationRow[],
  names: ValidationNames,
): string {
  const own = rows.filter(({ annotator }) => annotator === rows[0]?.annotator);
  const sentences = questionsOf(own, names).flatMap(
    ({ id, title, name: noun = MODEL }) => {
      const of = (metric: string) =>
        own.find((row) => row.question === id && row.metric === metric);
      const macro = of("macro_f1");
      if (macro !== undefined) {
        return [
          macro.value === null
            ? `${title}: ${macro.note}.`
            : `${title}: on the ${
              countOf(macro.n, "pair")
            } whose ${noun} both sides name, macro F1 is ${
              formatMetric(macro.value)
            } (${intervalInWords(macro)}).${rareInWords(own, id)}`,
        ];
      }
      const f1 = of("names_micro_f1");
      if (f1 === undefined) return [];
      return [
        f1.value === null
          ? `${title}: ${f1.note}.`
          : `${title}: over the ${
            countOf(f1.n, "paper")
          } for which label or annotator names one, F1 is ${
            formatMetric(f1.value)
          } (${intervalInWords(f1)}).`,
      ];
    },
  );
  return sentences.length === 0
    ? "No label names anything, so that names and categories cannot be judged."
    : sentences.join(" ");
}

/** Names the categories that hardly any pair has. */
function rareInWords(
  rows: readonly ValidationRow[],
  question: string,
): string {
  const rare = rows.filter((row) =>
    row.question === question && row.metric.startsWith("recall:") && row.n < 10
  ).map(({ metric, n }) => `${metric.slice("recall:".length)} (${n})`);
  return rare.length === 0
    ? ""
    : ` Some categories have fewer than ten labelled pairs, too few to judge: ${
      rare.join(", ")
    }.`;
}
