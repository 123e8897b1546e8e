/**
 * The rates after which the demo corpus is made. They follow what the study's
 * records show in round figures: of the papers found 79 % are cited and a
 * quarter to two fifths lie in the natural sciences; of those analysed two
 * thirds use deep learning and about a quarter reuse a pre-trained model.
 */

/** A row of a year's rates. */
export interface YearRates {
  readonly year: number;
  /** Papers of the year, in relation to the other years. */
  readonly weight: number;
  /** Share of papers that use deep learning. */
  readonly usesDl: number;
  /** Share of those that reuse a pre-trained model. */
  readonly reuses: number;
  /** Share of papers never cited. */
  readonly uncited: number;
}

/** Rates by year of publication, 2000 to 2025. */
export const YEARS: readonly YearRates[] = ([
  [2000, 0.2, 0, 0, 0.05],
  [2001, 0.2, 0, 0, 0.05],
  [2002, 0.2, 0, 0, 0.05],
  [2003, 0.3, 0, 0, 0.05],
  [2004, 0.3, 0, 0, 0.05],
  [2005, 0.4, 0, 0, 0.05],
  [2006, 0.4, 0, 0, 0.05],
  [2007, 0.5, 0, 0, 0.05],
  [2008, 0.5, 0.02, 0, 0.05],
  [2009, 0.6, 0.02, 0, 0.05],
  [2010, 0.7, 0.03, 0, 0.06],
  [2011, 0.8, 0.04, 0, 0.06],
  [2012, 1, 0.1, 0, 0.06],
  [2013, 1.2, 0.18, 0.1, 0.06],
  [2014, 1.6, 0.26, 0.16, 0.06],
  [2015, 2.2, 0.36, 0.22, 0.07],
  [2016, 3.2, 0.5, 0.28, 0.08],
  [2017, 5, 0.62, 0.32, 0.09],
  [2018, 7.5, 0.71, 0.34, 0.1],
  [2019, 10, 0.76, 0.37, 0.11],
  [2020, 12, 0.79, 0.39, 0.14],
  [2021, 14, 0.8, 0.41, 0.16],
  [2022, 13, 0.8, 0.43, 0.19],
  [2023, 12, 0.8, 0.44, 0.24],
  [2024, 11, 0.8, 0.46, 0.34],
  [2025, 8, 0.8, 0.48, 0.58],
] as const).map(([year, weight, usesDl, reuses, uncited]) => ({
  year,
  weight,
  usesDl,
  reuses,
  uncited,
}));

/** Share of papers with a topic in one of the eight natural-science fields. */
export const NATURAL_SHARE = 0.36;
/** Share of papers of which no metadata are known. */
export const NO_RECORD_SHARE = 0.025;
/** Share of files that end in the middle. */
export const TRUNCATED_SHARE = 0.003;

/** Article types and their shares. */
export const ARTICLE_TYPES:
  readonly (readonly [type: string, share: number])[] = [
    ["research-article", 0.945],
    ["review-article", 0.03],
    ["editorial", 0.015],
    ["correction", 0.01],
  ];

/** Natural-science fields as first topic: id, weight, and how much likelier reuse is. */
export const NATURAL_WEIGHTS: readonly (readonly [
  id: number,
  weight: number,
  reuse: number,
])[] = [
  [13, 32, 1.1],
  [28, 16, 0.95],
  [11, 15, 1],
  [23, 12, 0.95],
  [19, 9, 0.95],
  [24, 9, 0.95],
  [31, 9, 0.95],
  [16, 8, 0.95],
];

/** All other fields as first topic: id, weight, and how much likelier reuse is. */
export const OTHER_WEIGHTS: typeof NATURAL_WEIGHTS = [
  [27, 34, 1],
  [17, 30, 1],
  [22, 14, 1],
  [33, 8, 1],
  [32, 6, 1],
  [36, 4, 1],
  [25, 3, 1],
  [20, 3, 1],
  [29, 3, 1],
  [30, 3, 1],
  [21, 2, 1],
];

/** How papers reuse models. */
export const PATTERN_WEIGHTS = [
  ["adaptation", 0.75],
  ["deployment", 0.14],
  ["conceptual", 0.11],
] as const;

/** Where in the work the models stand. */
export const STAGE_WEIGHTS = [
  ["Test", 0.6],
  ["Analysis", 0.15],
  ["Observation", 0.12],
  ["Hypothesis", 0.07],
  ["Background", 0.03],
  ["Conclusion", 0.03],
] as const;

/** Share of ordinary reusing papers that reuse a second model in the same way. */
export const SECOND_MODEL_SHARE = 0.2;
