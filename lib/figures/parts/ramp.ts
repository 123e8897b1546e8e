/**
 * Colours of cells whose depth shows a share: pale to strong, always light
 * enough for dark text.
 */

/** Name of a ramp of colours. */
export type RampName = "blue" | "vermilion";

/** Number of colours of a ramp: one for each 5 per cent, and one for none. */
export const RAMP_STEPS = 21;

/** Ends of the ramps on white paper: a share of 0, and a share of 1. */
const ENDS: Readonly<Record<RampName, readonly [string, string]>> = {
  blue: ["#f3f8fc", "#4ba3dc"],
  vermilion: ["#fdf4ed", "#ee8c4a"],
};

/** All colours of a ramp, from a share of 0 to a share of 1. */
export function rampColours(name: RampName): string[] {
  return mixed(...ENDS[name], RAMP_STEPS);
}

/**
 * Colours a cell by its share.
 *
 * @param name Of the ramp.
 * @param share From 0 to 1; null, where it is not defined, counts as 0.
 */
export function cellColour(name: RampName, share: number | null): string {
  const place = Math.min(1, Math.max(0, share ?? 0)) * (RAMP_STEPS - 1);
  return rampColours(name)[Math.round(place)] ?? ENDS[name][0];
}

/**
 * Mixes two colours in equal steps.
 *
 * @returns As many colours as steps, both ends included.
 */
export function mixed(from: string, to: string, steps: number): string[] {
  const [start, end] = [channels(from), channels(to)];
  return Array.from(
    { length: steps },
    (_, step) =>
      "#" +
      start.map((value, i) =>
        Math.round(value + ((end[i] ?? 0) - value) * step / (steps - 1))
          .toString(16).padStart(2, "0")
      ).join(""),
  );
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
