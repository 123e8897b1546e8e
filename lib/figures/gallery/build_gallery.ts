import type { Figure, FigureContext } from "lib/figures/figure.ts";
import { darkColours } from "lib/figures/gallery/dark_colours.ts";
import {
  downloadLink,
  figureSection,
  type GalleryTable,
  titleOf,
} from "lib/figures/gallery/figure_section.ts";
import {
  findingsSection,
  type GalleryFindings,
} from "lib/figures/gallery/findings_section.ts";
import {
  escapeText,
  keepTogether,
  scriptJson,
} from "lib/figures/gallery/html.ts";
import {
  interactiveSpec,
  withoutHeading,
} from "lib/figures/gallery/interactive_spec.ts";
import pageStyle from "lib/figures/gallery/page.css" with { type: "text" };
import sectionStyle from "lib/figures/gallery/sections.css" with {
  type: "text",
};
import script from "lib/figures/gallery/page.js" with { type: "text" };
import { loadRuntime } from "lib/figures/gallery/runtime.ts";
import { isEmptySpec } from "lib/figures/parts/empty_spec.ts";
import { answeredBy } from "lib/figures/parts/annotator_name.ts";
import { renderSvg } from "lib/figures/render.ts";

/** What a gallery shows. */
export interface GalleryContent {
  /** In the order of the page. */
  readonly figures: readonly Figure[];
  /** By the figures' ids; the gallery's own stand in. */
  readonly captions?: Readonly<Record<string, string>>;
  /** All tables to download: behind the figures, and further ones. */
  readonly tables: readonly GalleryTable[];
  /** As in findings.json. */
  readonly findings?: GalleryFindings;
  readonly context: FigureContext;
  /** Of the page. */
  readonly title: string;
}

/** Nothing is fetched, and no text becomes a program. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/**
 * Writes all figures of a run as one web page that needs nothing else: it
 * opens from disk, without a network. Figures have tooltips, legends that
 * filter, captions, descriptions in words and their data as downloads; without
 * scripts and in print they are still pictures.
 *
 * @param content See {@link GalleryContent}; any text in it stays text.
 * @returns The HTML file; the same content gives the same bytes.
 *
 * @example
 * ```ts
 * import { buildGallery } from "lib/figures/gallery/mod.ts";
 * import { topModels } from "lib/figures/mod.ts";
 * import assert from "node:assert/strict";
 * const context = { corpus: "4 papers", synthetic: false, annotator: "lexicon" };
 * const rows = [{ model: "BERT", family: "BERT", mentions: 3, papers: 2 }];
 * const html = await buildGallery({
 *   title: "Reused models",
 *   context,
 *   figures: [topModels(rows, context)],
 *   tables: [{ name: "models", csv: "model,papers\nBERT,2\n" }],
 * });
 * assert.match(html, /<h2>BERT is the only model named/);
 * ```
 */
export async function buildGallery(content: GalleryContent): Promise<string> {
  const { tables, findings, context } = content;
  const [figures, empty] = [false, true].map((is) =>
    content.figures.filter(({ spec }) => isEmptySpec(spec) === is)
  ) as [Figure[], Figure[]];
  const runtime = await loadRuntime();
  const sections: string[] = [];
  const specs: Record<string, unknown> = {};
  for (const figure of figures) {
    const { vega, hasFilter } = await interactiveSpec(figure);
    specs[figure.id] = vega;
    sections.push(figureSection(figure, {
      svg: await renderSvg(withoutHeading(figure)),
      caption: content.captions?.[figure.id],
      tables,
      hasFilter,
    }));
  }
  const drawn = new Set(figures.flatMap((figure) => figure.tables));
  const further = tables.filter(({ name }) => !drawn.has(name));
  const title = escapeText(content.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${pageStyle.trim()}
${sectionStyle.trim()}
</style>
</head>
<body>
<header>
<div class="top"><h1>${title}</h1> <button type="button" id="theme" hidden>Dark theme</button></div>
${aboutCorpus(context)}
${tableOfContents(figures, findings !== undefined, further.length > 0)}
</header>
<main>
${
    [
      ...(findings === undefined ? [] : [findingsSection(findings)]),
      ...sections,
      ...(empty.length === 0 ? [] : [emptySection(empty)]),
      ...(further.length === 0 ? [] : [tablesSection(further)]),
    ].join("\n")
  }
</main>
<footer>
<p>Figures drawn with Vega, whose licence stands in this file.</p>
</footer>
<dl id="tooltip" role="tooltip" hidden></dl>
<script type="application/json" id="specs">${scriptJson(specs)}</script>
<script type="application/json" id="dark-colours">${
    scriptJson(darkColours())
  }</script>
${runtime.map((program) => `<script>${program}</script>`).join("\n")}
<script>
${script.trim()}
</script>
</body>
</html>
`;
}

function aboutCorpus(context: FigureContext): string {
  const about = `<p class="quiet">Corpus: ${
    escapeText(context.corpus)
  }. Answers: ${escapeText(answeredBy(context))}.</p>`;
  return context.synthetic
    ? `${about}
<p class="note">These data are synthetic. They show how the method works, and are no evidence about the literature.</p>`
    : about;
}

function tableOfContents(
  figures: readonly Figure[],
  hasFindings: boolean,
  hasTables: boolean,
): string {
  const links: [id: string, title: string][] = [
    ...(hasFindings ? [["findings", "Findings"]] : []),
    ...figures.map((figure) => [`figure-${figure.id}`, titleOf(figure)]),
    ...(hasTables ? [["tables", "Further tables"]] : []),
  ] as [string, string][];
  const items = links.map(([id, title]) =>
    `<li><a href="#${escapeText(id)}">${
      escapeText(keepTogether(title))
    }</a></li>`
  );
  return `<nav aria-label="Contents">
<ol>
${items.join("\n")}
</ol>
</nav>`;
}

/** Names the figures that this run has nothing to draw for. */
function emptySection(figures: readonly Figure[]): string {
  const items = figures.map((figure) =>
    `<li>${escapeText(titleOf(figure))}.</li>`
  );
  return `<section id="nothing">
<h2>Nothing to draw</h2>
<ul>
${items.join("\n")}
</ul>
</section>`;
}

function tablesSection(tables: readonly GalleryTable[]): string {
  return `<section id="tables">
<h2>Further tables</h2>
<ul class="tables">
${tables.map((table) => `<li>${downloadLink(table)}</li>`).join("\n")}
</ul>
</section>`;
}
