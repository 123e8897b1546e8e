import type { Figure } from "lib/figures/figure.ts";
import { emptySpec } from "lib/figures/parts/empty_spec.ts";
import { type Heading, heading } from "lib/figures/parts/heading.ts";
import type { Layer } from "lib/figures/parts/interval_layers.ts";
import {
  columnWidth,
  LABEL_AXIS,
  rowLabels,
} from "lib/figures/parts/row_labels.ts";
import { tooltip } from "lib/figures/parts/tooltip.ts";
import {
  COLOURS,
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  SIZES,
  THEME,
} from "lib/figures/theme.ts";
import { countOf, formatShare } from "lib/words.ts";

/** One row of data/simulation/coverage.csv, as far as it is drawn. */
export interface CoverageRow {
  readonly of: string;
  readonly design: string;
  readonly papers: number;
  readonly labels: number;
  readonly prevalence: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly method: string;
  readonly studies: number;
  /** Share of the studies in which the method gave an interval. */
  readonly used: number;
  readonly coverage: number;
}

/** The methods that are drawn, from top to bottom. */
export const COVERAGE_METHODS: Readonly<Record<string, string>> = {
  raw: "Raw share",
  rogan_gladen_known: "Rogan-Gladen, error rates taken as known",
  rogan_gladen: "Rogan-Gladen",
  lang_reiczigel: "Lang-Reiczigel",
  ppi: "Prediction-powered",
  ppi_tuned: "Prediction-powered, tuned",
  dsl: "Design-based (DSL)",
  wilson_labels: "Labels alone (Wilson)",
  score: "Score, wherever it can be computed",
  adjusted: "Reported, by the rule",
};

/** Coverage that a 95 % interval may have, by the study's own measure. */
export const COVERAGE_BAND = [0.93, 0.975] as const;

const BAND_IN_WORDS = COVERAGE_BAND.map(percent).join(" to ");

const NOMINAL = 0.95;

/** Height of a row, in pixels. */
const STEP = 36;

/** A method that answers in fewer studies of a setting is not drawn there. */
const LEAST_USED = 0.5;
/**
 * Shows how often 95 % intervals hold the true share: a tick for each setting
 * of the simulation, a row for each method, the nominal level as a line and
 * what may be called 95 % as a band. The axis is stretched towards 100 %.
 *
 * @param rows As in data/simulation/coverage.csv.
 */
export function intervalCoverage(rows: readonly CoverageRow[]): Figure {
  const id = "interval_coverage";
  const tables: string[] = [];
  const drawn = rows.filter(({ method, used }) =>
    method in COVERAGE_METHODS && used >= LEAST_USED
  );
  const finding = findingOf(drawn);
  const settings = rows.filter(({ method }) => method === "raw").length;
  const studies = rows[0]?.studies ?? 0;
  const title = heading(
    finding,
    {
      corpus: `${countOf(studies, "made-up study").replace("ys", "ies")} each`,
      synthetic: true,
      annotator: "annotators with known error rates",
    },
    countOf(settings, "setting"),
    [
      `grey: ${BAND_IN_WORDS}`,
      "right: settings in the grey band",
      "only where a method answers in half of the studies or more",
    ],
  );
  const methods = Object.keys(COVERAGE_METHODS).filter((method) =>
    drawn.some((row) => row.method === method)
  ).map((method) => ({
    name: COVERAGE_METHODS[method]!,
    coverages: drawn.filter((row) => row.method === method)
      .map(({ coverage }) => coverage),
  }));
  const description = `${finding}; coverage from the least to the largest: ${
    methods.map(({ name, coverages }) =>
      `${name} ${percent(Math.min(...coverages))} to ${
        percent(Math.max(...coverages))
      } (${insideOf(coverages)} inside ${BAND_IN_WORDS})`
    ).join("; ")
  }.`;
  const spec = methods.length === 0
    ? emptySpec(title, description)
    : coverageSpec(drawn, methods, title, description);
  return { id, description, tables, spec };
}

/** What is drawn of one method. */
interface MethodCoverage {
  readonly name: string;
  readonly coverages: readonly number[];
}

function coverageSpec(
  drawn: readonly CoverageRow[],
  methods: readonly MethodCoverage[],
  title: Heading,
  description: string,
) {
  const names = rowLabels(methods.map(({ name }) => name), 150);
  const inside = methods.map(({ coverages }) => insideOf(coverages));
  const column = columnWidth(inside) + 12;
  const width = CONTENT_WIDTH - names.width - column;
  const labelOf = new Map(
    methods.map(({ name }, i) => [name, names.labels[i]!]),
  );
  const x = {
    type: "quantitative" as const,
    title: ["Share of intervals that hold the truth", "(scale stretched)"],
    scale: { type: "pow" as const, exponent: 4, domain: [0, 1], nice: false },
    axis: { format: ".0%", values: [0, 0.7, 0.8, 0.9, 1], labelOverlap: false },
  };
  const y = {
    field: "row",
    type: "nominal" as const,
    title: null,
    scale: { domain: names.labels },
    axis: LABEL_AXIS,
  };
  const layers: Layer[] = [
    {
      data: { values: [{ low: COVERAGE_BAND[0], high: COVERAGE_BAND[1] }] },
      mark: { type: "rect", color: INK.grid },
      encoding: { x: { field: "low", ...x }, x2: { field: "high" } },
    },
    {
      data: { values: [{ nominal: NOMINAL }] },
      mark: { type: "rule", color: INK.text, strokeDash: [3, 3] },
      encoding: { x: { field: "nominal", ...x } },
    },
    {
      mark: { type: "tick", thickness: 1, size: 16, opacity: 0.45 },
      encoding: {
        x: { field: "coverage", ...x },
        y,
        color: {
          condition: {
            test: "datum.isReported",
            value: COLOURS.blue,
          },
          value: COLOURS.vermilion,
        },
        tooltip: tooltip(
          {
            name: "Method",
            text: "Coverage",
            design: "Labels",
            prevalence: "True share",
            rates: "Sensitivity, specificity",
          },
          { papers: "Papers", labels: "Labelled" },
        ),
      },
    },
    {
      data: {
        values: methods.map(({ name }, i) => ({
          row: labelOf.get(name),
          inside: inside[i],
        })),
      },
      mark: {
        type: "text",
        align: "right",
        dx: column,
        fontSize: SIZES.label,
      },
      encoding: { x: { value: width }, y, text: { field: "inside" } },
    },
  ];
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    width,
    height: STEP * methods.length,
    data: {
      values: drawn.map((row) => ({
        row: labelOf.get(COVERAGE_METHODS[row.method]!),
        name: COVERAGE_METHODS[row.method],
        isReported: row.method === "adjusted",
        coverage: row.coverage,
        text: percent(row.coverage),
        design: row.design,
        prevalence: row.prevalence,
        rates: `${row.sensitivity}, ${row.specificity}`,
        papers: row.papers,
        labels: row.labels,
      })),
    },
    layer: layers,
    config: THEME,
  };
}

/** Share of settings in which the coverage is what it should be. */
function insideOf(coverages: readonly number[]): string {
  const [low, high] = COVERAGE_BAND;
  const inside = coverages.filter((coverage) =>
    coverage >= low && coverage <= high
  );
  return formatShare(inside.length / coverages.length);
}

function findingOf(rows: readonly CoverageRow[]): string {
  const of = (method: string) =>
    rows.filter((row) => row.method === method).map(({ coverage }) => coverage);
  const [raw, reported] = [of("raw"), of("adjusted")];
  if (raw.length === 0 || reported.length === 0) {
    return "There is no simulation to show";
  }
  const middle = raw.toSorted((a, b) => a - b)[Math.floor(raw.length / 2)]!;
  return `Reported intervals hold the truth in ${
    percent(Math.min(...reported))
  } to ${percent(Math.max(...reported))} of studies, raw ones typically in ${
    percent(middle)
  }`;
}

/** A coverage with one decimal: a whole per cent is too coarse near 95 %. */
function percent(coverage: number): string {
  return `${(100 * coverage).toFixed(1)}%`;
}
