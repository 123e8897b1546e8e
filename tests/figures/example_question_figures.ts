/** Figures of questions that are not the study's, from made-up rows. */

import {
  categoriesByField,
  categoriesByYear,
  type CategoryRow,
  categoryShares,
  type FieldRow,
  type Figure,
  type FigureContext,
  shareByField,
  shareByYear,
  type YearShareRow,
} from "lib/figures/mod.ts";
import type { YearOptions } from "lib/figures/parts/years.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";

const SHARES = { id: "shares_data", title: "Shares its data" };

const PLACES = {
  title: "Where the data are",
  category: {
    name: "route",
    values: ["repository", "supplement", "other"]
      .map((value) => ({ value, meaning: value })),
  },
};

/** Papers answered yes, and those asked, by year; another question's rows are not drawn. */
export const SHARE_YEAR_ROWS: YearShareRow[] = [
  ...([[2019, 1, 8], [2020, 3, 9], [2022, 6, 8], [2023, 2, 4]] as const)
    .map(([year, papers, of]) => ({ year, ...yes(papers, of) })),
  { year: "unknown", ...yes(1, 2) },
  { year: 2020, ...yes(9, 9), question: "uses_maps" },
];

/** The same by field. */
export const SHARE_FIELD_ROWS: FieldRow[] = [
  { field: "Environmental Science", ...yes(9, 12) },
  { field: "Agricultural and Biological Sciences", ...yes(3, 15) },
  { field: "Unassigned", ...yes(1, 4) },
  { field: "Neuroscience", ...yes(7, 7), question: "uses_maps" },
];

/** Mentions by route overall, by year and by field. */
export const ROUTE_ROWS = {
  all: routes({}, [9, 3, 0]),
  year: [
    ...routes({ year: 2020 }, [2, 1, 0]),
    ...routes({ year: 2022 }, [4, 1, 0]),
    ...routes({ year: 2023 }, [3, 1, 0]),
  ],
  field: [
    ...routes({ field: "Environmental Science" }, [6, 1, 0]),
    ...routes({ field: "Agricultural and Biological Sciences" }, [1, 2, 0]),
    ...routes({ field: "Unassigned" }, [2, 0, 0]),
  ],
};

/** One of each. */
export function exampleQuestionFigures(
  context: FigureContext,
  options: YearOptions = {},
): Figure[] {
  return [
    shareByYear(SHARE_YEAR_ROWS, context, SHARES, options),
    shareByField(SHARE_FIELD_ROWS, context, SHARES),
    categoryShares(ROUTE_ROWS.all, context, PLACES),
    categoriesByYear(ROUTE_ROWS.year, context, PLACES, options),
    categoriesByField(ROUTE_ROWS.field, context, PLACES),
  ];
}

function yes(papers: number, of: number) {
  const { estimate: share, low, high } = wilsonInterval(papers, of);
  return { question: SHARES.id, papers, of, share, low, high };
}

function routes(
  group: Pick<CategoryRow, "year" | "field">,
  counts: readonly number[],
): CategoryRow[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return PLACES.category.values.map(({ value }, i) => {
    const mentions = counts[i]!;
    const { estimate: share, low, high } = wilsonInterval(mentions, all);
    return {
      ...{ ...group, route: value, mentions, papers: mentions },
      ...{ share, low, high },
    };
  });
}
