import assert from "node:assert/strict";
import {
  DARK_COLOURS,
  DARK_INK,
  darkColours,
} from "lib/figures/gallery/dark_colours.ts";
import { rampColours } from "lib/figures/parts/ramp.ts";
import { COLOURS, INK } from "lib/figures/theme.ts";

type Triple = [number, number, number];

// Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, table 1,
// severity 1.0, for linear RGB.
const VISION: Record<string, Triple[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

Deno.test("All marks have a contrast of 3 to 1 and all text of 4.5 to 1 on white (WCAG 2.2)", () => {
  for (const colour of Object.values(COLOURS)) {
    assert.ok(contrast(colour, INK.paper) >= 3, colour);
  }
  // The labels of lines have the lines' colours, so these count as text too.
  for (const colour of [INK.text, INK.quiet, ...Object.values(COLOURS)]) {
    assert.ok(contrast(colour, INK.paper) >= 4.5, colour);
  }
  // Black on white is 21 to 1 by definition.
  assert.equal(contrast("#000000", "#ffffff"), 21);
});

Deno.test("All marks and text have a contrast of 4.5 to 1 on dark paper", () => {
  const { text, quiet, paper } = DARK_INK;
  for (const colour of [text, quiet, ...Object.values(DARK_COLOURS)]) {
    assert.ok(contrast(colour, paper) >= 4.5, colour);
  }
});

Deno.test("Text on cells has a contrast of 4.5 to 1 in both themes", () => {
  const dark = darkColours();
  for (const name of ["blue", "vermilion"] as const) {
    const colours = rampColours(name);
    for (const colour of colours) {
      assert.ok(contrast(INK.text, colour) >= 4.5, colour);
      assert.ok(contrast(DARK_INK.text, dark[colour]!) >= 4.5, colour);
    }
    assert.equal(new Set(colours.map((colour) => dark[colour])).size, 21);
  }
});

for (const [vision, matrix] of Object.entries(VISION)) {
  Deno.test(`All colours of either theme stay apart with ${vision}`, () => {
    for (const theme of [COLOURS, DARK_COLOURS]) {
      const colours = Object.entries(theme);
      for (const [i, [name, colour]] of colours.entries()) {
        for (const [otherName, other] of colours.slice(i + 1)) {
          // A difference of 2.3 is just noticeable; 20 is told apart at a glance.
          const difference = distance(
            seen(colour, matrix),
            seen(other, matrix),
          );
          assert.ok(difference > 20, `${name} and ${otherName}: ${difference}`);
        }
      }
    }
  });
}

Deno.test("The simulation makes red and green of one lightness alike for deuteranopia", () => {
  const pair = ["#bb5500", "#737300"] as const;
  const [normal, deuteranopia] = ["normal", "deuteranopia"].map((vision) =>
    distance(seen(pair[0], VISION[vision]!), seen(pair[1], VISION[vision]!))
  );
  assert.ok(deuteranopia! < normal! / 3, `${normal} ${deuteranopia}`);
});

function linear(colour: string): Triple {
  return [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function dot(row: Triple, values: Triple): number {
  return row[0] * values[0] + row[1] * values[1] + row[2] * values[2];
}

function contrast(one: string, other: string): number {
  const [dark, light] = [one, other]
    .map((colour) => dot([0.2126, 0.7152, 0.0722], linear(colour)) + 0.05)
    .sort((a, b) => a - b);
  return light! / dark!;
}

/** A colour as CIE L*a*b* (D65), as seen through a vision's matrix. */
function seen(colour: string, matrix: Triple[]): Triple {
  const rgb = matrix.map((row) =>
    Math.min(1, Math.max(0, dot(row, linear(colour))))
  ) as Triple;
  const [x, y, z] = [
    dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047,
    dot([0.2126, 0.7152, 0.0722], rgb),
    dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883,
  ].map((t) => t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116);
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
