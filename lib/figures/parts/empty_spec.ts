import type { TopLevelSpec } from "vega-lite";
import type { Heading } from "lib/figures/parts/heading.ts";
import {
  CONTENT_WIDTH,
  INK,
  PADDING,
  SCHEMA,
  THEME,
} from "lib/figures/theme.ts";

const NOTHING = "Nothing to draw";

/** What a figure shows if there is nothing to draw: its heading says why. */
export function emptySpec(title: Heading, description: string): TopLevelSpec {
  return {
    $schema: SCHEMA,
    title,
    description,
    padding: PADDING,
    width: CONTENT_WIDTH,
    height: 48,
    data: { values: [{ text: NOTHING }] },
    mark: { type: "text", align: "left", color: INK.quiet },
    encoding: {
      x: { value: 0 },
      text: { field: "text", type: "nominal" },
    },
    config: THEME,
  };
}

/** True if a figure has nothing to draw. */
export function isEmptySpec({ data }: TopLevelSpec): boolean {
  const { values } = (data ?? {}) as { values?: { text?: unknown }[] };
  return values?.length === 1 && values[0]?.text === NOTHING;
}
