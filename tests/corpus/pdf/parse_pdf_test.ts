// The PDFs are made by code; poppler's pdftotext and pdfinfo read them too.
import assert from "node:assert/strict";
import { UnreadablePaper } from "lib/corpus/paper.ts";
import { parsePdf } from "lib/corpus/pdf/parse_pdf.ts";
import { makePdf } from "tests/support/make_pdf.ts";

const DOI = "10.1371/journal.pone.0185809";

/** Lines that fill a page; none is the same on two pages, digits aside. */
function filler(page: number): string[] {
  const plant = ["oak", "elm", "ash", "fir", "yew"][page]!;
  return ["veins", "hairs", "spots", "edges", "stems", "scars"].map((part) =>
    `On each ${plant} the network found ${part} of the leaves and counted them,`
  );
}

/** An article on four pages with running header and footer. */
function articlePages(): string[][] {
  const bodies = [
    [
      "RESEARCH ARTICLE",
      "Deep learning counts the leaves of",
      "plants in pictures",
      "Anna B. Smith1*, Carl Jones2",
      "Published: October 5, 2017",
      "Abstract",
      "We use a pre-",
      "trained network (ResNet-50) for the classi\x01cation of informa-",
      "tion in leaves.",
      "1 Introduction",
      ...filler(1),
    ],
    ["2 Materials and methods", "2.1 Pictures", ...filler(2)],
    ["3 Results", ...filler(3), "4 Discussion", ...filler(4)],
    [
      "References",
      "1. Smith A. Leaves. 2001. doi:10.1000/cited",
      "2. Jones C. 2002",
    ],
  ];
  return bodies.map((lines, i) => [
    `PLOS ONE | https://doi.org/${DOI} October 5, 2017`,
    ...lines,
    `${i + 1} / ${bodies.length}`,
  ]);
}

// First, so that loading the package is part of it.
Deno.test("parsePdf() writes nothing to the console", async () => {
  const written: unknown[] = [];
  const { error, info, log, warn } = console;
  console.error =
    console.info =
    console.log =
    console.warn =
      (...words) => {
        written.push(words);
      };
  try {
    await parsePdf(makePdf({ pages: articlePages() }), "x.pdf");
    await assert.rejects(
      parsePdf(makePdf({ pages: articlePages() }).slice(0, 2000), "x.pdf"),
    );
  } finally {
    Object.assign(console, { error, info, log, warn });
  }
  assert.deepEqual(written, []);
});

Deno.test("parsePdf() reads title, DOI, journal, date and sections", async () => {
  const bytes = makePdf({ pages: articlePages() });
  const { text, sections, ...metadata } = await parsePdf(bytes, "a/b.pdf");
  assert.deepEqual(metadata, {
    doi: DOI,
    title: "Deep learning counts the leaves of plants in pictures",
    journal: "PLOS ONE",
    megajournal: "PLOS",
    date: "2017-10-05",
    year: 2017,
    articleType: "",
    subjects: [],
    licence: "",
    citedByCount: null,
    fields: null,
    source: "a/b.pdf",
  });
  assert.deepEqual(sections.map(({ kind, title }) => [kind, title]), [
    ["title", metadata.title],
    ["other", ""],
    ["abstract", "Abstract"],
    ["introduction", "Introduction"],
    ["methods", "Materials and methods"],
    ["results", "Results"],
    ["discussion", "Discussion"],
  ]);
  const sectionText = (kind: string) => {
    const section = sections.find((one) => one.kind === kind)!;
    return text.slice(section.start, section.end);
  };
  assert.equal(
    sectionText("abstract"),
    "## Abstract\n\nWe use a pre-trained network (ResNet-50) for the classification of information in leaves.\n\n",
  );
  assert.equal(
    sectionText("methods"),
    `## Materials and methods\n\n### 2.1 Pictures\n\n${
      filler(2).join(" ")
    }\n\n`,
  );
  assert.doesNotMatch(text, /PLOS ONE|\d \/ 4|References|Jones C\. 2002/);
});

Deno.test("parsePdf() gives sections without gaps from start to end", async () => {
  const { text, sections } = await parsePdf(
    makePdf({ pages: articlePages() }),
    "x.pdf",
  );
  assert.equal(sections[0]!.start, 0);
  assert.equal(sections.at(-1)!.end, text.length);
  for (const [i, section] of sections.slice(1).entries()) {
    assert.equal(section.start, sections[i]!.end);
  }
});

Deno.test("parsePdf() takes title and DOI from the metadata", async () => {
  const bytes = makePdf({
    pages: [["Some journal's running words", ...filler(1)]],
    info: { Title: "The leaves of Pyr\u00e9n\u00e9es plants" },
    xmp:
      '<prism:doi xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">10.3389/FPLS.2019.00209</prism:doi>',
  });
  const paper = await parsePdf(bytes, "x.pdf");
  assert.equal(paper.title, "The leaves of Pyr\u00e9n\u00e9es plants");
  assert.equal(paper.doi, "10.3389/fpls.2019.00209");
  assert.equal(paper.megajournal, "FrontiersIn");
  assert.equal(paper.year, null);
});

Deno.test("parsePdf() leaves its bytes as they are", async () => {
  const bytes = makePdf({ pages: articlePages() });
  const copy = bytes.slice();
  await parsePdf(bytes, "x.pdf");
  assert.deepEqual(bytes, copy);
});

Deno.test("parsePdf() reads a PDF that is encrypted without password", async () => {
  const bytes = makePdf({ pages: articlePages(), password: "" });
  assert.equal((await parsePdf(bytes, "x.pdf")).doi, DOI);
});

const article = makePdf({ pages: articlePages() });
const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
const header = new TextEncoder().encode("%PDF-1.4\n");
for (
  const [name, bytes, reason, detail] of [
    ["an empty file", new Uint8Array(), "empty file", /0 bytes/],
    ["another format", garbage, "not a PDF", /%PDF-/],
    [
      "garbage after the header",
      new Uint8Array([...header, ...garbage]),
      "broken PDF",
      /InvalidPDF/,
    ],
    [
      "half a PDF",
      article.slice(0, article.length / 2),
      "broken PDF",
      /InvalidPDF/,
    ],
    [
      "a password",
      makePdf({ pages: articlePages(), password: "secret" }),
      "encrypted PDF",
      /password/,
    ],
    [
      "pages without text",
      makePdf({ pages: [[], [], []] }),
      "no text (scanned?)",
      /3 pages have 0/,
    ],
    [
      "scans with a stamp",
      makePdf({
        pages: [1, 2, 3].map((
          page,
        ) => [`Downloaded by a library, page ${page}`]),
      }),
      "no text (scanned?)",
      /0 letters/,
    ],
    [
      "2,001 pages",
      makePdf({ pages: [["x"]], repeat: 2001 }),
      "too large",
      /2001 pages.*2000/,
    ],
    ["65 MiB", new Uint8Array(65 * 1024 * 1024), "too large", /64 MiB.*65 MiB/],
    ["no DOI", makePdf({ pages: [filler(1)] }), "no DOI", /metadata/],
  ] as const
) {
  Deno.test(`parsePdf() refuses ${name} as "${reason}"`, async () => {
    await assert.rejects(parsePdf(bytes, "x.pdf"), (error) => {
      assert(error instanceof UnreadablePaper);
      assert.equal(error.reason, reason);
      assert.match(error.message, detail);
      return true;
    });
  });
}
