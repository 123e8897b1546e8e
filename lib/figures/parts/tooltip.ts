/** A field that a figure shows at the pointer. */
export interface TooltipField {
  readonly field: string;
  readonly title: string;
  readonly type: "nominal" | "quantitative";
  readonly format?: string;
}

/**
 * Lists what a mark shows when a reader points at it.
 *
 * @param texts Fields that hold text or years, each with its name.
 * @param counts Fields that hold counts, each with its name.
 */
export function tooltip(
  texts: Readonly<Record<string, string>>,
  counts: Readonly<Record<string, string>> = {},
): TooltipField[] {
  return [
    ...Object.entries(texts).map(([field, title]) => ({
      field,
      title,
      type: "nominal" as const,
    })),
    ...Object.entries(counts).map(([field, title]) => ({
      field,
      title,
      type: "quantitative" as const,
      format: ",d",
    })),
  ];
}
