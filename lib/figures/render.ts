/**
 * Draws figures without a browser: Vega-Lite to SVG, SVG to PNG. The packages
 * that do it are large and load on first use.
 */

import type { Figure } from "lib/figures/figure.ts";
import { measureText } from "lib/figures/parts/measure_text.ts";

/** Pixels of the PNG per pixel of the SVG. */
const PNG_SCALE = 2;

/** The part of Vega that measures text. */
interface TextMetrics {
  width(
    item: { fontSize?: number; fontWeight?: string | number },
    text: unknown,
  ): number;
}

/**
 * Draws a figure as SVG. Texts are measured with the font's own widths, so
 * that labels and margins fit; the same figure gives the same bytes on each
 * machine.
 *
 * @param figure Its spec holds its data; nothing is fetched.
 * @returns The SVG document, with the figure's description for screen readers.
 */
export async function renderSvg(figure: Figure): Promise<string> {
  const [vega, { compile }] = await Promise.all([
    import("vega"),
    import("vega-lite"),
  ]);
  // Vega has this object and its types leave it out.
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
  textMetrics.width = (item, text) =>
    measureText(String(text ?? "").trim(), {
      size: item.fontSize ?? 11,
      bold: item.fontWeight === "bold",
    });
  // Vega marks the rows that it draws, so it gets its own copy.
  const { spec } = compile(structuredClone(figure.spec));
  const view = new vega.View(vega.parse(spec), { renderer: "none" });
  try {
    vega.resetSVGDefIds();
    const svg = await view.toSVG();
    const label = escapeAttribute(figure.description);
    return svg.replace("<svg ", `<svg role="img" aria-label="${label}" `) +
      "\n";
  } finally {
    view.finalize();
  }
}

/**
 * Draws an SVG as PNG at twice its size, on white, with DejaVu Sans as the
 * only font: fonts of the system are not looked at.
 *
 * @param svg From {@link renderSvg}.
 * @returns The bytes of the PNG file.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const [{ Resvg }, fontFiles] = await Promise.all([
    import("@resvg/resvg-js"),
    findFonts(),
  ]);
  const image = new Resvg(svg, {
    background: "white",
    fitTo: { mode: "zoom", value: PNG_SCALE },
    font: {
      fontFiles,
      loadSystemFonts: false,
      defaultFontFamily: "DejaVu Sans",
    },
  }).render();
  return new Uint8Array(image.asPng());
}

/**
 * Writes a figure as `<id>.svg`, `<id>.png` and `<id>.vl.json`. A file is
 * either the old one or the new one, never a part of it.
 *
 * @param figure What to write.
 * @param folder Made if it does not exist.
 */
export async function saveFigure(
  figure: Figure,
  folder: string,
): Promise<void> {
  const svg = await renderSvg(figure);
  const files: [ending: string, content: string | Uint8Array][] = [
    ["svg", svg],
    ["png", await renderPng(svg)],
    ["vl.json", JSON.stringify(figure.spec, null, 2) + "\n"],
  ];
  await Deno.mkdir(folder, { recursive: true });
  for (const [ending, content] of files) {
    const path = `${folder}/${figure.id}.${ending}`;
    const unfinished = `${path}.${Deno.pid}.unfinished`;
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    await Deno.writeFile(unfinished, bytes);
    await Deno.rename(unfinished, path);
  }
}

/** Finds the font files in the npm cache. */
async function findFonts(): Promise<string[]> {
  // Import of a member makes the package one that Deno resolves to files.
  await import("dejavu-fonts-ttf/package.json", { with: { type: "json" } });
  const { fileURLToPath } = await import("node:url");
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) =>
    fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}`))
  );
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}
