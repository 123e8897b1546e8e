/** Space that the label of a year needs on an axis, in pixels. */
const LABEL = 38;

/** Steps between two labelled years. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * Makes the x channel of a time axis with a position for each year. Its labels
 * name all years, or every second, fifth, tenth … of them, so that they stand
 * apart.
 *
 * @param years In rising order, without a gap; at least one.
 * @param width Of the plot, in pixels.
 */
export function yearAxis(years: readonly number[], width: number) {
  const most = Math.max(1, Math.floor(width / LABEL));
  const step =
    STEPS.find((step) =>
      years.filter((year) => year % step === 0).length <= most
    ) ?? 1;
  const values = years.filter((year) => year % step === 0);
  return channel(years, {
    values: values.length > 0 ? values : years.slice(0, 1),
  });
}

/**
 * Makes the x channel of a narrow time axis: if not all years can be named,
 * the first and the last are, below the ends of the axis.
 *
 * @param years In rising order, without a gap; at least one.
 * @param width Of the plot, in pixels.
 */
export function narrowYearAxis(years: readonly number[], width: number) {
  if (years.length * LABEL <= width) return yearAxis(years, width);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const test = `datum.value === ${first}`;
  const half = width / years.length / 2;
  return channel(years, {
    values: [first, last],
    labelAlign: {
      condition: { test, value: "left" as const },
      value: "right" as const,
    },
    labelOffset: { condition: { test, value: -half }, value: half },
  });
}

function channel<Axis>(years: readonly number[], axis: Axis) {
  return {
    field: "year",
    type: "ordinal" as const,
    title: null,
    scale: { domain: [...years], paddingInner: 0.25, paddingOuter: 0.25 },
    axis: { ...axis, labelAngle: 0, labelOverlap: false, grid: false },
  };
}
