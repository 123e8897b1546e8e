import assert from "node:assert/strict";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { earliestDate, parseDate } from "lib/corpus/jats/publication_date.ts";
import { type PaperMetadata, UnreadablePaper } from "lib/corpus/paper.ts";

/** Reads an article with this front matter around a body of one paragraph. */
function read(articleMeta: string, journalMeta = ""): PaperMetadata {
  const xml =
    `<article article-type="review-article"><front><journal-meta>${journalMeta}</journal-meta>
    <article-meta>${articleMeta}</article-meta></front><body><p>a</p></body></article>`;
  return parseJats(new TextEncoder().encode(xml), "folder/meta.xml");
}

const DOI = '<article-id pub-id-type="doi">10.5555/meta</article-id>';

Deno.test("parseJats() reads the metadata of a full front matter", () => {
  const paper = read(
    `<article-id pub-id-type="publisher-id">9</article-id>
    <article-id pub-id-type="doi"> https://doi.org/10.1371/Journal.PONE.1 </article-id>
    <article-categories><subj-group subj-group-type="heading"><subject>Research Article</subject></subj-group>
    <subj-group><subject>Biology</subject><subj-group><subject>Ecology &amp; <italic>E. coli</italic></subject></subj-group></subj-group>
    <subj-group><subject>Biology</subject></subj-group></article-categories>
    <title-group><article-title>On
      <italic>E</italic>. coli<xref>*</xref> in H<sub>2</sub>O<fn><p>note</p></fn></article-title>
    <subtitle>A study</subtitle><alt-title>Running head</alt-title></title-group>
    <contrib-group><contrib><name><surname>Doe</surname></name></contrib></contrib-group>
    <pub-date pub-type="collection"><year>2015</year></pub-date>
    <pub-date pub-type="epub"><day>5</day><month>3</month><year>2015</year></pub-date>
    <history><date date-type="received"><day>1</day><month>1</month><year>2014</year></date></history>
    <permissions><copyright-year>1999</copyright-year><license xlink:href="http://creativecommons.org/licenses/by/4.0/">
    <license-p>Free to use</license-p></license></permissions>
    <related-article><article-title>Another one</article-title></related-article>`,
    "<journal-id journal-id-type='nlm-ta'>PLoS One</journal-id><journal-title-group><journal-title>PLOS ONE</journal-title></journal-title-group>",
  );
  const { text: _, sections: __, ...metadata } = paper as PaperMetadata & {
    text: string;
    sections: unknown;
  };
  assert.deepEqual(metadata, {
    doi: "10.1371/journal.pone.1",
    title: "On E. coli in H2O: A study",
    journal: "PLOS ONE",
    megajournal: "PLOS",
    date: "2015-03-05",
    year: 2015,
    articleType: "review-article",
    subjects: ["Research Article", "Biology", "Ecology & E. coli"],
    licence: "http://creativecommons.org/licenses/by/4.0/",
    citedByCount: null,
    fields: null,
    source: "folder/meta.xml",
  });
});

Deno.test("parseJats() leaves what is absent empty", () => {
  const paper = read(DOI);
  assert.deepEqual(
    [paper.title, paper.journal, paper.date, paper.year, paper.licence],
    ["", "", null, null, ""],
  );
});

Deno.test("parseJats() finds journals and licences where older tag suites keep them", () => {
  const licence = (permissions: string) =>
    read(`${DOI}<permissions>${permissions}</permissions>`).licence;
  assert.equal(read(DOI, "<journal-title>Old</journal-title>").journal, "Old");
  assert.equal(
    read(DOI, "<journal-id journal-id-type='nlm-ta'>PLoS Med</journal-id>")
      .journal,
    "PLoS Med",
  );
  assert.equal(
    licence("<license><license-p>All <bold>free</bold></license-p></license>"),
    "All free",
  );
  assert.equal(
    licence(
      "<license><license-p>See <ext-link xlink:href='https://creativecommons.org/publicdomain/zero/1.0/'>CC0</ext-link></license-p></license>",
    ),
    "https://creativecommons.org/publicdomain/zero/1.0/",
  );
  for (
    const reference of [
      "<license><ali:license_ref>https://l.org/by</ali:license_ref><license-p>Free</license-p></license>",
      "<ali:license_ref>https://l.org/by</ali:license_ref>",
    ]
  ) assert.equal(licence(reference), "https://l.org/by");
});

Deno.test("parseJats() refuses an article without a DOI", () => {
  for (
    const id of [
      "",
      '<article-id pub-id-type="pmid">10.5555/x</article-id>',
      '<article-id pub-id-type="doi">see below</article-id>',
    ]
  ) {
    assert.throws(
      () => read(id),
      (error) => error instanceof UnreadablePaper && error.reason === "no DOI",
    );
  }
});

/** Dates as year, month and day, and the earliest, by reading the calendar. */
const DATES: readonly [
  dates: [string, string, string][],
  earliest: string | null,
][] = [
  [[], null],
  [[["2009", "", ""]], "2009"],
  [[["2009", "5", ""]], "2009-05"],
  [[["2009", "", ""], ["2009", "5", "19"]], "2009-05-19"],
  [[["2009", "5", "19"], ["2009", "", ""]], "2009-05-19"],
  [[["2009", "5", ""], ["2009", "5", "19"]], "2009-05-19"],
  [[["2009", "06", ""], ["2009", "05", "19"]], "2009-05-19"],
  [[["2008", "", ""], ["2009", "1", "2"]], "2008"],
  [[["2010", "Feb", "29"]], "2010-02"],
  [[["2012", "February", "29"]], "2012-02-29"],
  [[["2010", "13", "1"]], "2010"],
  [[["2010", "", "7"]], "2010"],
  [[["0209", "5", "1"], ["20", "5", "1"], ["2011", "5", "1"]], "2011-05-01"],
  [[["in press", "", ""]], null],
];

Deno.test("earliestDate() prefers the fuller of two dates that cover each other", () => {
  for (const [dates, earliest] of DATES) {
    const parsed = dates.map((date) => parseDate(...date));
    assert.equal(earliestDate(parsed), earliest, JSON.stringify(dates));
  }
});
