import { CAPTIONS } from "lib/figures/gallery/captions.ts";
import {
  csvAddress,
  escapeText,
  keepTogether,
} from "lib/figures/gallery/html.ts";
import type { Figure } from "lib/figures/figure.ts";

/** A table that readers can download. */
export interface GalleryTable {
  /** File name without ending, such as "papers_by_year". */
  readonly name: string;
  /** The CSV file's text. */
  readonly csv: string;
}

/** What a section shows beside its figure. */
export interface FigureSectionOptions {
  /** The figure as SVG, without its heading. */
  readonly svg: string;
  /** Of this figure; a caption of the gallery's own stands in. */
  readonly caption?: string;
  readonly tables: readonly GalleryTable[];
  /** True if the legend filters. */
  readonly hasFilter: boolean;
}

/** The title of a figure in one line. */
export function titleOf({ spec }: Figure): string {
  return linesOf(spec.title, "text").join(" ");
}

/** Writes the section of one figure. */
export function figureSection(
  figure: Figure,
  options: FigureSectionOptions,
): string {
  const id = escapeText(figure.id);
  const caption = options.caption ?? figure.caption ?? CAPTIONS[figure.id];
  // A line that ends in a space goes on; others end with their part.
  const subtitle = linesOf(figure.spec.title, "subtitle")
    .reduce(
      (text, line) =>
        text === "" || text.endsWith(" ")
          ? text + line
          : `${text} \u00b7 ${line}`,
      "",
    );
  const tables = options.tables.filter(({ name }) =>
    figure.tables.includes(name)
  );
  return `<section id="figure-${id}">
<h2>${escapeText(keepTogether(titleOf(figure)))}</h2>
<p class="subtitle">${escapeText(subtitle)}</p>
<figure>
<div class="drawing">
<div class="still">${options.svg.trim()}</div>
<div class="live" role="img" aria-label="${
    escapeText(figure.description)
  }" hidden></div>
</div>
<figcaption>
${caption === undefined ? "" : `<p>${escapeText(caption)}</p>\n`}${
    options.hasFilter
      ? `<p class="quiet hint">A click on a name in the legend shows that one alone; with the shift key it adds one; a double click shows all.</p>\n`
      : ""
  }${
    tables.length === 0
      ? ""
      : `<p class="data">Data: ${tables.map(downloadLink).join(", ")}</p>\n`
  }<details><summary>The figure in words</summary><p>${
    escapeText(figure.description)
  }</p></details>
</figcaption>
</figure>
</section>`;
}

/** Writes the link that downloads a table. */
export function downloadLink({ name, csv }: GalleryTable): string {
  const file = escapeText(`${name}.csv`);
  return `<a download="${file}" href="${csvAddress(csv)}">${file}</a>`;
}

function linesOf(title: unknown, part: "text" | "subtitle"): string[] {
  const lines = (title as Record<string, unknown> | undefined)?.[part];
  return Array.isArray(lines) ? lines.map(String) : [];
}
