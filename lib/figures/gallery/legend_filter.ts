/** A part of a Vega-Lite spec. */
export type SpecPart = { readonly [key: string]: unknown };

/** Name of the selection that a legend makes. */
const SELECTION = "shown";

/**
 * Makes a legend a filter: a click on a name shows that name alone, a click
 * with the shift key adds one, a double click shows all again. Views without
 * the legend's field stay as they are, but for texts about the whole, which
 * fade while only a part is shown.
 *
 * @param spec A Vega-Lite spec.
 * @returns The spec with its filter, or null if it has no legend.
 */
export function withLegendFilter(spec: SpecPart): SpecPart | null {
  const field = legendField(spec);
  return field === null ? null : filtered(spec, field, false);
}

/** The field of the first legend of colours. */
function legendField(part: SpecPart): string | null {
  const field = ownLegendField(part);
  if (field !== null) return field;
  for (const child of childrenOf(part)) {
    const found = legendField(child);
    if (found !== null) return found;
  }
  return null;
}

function filtered(
  part: SpecPart,
  field: string,
  isInherited: boolean,
): SpecPart {
  const own = valuesOf(part);
  const hasField = own === null ? isInherited : own.some((row) => field in row);
  const children = (key: string) =>
    Array.isArray(part[key])
      ? {
        [key]: (part[key] as SpecPart[]).map((child) =>
          filtered(child, field, hasField)
        ),
      }
      : {};
  const inner = part.spec === undefined
    ? {}
    : { spec: filtered(part.spec as SpecPart, field, hasField) };
  const isMark = part.mark !== undefined;
  const makes = isMark && ownLegendField(part) === field;
  return {
    ...part,
    ...children("layer"),
    ...children("vconcat"),
    ...children("hconcat"),
    ...children("concat"),
    ...inner,
    ...(makes && {
      params: [{
        name: SELECTION,
        select: { type: "point", fields: [field] },
        bind: "legend",
      }],
    }),
    ...(isMark && hasField && {
      transform: [
        ...(part.transform as unknown[] | undefined ?? []),
        { filter: { param: SELECTION } },
      ],
    }),
    ...(isMark && !hasField && markType(part) === "text" && {
      encoding: {
        ...part.encoding as SpecPart,
        opacity: {
          condition: {
            test: `length(data('${SELECTION}_store')) > 0`,
            value: 0.25,
          },
          value: 1,
        },
      },
    }),
  };
}

function childrenOf(part: SpecPart): SpecPart[] {
  return ["layer", "vconcat", "hconcat", "concat", "spec"].flatMap((key) => {
    const inside = part[key] as SpecPart | SpecPart[] | undefined;
    return inside === undefined ? [] : [inside].flat() as SpecPart[];
  });
}

function ownLegendField({ encoding }: SpecPart): string | null {
  const colour = (encoding as Record<string, SpecPart> | undefined)?.color;
  const hasLegend = colour?.field !== undefined && colour.legend !== null &&
    colour.scale !== null;
  return hasLegend ? String(colour.field) : null;
}

/** The rows that a view brings itself, or null if it takes those around it. */
function valuesOf(part: SpecPart): SpecPart[] | null {
  const data = part.data as { values?: SpecPart[] } | undefined;
  return data?.values ?? null;
}

function markType({ mark }: SpecPart): unknown {
  return typeof mark === "string" ? mark : (mark as SpecPart).type;
}
