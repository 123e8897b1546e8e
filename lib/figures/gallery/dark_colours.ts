import {
  mixed,
  RAMP_STEPS,
  rampColours,
  type RampName,
} from "lib/figures/parts/ramp.ts";
import { COLOURS, INK } from "lib/figures/theme.ts";

/** Paper and text of the dark theme. */
export const DARK_INK = {
  text: "#ececec",
  quiet: "#b3b3b3",
  grid: "#3a3f45",
  paper: "#191c20",
} as const;

/**
 * Colours of marks on dark paper, chosen as those on white: a contrast of at
 * least 4.5 to 1, and apart under the three colour vision deficiencies.
 */
export const DARK_COLOURS = {
  blue: "#0e91f7",
  vermilion: "#f9a247",
  maroon: "#efc5c5",
  navy: "#c5d3fc",
  grey: "#858585",
} as const;

/** Ends of the ramps: a share of 0, and a share of 1. */
const DARK_ENDS: Readonly<Record<RampName, readonly [string, string]>> = {
  blue: ["#1f2a34", "#14639c"],
  vermilion: ["#2e251f", "#94501c"],
};

/**
 * The colours of the figures on white paper, each with its counterpart on dark
 * paper.
 */
export function darkColours(): Record<string, string> {
  const pairs = Object.entries(COLOURS).map(([name, colour]) => [
    colour,
    DARK_COLOURS[name as keyof typeof COLOURS],
  ]);
  const inks = Object.entries(INK).map(([name, colour]) => [
    colour,
    DARK_INK[name as keyof typeof INK],
  ]);
  const ramps = (["blue", "vermilion"] as const).flatMap((name) => {
    const dark = mixed(...DARK_ENDS[name], RAMP_STEPS);
    return rampColours(name).map((colour, i) => [colour, dark[i]]);
  });
  return Object.fromEntries([...pairs, ...inks, ...ramps]);
}
