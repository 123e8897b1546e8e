import assert from "node:assert/strict";
import { buildGallery } from "lib/figures/gallery/mod.ts";
import { hasBrowser, type Page, withPage } from "tests/figures/browser.ts";
import { galleryContent } from "tests/figures/gallery_content.ts";

const ignore = !hasBrowser();
if (ignore) {
  console.log(
    "No Chromium in /usr/bin: the gallery is not tested in a browser",
  );
}

/** Opens the gallery in a window of a size, under a theme of the system. */
async function inGallery(
  [width, height]: [width: number, height: number],
  scheme: "light" | "dark",
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".html" });
  try {
    await Deno.writeTextFile(file, await buildGallery(galleryContent()));
    await withPage(async (page) => {
      await page.emulate(width, height, scheme);
      await page.open(file);
      await use(page);
      assert.deepEqual(page.problems, []);
      assert.deepEqual(page.requests, []);
    });
  } finally {
    await Deno.remove(file);
  }
}

Deno.test({
  name: "The gallery draws every figure, fetches nothing, obeys no text",
  ignore,
}, async () => {
  await inGallery([1280, 900], "light", async (page) => {
    const figures = await page.evaluate<[string, number, boolean][]>(
      `[...document.querySelectorAll("section[id^=figure-]")].map((section) => [
        section.id,
        section.querySelectorAll(".live svg .role-mark path, .live svg .role-mark line").length,
        getComputedStyle(section.querySelector(".still")).display === "none",
      ])`,
    );
    assert.equal(figures.length, galleryContent().figures.length);
    for (const [id, marks, isReplaced] of figures) {
      assert.ok(marks >= 3, `${id} has ${marks} marks`);
      assert.ok(isReplaced, id);
    }
    const images = await page.evaluate("document.images.length");
    assert.equal(images, 0);
    assert.equal(await page.evaluate("typeof hostile"), "undefined");
  });
});

Deno.test({
  name: "Marks show tooltips, legends filter, and the theme switch redraws",
  ignore,
}, async () => {
  await inGallery([1280, 900], "light", async (page) => {
    const bars = "#figure-corpus_funnel .live .mark-rect.role-mark path";
    const point = (selector: string, index: number) =>
      page.evaluate<[number, number]>(`(async () => {
        const element = document.querySelectorAll(${
        JSON.stringify(selector)
      })[${index}];
        element.scrollIntoView({ block: "center" });
        // Input events take the place of elements from the last frame drawn.
        await new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(done))
        );
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      })()`);
    const tooltip = () =>
      page.evaluate<string | null>(
        `document.getElementById("tooltip").hidden ? null : document.getElementById("tooltip").innerText.replace(/\\s+/g, " ")`,
      );
    assert.equal(await tooltip(), null);
    await page.moveMouse(...await point(bars, 1));
    assert.equal(
      await tooltip(),
      "Step Found Megajournal PLOS Papers that go on 900",
    );
    await page.moveMouse(2, 2);
    assert.equal(await tooltip(), null);

    const count = () =>
      page.evaluate(`document.querySelectorAll("${bars}").length`);
    // Three steps with three megajournals each, of which one has BMJ.
    assert.equal(await count(), 9);
    await page.click(
      ...await point("#figure-corpus_funnel .live .role-legend-label text", 0),
    );
    assert.equal(await count(), 3);

    const colours = () =>
      page.evaluate<string[]>(`[
        getComputedStyle(document.body).backgroundColor,
        document.querySelector("#figure-top_models .live .role-axis-label text").getAttribute("fill"),
      ]`);
    assert.deepEqual(await colours(), ["rgb(244, 245, 246)", "#1a1a1a"]);
    await page.click(...await point("#theme", 0));
    assert.deepEqual(await colours(), ["rgb(16, 18, 20)", "#ececec"]);
    await page.click(...await point("#theme", 0));
    assert.deepEqual(await colours(), ["rgb(244, 245, 246)", "#1a1a1a"]);
    assert.equal(await page.evaluate("document.cookie"), "");
  });
});

Deno.test({
  name: "The gallery follows the system's theme and fits a window of 380 px",
  ignore,
}, async () => {
  await inGallery([380, 800], "dark", async (page) => {
    const [scroll, theme, widest, size] = await page.evaluate<
      [number, string, number, number]
    >(`[
      document.documentElement.scrollWidth,
      getComputedStyle(document.body).backgroundColor,
      Math.max(...[...document.querySelectorAll("section *")]
        .filter((element) => element.getBoundingClientRect().width > 0)
        .map((element) => element.getBoundingClientRect().right)),
      Math.min(...[...document.querySelectorAll(".live text")]
        .map((text) => parseFloat(getComputedStyle(text).fontSize) *
          Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b))),
    ]`);
    assert.equal(scroll, 380);
    assert.equal(theme, "rgb(16, 18, 20)");
    assert.ok(widest <= 380, `${widest}`);
    // Text of figures shrinks with them, from 12 px.
    assert.ok(size > 9, `${size}`);
  });
});
