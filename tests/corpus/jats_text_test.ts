import assert from "node:assert/strict";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import type { Paper } from "lib/corpus/paper.ts";

/** Reads an article with this body; abstracts and what follows the body are optional. */
function read(body: string, { abstracts = "", after = "" } = {}): Paper {
  const xml = `<article xmlns:mml="m" xmlns:xlink="x"><front><article-meta>
<article-id pub-id-type="doi">10.5555/text</article-id>
<title-group><article-title>T</article-title></title-group>${abstracts}
</article-meta></front><body>${body}</body>${after}</article>`;
  return parseJats(new TextEncoder().encode(xml), "text.xml");
}

/** Text below the title. */
const textOf = (...args: Parameters<typeof read>) =>
  read(...args).text.replace(/^# T\n\n/, "");

/** Each case: what is read, and the text written down by hand. */
const CASES: readonly [name: string, body: string, text: string][] = [
  [
    "inline tags add nothing",
    "<p><italic>E</italic>. coli in H<sub>2</sub>O at 10<sup>-3</sup> <bold>M</bold></p>",
    "E. coli in H2O at 10-3 M",
  ],
  ["paragraphs stay apart", "<p>a</p><p>b</p>", "a\n\nb"],
  ["a break is a space", "<p>a<break/>b</p>", "a b"],
  ["white space is evened out", "<p>\n  a\r\n\tb  c\n</p>", "a b c"],
  ["other spaces stay", "<p>5\u00a0%\u2009x</p>", "5\u00a0%\u2009x"],
  [
    "comments and instructions leave no trace, CDATA is text",
    "<p>a<!-- x -->b<?pi y?>c<![CDATA[ <d> & e]]></p>",
    "abc <d> & e",
  ],
  [
    "xref text is dropped and nothing else",
    '<p>as shown [<xref ref-type="bibr">1</xref>, <xref>2</xref>] (<xref><italic>Fig</italic> 1</xref>).</p>',
    "as shown [, ] ().",
  ],
  [
    "reference lists are dropped",
    "<p>a</p><ref-list><title>References</title><ref><p>Smith 2001</p></ref></ref-list>",
    "a",
  ],
  [
    "a list",
    '<p>x</p><list list-type="bullet"><list-item><p>a</p></list-item><list-item><p>b</p><p>c</p></list-item></list><p>y</p>',
    "x\n\n- a\n- b\n  c\n\ny",
  ],
  [
    "nested and ordered lists",
    '<list list-type="order"><list-item><p>a</p><list><list-item><p>b</p></list-item></list></list-item><list-item><p>c</p></list-item></list>',
    "1. a\n  - b\n2. c",
  ],
  [
    "an item's own label is its marker",
    "<list><list-item><label>(i)</label><p>a</p></list-item></list>",
    "(i) a",
  ],
  [
    "a list inside a paragraph has its own lines",
    "<p>before <list><list-item><p>a</p></list-item></list> after</p>",
    "before\n\n- a\n\nafter",
  ],
  [
    "a table",
    `<table-wrap><label>Table 1</label><caption><title>Cells.</title><p>Of both.</p></caption>
     <table><thead><tr><th>Gene</th><th>n</th></tr></thead>
     <tbody><tr><td><italic>a</italic></td><td/></tr><tr><td><p>b</p><p>c</p></td><td>2<xref>a</xref></td></tr></tbody></table>
     <table-wrap-foot><fn><label>a</label><p>Note.</p></fn></table-wrap-foot></table-wrap>`,
    "Table 1. Cells.\n\nOf both.\n\nGene | n\na | \nb c | 2\n\na Note.",
  ],
  [
    "an array, and a table inside a table",
    "<array><tbody><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></tbody></array>",
    "a | b c",
  ],
  [
    "a figure",
    '<fig><object-id>10.1</object-id><label>Figure 2.</label><caption><p>What it shows.</p></caption><graphic xlink:href="f"><alt-text>alt</alt-text></graphic></fig>',
    "Figure 2. What it shows.",
  ],
  ["a figure without caption", "<fig><label>Fig 3</label></fig>", "Fig 3."],
  [
    "supplementary material",
    "<supplementary-material><label>Text S1</label><caption><title>More</title></caption><media/></supplementary-material>",
    "Text S1. More",
  ],
  [
    "boxed text and quotes",
    "<boxed-text><label>Box 1</label><caption><title>Aims</title></caption><p>a</p></boxed-text><disp-quote><p>q</p></disp-quote>",
    "Box 1. Aims\n\na\n\n> q",
  ],
  [
    "a definition list",
    "<def-list><def-item><term>PTM</term><def><p>a model</p></def></def-item><def-item><term>DL</term><def><p>learning</p></def></def-item></def-list>",
    "- PTM: a model\n- DL: learning",
  ],
  [
    "a footnote has its own line",
    "<p>a<fn><label>1</label><p>note</p></fn> b</p>",
    "a\n\n1 note\n\nb",
  ],
  [
    "MathML gives its characters",
    "<p>if <inline-formula><mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math></inline-formula>, then</p>",
    "if x1, then",
  ],
  [
    "TeX is freed of its preamble",
    "<p>a <inline-formula><tex-math><![CDATA[\\documentclass[12pt]{minimal}\\usepackage{amsmath}\\begin{document}$$x^2$$\\end{document}]]></tex-math></inline-formula> b</p>",
    "a $$x^2$$ b",
  ],
  [
    "one of several forms of a formula is taken, TeX before MathML",
    "<p>a <inline-formula><alternatives><graphic/><mml:math><mml:mi>y</mml:mi></mml:math><tex-math>$y$</tex-math><mml:math><mml:mi>z</mml:mi></mml:math></alternatives></inline-formula> b</p>",
    "a $y$ b",
  ],
  [
    "a displayed formula has its own line, with its label",
    "<p>so <disp-formula><alternatives><graphic/><mml:math><mml:mi>y</mml:mi></mml:math></alternatives> <label>(1)</label></disp-formula> holds</p>",
    "so\n\ny (1)\n\nholds",
  ],
  [
    "a formula that is only a picture leaves nothing",
    "<p>where <inline-formula><inline-graphic/></inline-formula> is</p>",
    "where is",
  ],
  [
    "MathML annotations are no text",
    "<p><mml:math><mml:semantics><mml:mi>y</mml:mi><mml:annotation>y_tex</mml:annotation></mml:semantics></mml:math></p>",
    "y",
  ],
  [
    "program code keeps its lines",
    "<preformat>\nfor x:\n  y\n</preformat><p>call <code>f()</code> now</p>",
    "for x:\n  y\n\ncall f() now",
  ],
  [
    "an unknown element is inline",
    "<p>a <named-content><future-tag>b</future-tag></named-content> c</p>",
    "a b c",
  ],
];

Deno.test("parseJats() writes elements as text", async (t) => {
  for (const [name, body, text] of CASES) {
    await t.step(name, () => assert.equal(textOf(body), text));
  }
});

Deno.test("parseJats() writes headings by the depth of their sections", () => {
  const body = `<sec><label>1</label><title>Methods<xref>1</xref></title>
    <sec><title>Data <italic>set</italic></title><p>a</p>
    <sec><title/><p>b</p></sec></sec></sec><sec><title>Results</title><p>c</p></sec>`;
  assert.equal(
    textOf(body),
    "## 1 Methods\n\n### Data set\n\na\n\nb\n\n## Results\n\nc",
  );
});

Deno.test("parseJats() takes the authors' abstracts and leaves out other ones", () => {
  const abstracts = `<abstract><title>Abstract</title><sec><title>Aim</title>
    <p>a</p></sec></abstract>
    <abstract abstract-type="summary"><title>Author Summary</title><p>b</p></abstract>
    <abstract abstract-type="toc"><p>advertisement</p></abstract>
    <abstract abstract-type="graphical"><p>picture</p></abstract>
    <trans-abstract xml:lang="fr"><p>résumé</p></trans-abstract>
    <kwd-group><kwd>word</kwd></kwd-group>`;
  assert.equal(
    textOf("<p>c</p>", { abstracts }),
    "## Abstract\n\n### Aim\n\na\n\n## Author Summary\n\nb\n\nc",
  );
});

Deno.test("parseJats() puts floats at the end and leaves out back matter, reviews and replies", () => {
  const after =
    `<back><ack><p>thanks</p></ack><ref-list><ref>r</ref></ref-list></back>
    <floats-group><fig><label>Figure 1</label><caption><p>f</p></caption></fig></floats-group>
    <sub-article article-type="reply"><front-stub><article-id pub-id-type="doi">10.5555/reply</article-id>
    <title-group><article-title>Reply</article-title></title-group></front-stub><body><p>r</p></body></sub-article>
    <response><body><p>s</p></body></response>`;
  const paper = read("<p>a</p>", { after });
  assert.equal(
    paper.text,
    "# T\n\na\n\n## Figures and tables\n\nFigure 1. f",
  );
  assert.equal(paper.doi, "10.5555/text");
  assert.equal(paper.title, "T");
  assert.equal(paper.sections.at(-1)?.kind, "floats");
});

Deno.test("parseJats() names sections and gives them exact offsets without gaps", () => {
  const paper = read(
    `<p>lead</p><sec sec-type="materials|methods"><title>What we did</title><p>m</p>
     <sec><title>Results of a part</title><p>n</p></sec></sec><p>stray</p>
     <sec><title>Results and Discussion</title><p>r</p></sec>
     <sec><title>Funding</title></sec>`,
    { abstracts: "<abstract><p>a</p></abstract>" },
  );
  const sections = paper.sections.map(({ kind, title, start, end }) => [
    kind,
    title,
    paper.text.slice(start, end),
  ]);
  assert.deepEqual(sections, [
    ["title", "T", "# T\n\n"],
    ["abstract", "Abstract", "## Abstract\n\na\n\n"],
    ["introduction", "", "lead\n\n"],
    [
      "methods",
      "What we did",
      "## What we did\n\nm\n\n### Results of a part\n\nn\n\n",
    ],
    ["other", "", "stray\n\n"],
    [
      "results",
      "Results and Discussion",
      "## Results and Discussion\n\nr\n\n",
    ],
    ["other", "Funding", "## Funding"],
  ]);
  assert.equal(sections.map(([, , text]) => text).join(""), paper.text);
});

Deno.test("parseJats() calls an untitled start introduction only before methods or results", () => {
  const kinds = (body: string) => read(body).sections.map(({ kind }) => kind);
  assert.deepEqual(kinds("<p>a</p>"), ["title", "other"]);
  assert.deepEqual(
    kinds("<p>a</p><sec><title>Views</title><p>b</p></sec>"),
    ["title", "other", "other"],
  );
});

Deno.test("parseJats() does not grow with the depth of nested lists and quotes", () => {
  const nested = "<disp-quote><list><list-item>".repeat(300) +
    "<p>a</p>".repeat(100) + "</list-item></list></disp-quote>".repeat(300);
  assert.ok(textOf(nested).length < 100 * 50);
});
