import assert from "node:assert/strict";
import { buildGallery } from "lib/figures/gallery/mod.ts";
import { darkColours } from "lib/figures/gallery/dark_colours.ts";
import { escapeText, scriptText } from "lib/figures/gallery/html.ts";
import {
  FINDINGS,
  galleryContent,
  HOSTILE,
} from "tests/figures/gallery_content.ts";
import { topModels, validationMetrics } from "lib/figures/mod.ts";
import {
  CONTEXT,
  exampleFigures,
  VALIDATION_ROWS,
} from "tests/figures/example_rows.ts";

const content = galleryContent();
const html = await buildGallery(content);

/** The page without the programs of the packages. */
const page = html.replace(/<script>[^]*?<\/script>/g, "");

Deno.test("buildGallery() gives the same bytes each time", async () => {
  assert.equal(await buildGallery(galleryContent()), html);
});

Deno.test("The page has a section with picture, caption, words and place in the contents for each figure", () => {
  for (const { id, description } of content.figures) {
    assert.equal(page.split(`<section id="figure-${id}">`).length, 2, id);
    assert.ok(page.includes(`<a href="#figure-${id}">`), id);
    const section = sectionOf(id);
    assert.match(section, /<div class="still"><svg role="img" aria-label="/);
    assert.ok(section.includes(`aria-label="${escapeText(description)}"`), id);
    assert.match(section, /<figcaption>\n<p>[^<]{30,}<\/p>/, id);
    assert.match(section, /<p class="subtitle">Synthetic data: 1,200 demo/);
  }
});

Deno.test("Figures have the tables behind them as downloads, and the page has the others", () => {
  const funnel = sectionOf("corpus_funnel");
  const links = [...funnel.matchAll(/download="([^"]+)" href="([^"]+)"/g)];
  assert.deepEqual(links.map(([, name]) => name), [
    "funnel.csv",
    "keywords.csv",
  ]);
  const [csv, keywords] = links.map(([, , address = ""]) =>
    decodeURIComponent(
      unescape(address).replace("data:text/csv;charset=utf-8,", ""),
    )
  );
  assert.equal(csv, 'step,papers\n"a, #1",2\n');
  assert.equal(keywords, `keyword\n"${HOSTILE}"\n`);
  const [, further = ""] = page.split('<section id="tables">');
  assert.match(further, /download="forms\.csv"/);
  assert.doesNotMatch(further, /download="funnel\.csv"/);
});

Deno.test("Figures with nothing to draw are named at the end, and their tables stay", async () => {
  const made = await buildGallery({
    ...{ title: "No labels", context: CONTEXT },
    figures: [validationMetrics([], CONTEXT), topModels([], CONTEXT)],
    tables: [{ name: "validation", csv: "n\n" }],
  });
  assert.doesNotMatch(made, /<section id="figure-/);
  assert.match(
    made,
    /<h2>Nothing to draw<\/h2>\n<ul>\n<li>There are no labels to compare with\.<\/li>\n<li>[^<]+<\/li>\n<\/ul>/,
  );
  assert.match(made, /<section id="tables">[^]*download="validation\.csv"/);
});

Deno.test("Titles keep the two ends of an interval on one line", async () => {
  const figure = validationMetrics(VALIDATION_ROWS, CONTEXT);
  const made = await buildGallery({
    ...{ title: "Scores", context: CONTEXT, figures: [figure], tables: [] },
  });
  const [, heading = ""] = /<h2>([^<]*)<\/h2>/.exec(made) ?? [];
  assert.match(heading, /\(0\.\d\d\u2013\u20600\.\d\d\)/);
});

Deno.test("Findings without claims speak of no verdict", async () => {
  const made = await buildGallery({
    ...{ title: "Other questions", context: CONTEXT, figures: [], tables: [] },
    findings: { ...FINDINGS, claims: [] },
  });
  assert.match(made, /<h2>Findings<\/h2>/);
  assert.doesNotMatch(made, /verdict says|<ul class="claims">/);
});

Deno.test("Hostile text stays text everywhere", () => {
  assert.ok(page.includes(escapeText(HOSTILE)));
  assert.doesNotMatch(page, /<img|<script>hostile|onerror="/);
  // Two data blocks, the two programs of Vega, and the program of the page.
  assert.equal(html.split(/<script[ >]/).length - 1, 5);
  assert.equal(html.split("</script>").length - 1, 5);
  const blocks = [...html.matchAll(
    /<script type="application\/json" id="([^"]+)">([^<]*)<\/script>/g,
  )];
  const specs = JSON.parse(blocks[0]?.[2] ?? "");
  assert.deepEqual(
    Object.keys(specs),
    content.figures.map(({ id }) => id),
  );
});

Deno.test("The page may fetch nothing and names no other place", () => {
  assert.match(
    html,
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">/,
  );
  // Names of XML and of grammars are no addresses to fetch.
  const addresses = (page.match(/https?:[^"\s<]+/g) ?? []).filter((address) =>
    !/^http:\/\/www\.w3\.org\/|^https:\/\/vega\.github\.io\/schema\//.test(
      address,
    )
  );
  assert.deepEqual(addresses, []);
  assert.doesNotMatch(html, /<link rel="(?!icon" href="data:,")/);
});

Deno.test("Findings show verdicts with their numbers, and say that the data are synthetic", () => {
  const [, findings = ""] = page.split('<section id="findings">');
  assert.match(
    findings,
    /\u2713 supported<\/span> <strong>Adaptation prevails/,
  );
  assert.match(
    findings,
    /estimate 0\.68 \(95% interval 0\.65 to 0\.71\); n = 1,234; the paper reports 0\.70; \u22121\.30 standard errors from it; the abstract/,
  );
  assert.match(findings, /<p>The data are synthetic: /);
  assert.ok(findings.includes(`Reuse rises ${escapeText(HOSTILE)}`));
  assert.match(page, /<p class="note">These data are synthetic/);
});

Deno.test("A gallery of real data says nothing about synthetic ones, and works without findings and tables", async () => {
  const real = await buildGallery({
    title: "Study",
    context: { ...CONTEXT, synthetic: false },
    figures: exampleFigures({ ...CONTEXT, synthetic: false }).slice(0, 1),
    tables: [],
  });
  assert.doesNotMatch(real, /data are synthetic|id="findings"|id="tables"/);
  assert.doesNotMatch(real, /class="data"/);
  const supported = await buildGallery({
    ...content,
    figures: [],
    findings: { ...FINDINGS, synthetic: false },
  });
  assert.doesNotMatch(supported, /The data are synthetic: /);
});

Deno.test("All colours of the figures have a counterpart on dark paper", () => {
  const dark = darkColours();
  const [, specs = ""] = /id="specs">([^<]*)</.exec(html) ?? [];
  const colours = new Set(specs.match(/#[0-9a-f]{6}/gi));
  assert.ok(colours.size > 10);
  for (const colour of colours) {
    assert.ok(dark[colour] ?? dark[colour.toLowerCase()], colour);
  }
});

Deno.test("scriptText() breaks what ends or opens a script element", () => {
  const broken = scriptText("a = '</script><SCRIPT><!--'; b < script");
  assert.equal(broken, "a = '\\x3c/script>\\x3cSCRIPT>\\x3c!--'; b < script");
});

function sectionOf(id: string): string {
  const [, after = ""] = page.split(`<section id="figure-${id}">`);
  return after.split("</section>")[0] ?? "";
}

function unescape(text: string): string {
  return text.replaceAll("&#39;", "'").replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
