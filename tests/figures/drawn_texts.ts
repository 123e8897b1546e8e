import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import fontPackage from "dejavu-fonts-ttf/package.json" with { type: "json" };
import { fileURLToPath } from "node:url";
import { SaxesParser, type SaxesTagPlain } from "saxes";

/** A line of text in an SVG, and the box it takes in pixels of the SVG. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Scale and shift of a matrix: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
];

const canvas = createCanvas(1, 1).getContext("2d");
for (const name of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
  const url = import.meta.resolve(`${fontPackage.name}/ttf/${name}`);
  GlobalFonts.registerFromPath(fileURLToPath(url), "Test Sans");
}

/** Measures a line with a canvas and the font that the figures use. */
export function canvasWidth(text: string, size: number, bold: boolean): number {
  canvas.font = `${bold ? "bold " : ""}${size}px "Test Sans"`;
  return canvas.measureText(text).width;
}

/** Finds all visible lines of text in an SVG that Vega wrote, and the SVG's size. */
export function readTexts(
  svg: string,
): { texts: DrawnText[]; width: number; height: number } {
  const texts: DrawnText[] = [];
  const open: { tag: SaxesTagPlain; matrix: Matrix }[] = [];
  let size = { width: 0, height: 0 };
  let line = 0;
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => {
    const above = open.at(-1)?.matrix ?? [1, 0, 0, 1, 0, 0];
    const matrix = multiply(above, transformOf(tag.attributes.transform ?? ""));
    open.push({ tag, matrix });
    if (tag.name === "svg") {
      size = {
        width: Number(tag.attributes.width),
        height: Number(tag.attributes.height),
      };
    }
    if (tag.name === "text") line = 0;
    if (tag.name === "tspan") line += Number(tag.attributes.dy ?? 0);
  });
  parser.on("text", (text) => {
    const element = open.findLast(({ tag }) => tag.name === "text");
    const attributes = element?.tag.attributes;
    if (!element || text === "" || attributes?.opacity === "0") return;
    const style = Number.parseFloat(attributes?.["font-size"] ?? "");
    const width = canvasWidth(
      text,
      style,
      attributes?.["font-weight"] === "bold",
    );
    const anchor = attributes?.["text-anchor"];
    const left = anchor === "end"
      ? -width
      : anchor === "middle"
      ? -width / 2
      : 0;
    // Digits and capitals reach 0.76 of the font size above the base line,
    // and descenders 0.24 below it.
    const corners = [left, left + width].flatMap((x) =>
      [line - 0.76 * style, line + 0.24 * style].map((y) =>
        apply(element.matrix, x, y)
      )
    );
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    texts.push({
      text,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    });
  });
  parser.on("closetag", () => void open.pop());
  parser.write(svg).close();
  return { texts, ...size };
}

/** Reads translate() and rotate(), the only ones that Vega writes for texts. */
function transformOf(attribute: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list = ""] of attribute.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first = 0, second = 0] = list.split(/[\s,]+/).map(Number);
    const angle = first * Math.PI / 180;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    matrix = multiply(
      matrix,
      name === "rotate"
        ? [cosine, sine, -sine, cosine, 0, 0]
        : [1, 0, 0, 1, first, second],
    );
  }
  return matrix;
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const [a, b, c, d] = m;
  return [
    a * n[0] + c * n[1],
    b * n[0] + d * n[1],
    a * n[2] + c * n[3],
    b * n[2] + d * n[3],
    ...apply(m, n[4], n[5]),
  ];
}

function apply(
  [a, b, c, d, e, f]: Matrix,
  x: number,
  y: number,
): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
