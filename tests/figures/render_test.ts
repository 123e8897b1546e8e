import assert from "node:assert/strict";
import { compile } from "vega-lite";
import { renderPng, renderSvg, saveFigure } from "lib/figures/mod.ts";
import { EDGE_FIGURES } from "tests/figures/edge_figures.ts";
import { exampleFigures } from "tests/figures/example_rows.ts";

const edgeFigures = EDGE_FIGURES.map(([, figure]) => figure);

Deno.test("Vega-Lite compiles each spec without a warning", () => {
  for (const { id, spec } of [...exampleFigures(), ...edgeFigures]) {
    const warnings: unknown[] = [];
    compile(spec, { logger: collector(warnings) });
    assert.deepEqual(warnings, [], id);
  }
});

Deno.test("The collector of warnings sees one", () => {
  const warnings: unknown[] = [];
  compile({
    data: { values: [] },
    mark: "bar",
    encoding: { x: { field: "a", type: "nominal", stack: "zero" } },
    width: { step: "no" as unknown as number },
    height: "container",
  }, { logger: collector(warnings) });
  assert.notEqual(warnings.length, 0);
});

Deno.test("renderSvg() gives the same bytes whatever was drawn before or meanwhile", async () => {
  const figures = exampleFigures();
  const alone: string[] = [];
  for (const figure of figures) alone.push(await renderSvg(figure));
  const backwards: string[] = [];
  for (const figure of figures.toReversed()) {
    backwards.push(await renderSvg(figure));
  }
  assert.deepEqual(backwards.toReversed(), alone);
  assert.deepEqual(await Promise.all(figures.map(renderSvg)), alone);
  for (const svg of alone) assert.doesNotMatch(svg, /\sid="/);
});

Deno.test("renderSvg() gives the same bytes in another time zone and locale", async () => {
  const program = `
    import { renderSvg } from "lib/figures/mod.ts";
    import { exampleFigures } from "tests/figures/example_rows.ts";
    for (const figure of exampleFigures()) console.log(await renderSvg(figure));`;
  const draw = async (env: Record<string, string>) => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--ext=ts", program],
      cwd: new URL("../../", import.meta.url),
      env: { NO_COLOR: "1", ...env },
    });
    const { stdout, stderr, success } = await command.output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  };
  const here = await draw({ TZ: "UTC", LANG: "C.UTF-8", LC_ALL: "C.UTF-8" });
  const there = await draw({
    TZ: "Asia/Kathmandu",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "de_DE.UTF-8",
  });
  assert.ok(here.includes("1,200"));
  assert.equal(there, here);
});

Deno.test("renderSvg() describes the figure and escapes its text", async () => {
  const [figure] = exampleFigures();
  const svg = await renderSvg({ ...figure!, description: `A <b> & "c"` });
  assert.match(
    svg,
    /^<svg role="img" aria-label="A &lt;b> &amp; &quot;c&quot;" /,
  );
});

Deno.test("renderPng() draws twice the size, with text, the same each time", async () => {
  const [figure] = exampleFigures();
  const svg = await renderSvg(figure!);
  const png = await renderPng(svg);
  assert.deepEqual(await renderPng(svg), png);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  const header = new DataView(png.buffer, png.byteOffset);
  assert.equal(header.getUint32(16), 2 * Number(width));
  assert.equal(header.getUint32(20), 2 * Number(height));
  const withoutText = await renderPng(svg.replace(/<text.*?<\/text>/g, ""));
  assert.ok(withoutText.length < png.length / 2, "the text was not drawn");
});

Deno.test("saveFigure() writes three files and leaves nothing else", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [figure] = exampleFigures();
    const nested = `${folder}/a/b`;
    await saveFigure(figure!, nested);
    await saveFigure(figure!, nested);
    const names = [...Deno.readDirSync(nested)].map(({ name }) => name).sort();
    assert.deepEqual(names, [
      "corpus_funnel.png",
      "corpus_funnel.svg",
      "corpus_funnel.vl.json",
    ]);
    const read = (ending: string) =>
      Deno.readTextFile(`${nested}/corpus_funnel.${ending}`);
    assert.equal(await read("svg"), await renderSvg(figure!));
    const spec = await read("vl.json");
    assert.deepEqual(JSON.parse(spec), figure!.spec);
    assert.match(spec, /^\{\n {2}"\$schema": /);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function collector(warnings: unknown[]) {
  const add = (...message: unknown[]) => {
    warnings.push(message);
    return logger;
  };
  const logger = {
    level: () => logger,
    warn: add,
    error: add,
    info: () => logger,
    debug: () => logger,
  };
  return logger as never;
}
