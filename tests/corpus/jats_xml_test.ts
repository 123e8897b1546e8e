import assert from "node:assert/strict";
import { MAX_ARTICLE_BYTES } from "lib/corpus/read_corpus_file.ts";
import { namedCharacter } from "lib/corpus/jats/entity_names.ts";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { type Paper, UnreadablePaper } from "lib/corpus/paper.ts";

const encoder = new TextEncoder();

function article(body: string, before = ""): string {
  return `${before}<article><front><article-meta>
<article-id pub-id-type="doi">10.5555/xml</article-id></article-meta></front><body>${body}</body></article>`;
}

function read(xml: string | Uint8Array): Paper {
  return parseJats(
    typeof xml === "string" ? encoder.encode(xml) : xml,
    "a.xml",
  );
}

/** The reason why something cannot be read; fails if it can. */
function reasonOf(xml: string | Uint8Array): string {
  try {
    read(xml);
  } catch (error) {
    assert.ok(error instanceof UnreadablePaper, String(error));
    assert.match(error.message, /^Cannot read "a\.xml" as [^\n]{5,200}$/);
    return error.reason;
  }
  assert.fail("Cannot fail: it was read");
}

/** UTF-16 with the byte order that `big` says. */
function utf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) {
    view.setUint16(i * 2, text.charCodeAt(i), !big);
  }
  return bytes;
}

/** Code units below 256 as single bytes, which is ISO-8859-1. */
const latin1 = (text: string) =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

Deno.test("parseJats() reads the encodings of XML", async (t) => {
  const declare = (label: string) =>
    `<?xml version="1.0" encoding="${label}"?>`;
  const body = "<p>naïve café</p>";
  const cases: [name: string, bytes: Uint8Array][] = [
    ["UTF-8 undeclared", encoder.encode(article(body))],
    ["UTF-8 with mark", encoder.encode(article(body, "\ufeff"))],
    [
      "UTF-16 little",
      utf16(article(body, `\ufeff${declare("UTF-16")}`), false),
    ],
    ["UTF-16 big", utf16(article(body, `\ufeff${declare("UTF-16")}`), true)],
    ["UTF-16 without mark", utf16(article(body, declare("UTF-16LE")), false)],
    ["ISO-8859-1", latin1(article(body, declare("ISO-8859-1")))],
    ["Windows-1252", latin1(article(body, declare("windows-1252")))],
  ];
  for (const [name, bytes] of cases) {
    await t.step(name, () => assert.equal(read(bytes).text, "naïve café"));
  }
});

Deno.test("parseJats() decodes numeric, XML, HTML and ISO entities", () => {
  const entities =
    "&#233;&#xE9; &lt;&amp;&gt; &percnt;&lsqb;&rsqb;&plus; &alpha;&agr;&b.alpha; &ensp;&nbsp;&thinsp;x &frac58;&boxh;&hbar;&Hmacr; &Aacgr;";
  assert.equal(
    read(article(`<p>${entities}</p>`)).text,
    "éé <&> %[]+ αα𝛂 \u2002\u00a0\u2009x ⅝─ℏH\u0304 Ά",
  );
});

Deno.test("namedCharacter() knows names of every set that the JATS DTDs include", () => {
  // One or more names per file of JATS-xmlspecchars1.ent, with the code point
  // that the W3C's XML Entity Definitions for Characters gives them.
  const names: Record<string, number> = {
    eacute: 0xe9, // isolat1
    abreve: 0x103, // isolat2
    boxDL: 0x2557, // isobox
    uml: 0xa8, // isodia
    trade: 0x2122, // isonum
    ffilig: 0xfb03, // isopub
    zhcy: 0x436, // isocyr1
    jukcy: 0x454, // isocyr2
    OHgr: 0x3a9, // isogrk1
    idiagr: 0x390, // isogrk2
    "b.Omega": 0x1d6c0, // isogrk4
    epsi: 0x3b5, // isogrk3
    perp: 0x22a5, // isotech
    Ascr: 0x1d49c, // isomscr
    nvDash: 0x22ad, // isoamsn
    rarr2: 0x21c9, // isoamsa
    boxplus: 0x229e, // isoamsb
    lfloor: 0x230a, // isoamsc
    ang: 0x2220, // isoamso
    asymp: 0x2248, // isoamsr
    Afr: 0x1d504, // isomfrk
    Aopf: 0x1d538, // isomopf
    InvisibleTimes: 0x2062, // mmlextra
    alefsym: 0x2135, // mmlalias
    gcaron: 0x1e7, // JATS-chars
    franc: 0x20a3, // JATS-chars
  };
  for (const [name, code] of Object.entries(names)) {
    assert.equal(namedCharacter(name), String.fromCodePoint(code), name);
  }
  for (const name of ["nosuch", "Alpha1", "amp;lt", "ALPHA", "constructor"]) {
    assert.equal(namedCharacter(name), undefined, name);
  }
});

const EXTERNAL =
  '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS-archivearticle1.dtd"';

Deno.test("parseJats() ignores an external DTD and reads harmless declarations", () => {
  const subset = `${EXTERNAL} [<!-- <!ENTITY x SYSTEM "y"> -->
    <!ELEMENT p ANY><!ATTLIST p id CDATA "a"><!NOTATION GIF SYSTEM "gif">
    <!ENTITY figure1 SYSTEM "figure1.gif" NDATA GIF><!ENTITY degree "&#176;C">]>`;
  assert.equal(read(article("<p>a</p>", `${EXTERNAL}>`)).text, "a");
  assert.equal(read(article("<p>20 &degree;</p>", subset)).text, "20 °C");
});

Deno.test("parseJats() names the reason why a file cannot be read", async (t) => {
  const p = "<p>a</p>";
  const internal = (declarations: string) =>
    `<!DOCTYPE article [${declarations}]>`;
  const laughs = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`,
  ).join("");
  const cases: [name: string, xml: string | Uint8Array, reason: string][] = [
    ["no bytes", "", "empty file"],
    ["only white space", " \n\n", "empty file"],
    ["plain text", "Dear colleague", "not XML"],
    ["only a comment", "<!-- a -->", "not XML"],
    ["a saved web page", "<!DOCTYPE html>\n<html><p>a", "HTML page, not JATS"],
    ["a challenge page", "<HTML><head></head></HTML>", "HTML page, not JATS"],
    [
      "XHTML",
      '<?xml version="1.0"?><!-- x --><html xmlns="h"><p/></html>',
      "HTML page, not JATS",
    ],
    ["another root", "<pmc-articleset/>", "not a JATS article"],
    ["cut in a tag", article(p).slice(0, -4), "truncated or malformed XML"],
    ["cut in a text", article(p).slice(0, -19), "truncated or malformed XML"],
    ["crossed tags", article("<p><b>a</p></b>"), "truncated or malformed XML"],
    ["a bare ampersand", article("<p>a & b</p>"), "truncated or malformed XML"],
    [
      "an attribute twice",
      article('<p a="" a=""/>'),
      "truncated or malformed XML",
    ],
    [
      "a control character",
      article("<p>\u0001</p>"),
      "truncated or malformed XML",
    ],
    ["text at the end", article(p) + "x", "truncated or malformed XML"],
    ["an unknown entity", article("<p>&nosuch;</p>"), "unknown entity"],
    [
      "an unknown entity in a reference list",
      article(`${p}<ref-list>&nosuch;</ref-list>`),
      "unknown entity",
    ],
    [
      "a property of objects as entity",
      article("<p>&toString;</p>"),
      "unknown entity",
    ],
    [
      "an external entity",
      article("<p>&x;</p>", internal('<!ENTITY x SYSTEM "file:///etc/hosts">')),
      "external entity",
    ],
    [
      "a public external entity",
      article(p, internal(`<!ENTITY x PUBLIC 'p' "https://x.org/y">`)),
      "external entity",
    ],
    [
      "an external parameter entity",
      article(p, internal('<!ENTITY % x SYSTEM "x.dtd"> %x;')),
      "external entity",
    ],
    [
      "a billion laughs",
      article("<p>&lol9;</p>", internal(`<!ENTITY lol0 "lol">${laughs}`)),
      "entity expansion",
    ],
    [
      "an entity in disguise",
      article("<p>&x;</p>", internal('<!ENTITY x "&#38;lt;">')),
      "entity expansion",
    ],
    [
      "a long entity",
      article("<p>&x;</p>", internal(`<!ENTITY x "${"a".repeat(1000)}">`)),
      "entity expansion",
    ],
    [
      "a malformed declaration",
      article(p, internal('<!ENTITY x "a>')),
      "truncated or malformed XML",
    ],
    ["Latin-1 called UTF-8", latin1(article("<p>é</p>")), "wrong encoding"],
    [
      "an unknown encoding",
      article(p, '<?xml version="1.0" encoding="x-old"?>'),
      "wrong encoding",
    ],
    [
      "UTF-8 called UTF-16",
      article(p, '<?xml version="1.0" encoding="UTF-16"?>'),
      "wrong encoding",
    ],
    ["too deep", article("<b>".repeat(100_000)), "nested too deeply"],
    ["neither abstract nor body", article(""), "no text"],
    ["only headings", article("<sec><title>a</title></sec>"), "no text"],
    ["too large", new Uint8Array(MAX_ARTICLE_BYTES + 1), "too large"],
  ];
  for (const [name, xml, reason] of cases) {
    await t.step(name, () => assert.equal(reasonOf(xml), reason));
  }
});

Deno.test("parseJats() tells the line of what it cannot read", () => {
  assert.throws(
    () => read(article("\n\n<p>&nosuch;</p>")),
    /"&nosuch;" at line 4/,
  );
  assert.throws(() => read(article("\n<p></q>")), /line 3/);
});
