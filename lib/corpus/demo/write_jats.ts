import type { Article, Block } from "lib/corpus/demo/article.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import { drawInteger, pick, type Random } from "lib/stats/random.ts";

const SURNAMES =
  "Abara Bellweather Castellan Drummle Eikeland Farrow Grünfeld Hallorand Ilves Jarrod Kestrel Lindqvist Marlowe Novotny Okafor Pemberly Quillon Rasmark Sorrel Tamboril Ulrichsen Varga Westerhall Yilmazer Zander"
    .split(" ");
const INITIALS = "ABCDEFGHJKLMNPRSTVW".split("");

const PUBLISHERS = {
  BMJ: "BMJ Publishing Group (synthetic demo)",
  F1000: "F1000 Research (synthetic demo)",
  FrontiersIn: "Frontiers Media (synthetic demo)",
  PLOS: "Public Library of Science (synthetic demo)",
} as const;

const LICENCE =
  "This article is synthetic and was generated for demonstration. It is dedicated to the public domain (CC0).";

/**
 * Writes an article as JATS XML: front matter, body and reference list, with
 * cross-references, figures, tables and entities as publishers use them.
 */
export function writeJats(
  article: Article,
  plan: Plan,
  random: Random,
): string {
  const { journal, year, date, doi, articleType } = plan;
  const [, month, day] = date.split("-");
  const counters: Counters = {
    figures: 0,
    tables: 0,
    sections: 0,
    random,
    article,
  };
  const subject = SUBJECTS[articleType] ?? "Research Article";
  const body = article.sections.map(({ type, title, blocks }) =>
    `<sec id="s${++counters.sections}"${
      type ? ` sec-type="${type}"` : ""
    }>\n<title>${inline(title, counters)}</title>\n${
      blocks.map((block) => writeBlock(block, counters)).join("\n")
    }\n</sec>`
  ).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN" "JATS-journalpublishing1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="${articleType}" dtd-version="1.1" xml:lang="en">
<front>
<journal-meta>
<journal-id journal-id-type="publisher-id">${journal.code}-demo</journal-id>
<journal-title-group><journal-title>${journal.title}</journal-title></journal-title-group>
<publisher><publisher-name>${
    PUBLISHERS[journal.megajournal]
  }</publisher-name></publisher>
</journal-meta>
<article-meta>
<article-id pub-id-type="doi">${doi}</article-id>
<article-categories><subj-group subj-group-type="heading"><subject>${subject}</subject></subj-group></article-categories>
<title-group><article-title>${
    inline(article.title, counters)
  }</article-title></title-group>
<contrib-group>${writeAuthors(random)}</contrib-group>
<pub-date pub-type="collection"><year>${year}</year></pub-date>
<pub-date pub-type="epub"><day>${day}</day><month>${month}</month><year>${year}</year></pub-date>
<permissions><license xlink:href="https://creativecommons.org/publicdomain/zero/1.0/"><license-p>${LICENCE}</license-p></license></permissions>
<abstract>${paragraph(article.abstract, counters)}</abstract>
<funding-group><funding-statement>${LICENCE}</funding-statement></funding-group>
</article-meta>
</front>
<body>
${body}
</body>
<back>
<ack><p>The authors of this synthetic article do not exist.</p></ack>
<ref-list>
<title>References</title>
${writeReferences(article.references, year, random)}
</ref-list>
</back>
</article>
`;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  "review-article": "Review",
  editorial: "Editorial",
  correction: "Correction",
};

interface Counters {
  figures: number;
  tables: number;
  sections: number;
  readonly random: Random;
  readonly article: Article;
}

function writeBlock(block: Block, counters: Counters): string {
  switch (block.kind) {
    case "paragraph":
      return paragraph(block.sentences, counters);
    case "subsection":
      return `<sec id="s${++counters.sections}">\n<title>${
        inline(block.title, counters)
      }</title>\n${
        block.blocks.map((inner) => writeBlock(inner, counters)).join("\n")
      }\n</sec>`;
    case "figure": {
      const n = ++counters.figures;
      return `<fig id="f${n}"><label>Fig ${n}</label><caption><p>${
        inline(block.caption, counters)
      }</p></caption><graphic xlink:href="demo-f${n}.tif"/></fig>`;
    }
    case "table": {
      const n = ++counters.tables;
      const rows = block.rows.map((cells) =>
        `<tr>${
          cells.map((cell) => `<td>${inline(cell, counters)}</td>`).join("")
        }</tr>`
      ).join("");
      return `<table-wrap id="t${n}"><label>Table ${n}</label><caption><p>${
        inline(block.caption, counters)
      }</p></caption><table><tbody>${rows}</tbody></table></table-wrap>`;
    }
    case "supplement":
      return `<supplementary-material id="x1" xlink:href="demo-s1.txt"><label>S1 Text</label><caption><p>${
        inline(block.caption, counters)
      }</p></caption></supplementary-material>`;
  }
}

function paragraph(sentences: readonly string[], counters: Counters): string {
  return `<p>${
    sentences.map((sentence) => inline(sentence, counters)).join(" ")
  }</p>`;
}

const SPECIAL = /[&<>_[°±−]/;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "°": "&#xB0;",
  "±": "&plusmn;",
  "−": "&#8722;",
};

/** Escapes a text and turns its marks into elements. */
function inline(text: string, counters: Counters): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[&<>°±−]/g, (character) => ESCAPES[character]!)
    .replace(/_([^_]+)_/g, "<italic>$1</italic>")
    .replace(/\[(cite|fig|tab)\]/g, (_, mark) => {
      if (mark === "fig") return link("fig", "f", counters.figures + 1, "Fig ");
      if (mark === "tab") return link("table", "t", 1, "Table ");
      const first = drawInteger(
        counters.random,
        1,
        counters.article.references,
      );
      return `[${link("bibr", "b", first, "")}]`;
    });
}

function link(type: string, id: string, n: number, before: string): string {
  return `<xref ref-type="${type}" rid="${id}${n}">${before}${n}</xref>`;
}

function writeAuthors(random: Random): string {
  let authors = "";
  for (let n = drawInteger(random, 2, 6); n > 0; n--) {
    authors += `<contrib contrib-type="author"><name><surname>${
      pick(random, SURNAMES)
    }</surname><given-names>${
      pick(random, INITIALS)
    }.</given-names></name></contrib>`;
  }
  return authors;
}

/** Made-up references without titles, so that they name no method. */
function writeReferences(count: number, year: number, random: Random): string {
  const lines: string[] = [];
  for (let n = 1; n <= count; n++) {
    const published = Math.max(1970, year - drawInteger(random, 1, 12));
    lines.push(
      `<ref id="b${n}"><label>${n}</label><mixed-citation>${
        pick(random, SURNAMES)
      } ${pick(random, INITIALS)}, ${pick(random, SURNAMES)} ${
        pick(random, INITIALS)
      }. Made-up reference. <year>${published}</year>; ${
        drawInteger(random, 1, 80)
      }:${drawInteger(random, 1, 900)}.</mixed-citation></ref>`,
    );
  }
  return lines.join("\n");
}
