import { inOrder } from "lib/figures/parts/in_order.ts";
import { COLOURS } from "lib/figures/theme.ts";

/** Colour of each megajournal, in the order of the stacks. */
const MEGAJOURNAL_COLOURS: Readonly<Record<string, string>> = {
  BMJ: COLOURS.navy,
  F1000: COLOURS.vermilion,
  FrontiersIn: COLOURS.maroon,
  PLOS: COLOURS.blue,
  other: COLOURS.grey,
};

/** Gives the megajournals that occur their order and colours. */
export function megajournalScale(
  names: readonly string[],
): { domain: string[]; range: string[] } {
  const domain = inOrder(
    [...new Set(names)],
    (name) => name,
    Object.keys(MEGAJOURNAL_COLOURS),
    "other",
  );
  const range = domain.map((name) => MEGAJOURNAL_COLOURS[name] ?? COLOURS.grey);
  return { domain, range };
}
