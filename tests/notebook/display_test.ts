import assert from "node:assert/strict";
import {
  type Displayable,
  highlight,
  md,
  showFigure,
  showTable,
} from "lib/notebook/display.ts";

const HOSTILE = `<img src=x onerror="alert(1)"> & 'q' $x$ \\(y\\)`;
const HOSTILE_HTML =
  "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;q&#39; " +
  "<span>&#36;</span>x<span>&#36;</span> <span>&#92;</span>(y<span>&#92;</span>)";

/** What Jupyter is given, through the protocol of Deno's kernel. */
function bundleOf(shown: Displayable): Record<string, unknown> {
  const display = Reflect.get(shown, Symbol.for("Jupyter.display"));
  return display.call(shown);
}

Deno.test("showTable() aligns numbers and text in plain text", () => {
  const rows = [
    { field: "Chemistry", year: 2019, papers: 12345, share: 0.5 },
    { field: "Physics", year: 2020, papers: 7, share: null },
  ];
  const shown = showTable(rows, {
    caption: "Papers by field",
    formats: { share: "share" },
  });
  assert.equal(
    bundleOf(shown)["text/plain"],
    [
      "Papers by field",
      "field      year  papers  share",
      "---------  ----  ------  -----",
      "Chemistry  2019  12,345    50%",
      "Physics    2020       7      –",
    ].join("\n"),
  );
});

Deno.test("showTable() escapes all text and chooses columns", () => {
  const rows = [{ title: HOSTILE, id: 1 }, { title: undefined, id: 2 }];
  const shown = showTable(rows, {
    columns: { title: HOSTILE },
    caption: HOSTILE,
  });
  assert.equal(
    bundleOf(shown)["text/html"],
    `<table>
<caption style="text-align: left">${HOSTILE_HTML}</caption>
<thead><tr><th align="left" style="text-align: left">${HOSTILE_HTML}</th></tr></thead>
<tbody>
<tr><td align="left" style="text-align: left">${HOSTILE_HTML}</td></tr>
<tr><td align="left" style="text-align: left">–</td></tr>
</tbody>
</table>`,
  );
});

Deno.test("showTable() writes numbers the same everywhere", () => {
  const numbers = [0, -0.5, 1234567.8912, -1234, 1e-9];
  const rows = numbers.map((value) => ({ value, metric: value, plain: value }));
  const shown = showTable(rows, {
    columns: ["plain", "metric", "value"],
    formats: { plain: "plain", metric: "metric" },
  });
  const lines = String(bundleOf(shown)["text/plain"]).split("\n").slice(2)
    .map((line) => line.trim().split(/\s+/));
  assert.deepEqual(lines, [
    ["0", "0.00", "0"],
    ["-0.5", "\u22120.50", "\u22120.5"],
    ["1234567.8912", "1234567.89", "1,234,567.891"],
    ["-1234", "\u22121234.00", "\u22121,234"],
    ["1e-9", "0.00", "0"],
  ]);
});

Deno.test("showTable() says in a sentence that there are no rows", () => {
  const without = (options: { caption?: string; empty?: string }) =>
    bundleOf(showTable([], { columns: ["a"], ...options }));
  assert.equal(without({})["text/plain"], "Nothing to show.");
  const shown = without({ caption: "Papers <lost>", empty: "none" });
  assert.equal(shown["text/plain"], "Papers <lost>: none.");
  assert.equal(shown["text/html"], "<p>Papers &lt;lost&gt;: none.</p>");
});

Deno.test("md`` keeps the author's Markdown and escapes the values", () => {
  const shown = bundleOf(md`
**${12345}** papers, such as *${"[x](javascript:y) *b*\n\n# c"}* and ${null}.
`);
  assert.equal(
    shown["text/markdown"],
    "**12,345** papers, such as *&#91;x&#93;&#40;javascript&#58;y&#41; " +
      "&#42;b&#42; &#35; c* and –.",
  );
  assert.equal(
    shown["text/plain"],
    "**12,345** papers, such as *[x](javascript:y) *b*\n\n# c* and –.",
  );
});

Deno.test("highlight() marks evidence, escapes the passage and merges spans", () => {
  const text = "We <b>fine-tuned</b>\nBERT\x1b[31m.";
  const spans = [{ start: 24, end: 25 }, { start: 3, end: 10 }, {
    start: 6,
    end: 16,
  }];
  const shown = bundleOf(highlight(text, spans));
  assert.equal(
    shown["text/html"],
    "<blockquote>We <mark>&lt;b&gt;fine-tuned</mark>&lt;/b&gt;<br>\n" +
      "BER<mark>T</mark>\ufffd[31m.</blockquote>",
  );
  assert.equal(
    shown["text/plain"],
    "We [[<b>fine-tuned]]</b>\nBER[[T]]\ufffd[31m.",
  );
});

Deno.test("highlight() refuses a span outside of the text", () => {
  for (const [start, end] of [[0, 4], [-1, 2], [2, 1], [NaN, 1]] as const) {
    assert.throws(() => highlight("abc", [{ start, end }]), RangeError);
  }
});

Deno.test("showFigure() gives the spec as JSON, the SVG and the description", () => {
  const spec = { mark: "bar" };
  const figure = { spec, svg: "<svg/>", description: "Bars" };
  assert.deepEqual(bundleOf(showFigure(figure)), {
    "application/vnd.vegalite.v5+json": spec,
    "image/svg+xml": "<svg/>",
    "text/plain": "Bars",
  });
});
