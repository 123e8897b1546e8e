/**
 * Writes the articles, metadata and labels of this example anew, after a change
 * of the sentences; nothing of them is real:
 * deno run --allow-read --allow-write=data/examples data/examples/field-ecology/make_articles.ts
 */

import { join } from "node:path";
import { type Table, tableToCsv } from "lib/findings/table.ts";
import { LABEL_COLUMNS } from "lib/findings/labels/label_row.ts";
import {
  drawInteger,
  pick,
  pickWeighted,
  prng,
  type Random,
  shuffle,
} from "lib/stats/random.ts";
import sentences from "./sentences.json" with { type: "json" };

/** How much the papers of a field share at the end of the years, and their number. */
const FIELDS = [
  { name: "Agricultural and Biological Sciences", share: 0.9, papers: 36 },
  { name: "Environmental Science", share: 0.6, papers: 28 },
  { name: "Earth and Planetary Sciences", share: 0.95, papers: 16 },
] as const;
const ROUTES = [
  { route: "repository", weight: 6 },
  { route: "supplement", weight: 3 },
  { route: "website", weight: 2 },
] as const;
const YEARS = { first: 2014, last: 2023 };
const LABELLED = 40;

/** An article with what was planted in it. */
interface Made {
  readonly doi: string;
  readonly year: number;
  readonly field: string;
  readonly isCited: boolean;
  /** What is shared, where, and how the article says it; null if nothing is. */
  readonly shared: {
    readonly route: string;
    readonly place: string;
    readonly passage: string;
  } | null;
  readonly xml: string;
}

function makeArticles(random: Random): Made[] {
  const fields = shuffle(
    random,
    FIELDS.flatMap((field) => Array<typeof field>(field.papers).fill(field)),
  );
  return fields.map(({ name, share }, i) => {
    const years = YEARS.last - YEARS.first;
    const year = YEARS.first + i % (years + 1);
    // Sharing grows from nothing in the first year to the field's share in the last.
    const chance = share * (year - YEARS.first) / years;
    return makeArticle(random, { number: i + 1, year, field: name, chance });
  });
}

function makeArticle(
  random: Random,
  { number, year, field, chance }: {
    readonly number: number;
    readonly year: number;
    readonly field: string;
    readonly chance: number;
  },
): Made {
  const [taxon, kind] = pick(random, sentences.taxa) as [string, string];
  const words: Record<string, string> = {
    taxon,
    kind,
    site: pick(random, sentences.sites),
    driver: pick(random, sentences.drivers),
    season: `${year - 2}`,
    points: String(drawInteger(random, 12, 90)),
    visits: String(drawInteger(random, 3, 9)),
    minutes: String(drawInteger(random, 1, 6) * 10),
    count: String(drawInteger(random, 80, 900)),
    number: String(1000 + number),
  };
  words.effect = fill(pick(random, sentences.effects), words);
  const write = (part: keyof typeof sentences) =>
    fill(pick(random, sentences[part] as string[]), words);

  const isShared = random() < chance;
  const { route } = pickWeighted(random, ROUTES, ({ weight }) => weight);
  const [place, text] = pick(random, sentences.shared[route]) as [
    string,
    string,
  ];
  const passage = fill(
    isShared ? text : pick(random, sentences.notShared),
    words,
  );
  const distractor = pick(random, sentences.distractors);
  const inMethods = random() < 0.3;
  const methods = [write("methods"), distractor, inMethods ? passage : ""];
  const sections: [title: string, text: string][] = [
    ["Introduction", write("introduction")],
    ["Methods", methods.filter((part) => part !== "").join(" ")],
    ["Results", write("results")],
    ["Discussion", write("discussion")],
    ...(passage === "" || inMethods
      ? []
      : [[pick(random, sentences.headings), passage] as [string, string]]),
  ];
  const doi = `10.5555/field-ecology.${String(number).padStart(3, "0")}`;
  const title =
    `Synthetic example ${number}: ${words.driver} and ${taxon} ${words.site}`;
  return {
    doi,
    year,
    field,
    isCited: random() > 0.05,
    shared: isShared ? { route, place, passage } : null,
    xml: toJats({ doi, title, year, abstract: write("abstract"), sections }),
  };
}

/** Puts words into the braces of a sentence; a capital asks for a capital. */
function fill(
  sentence: string,
  words: Readonly<Record<string, string>>,
): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = words[name.toLowerCase()]!;
    return name === name.toLowerCase()
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

function toJats({ doi, title, year, abstract, sections }: {
  readonly doi: string;
  readonly title: string;
  readonly year: number;
  readonly abstract: string;
  readonly sections: readonly (readonly [title: string, text: string])[];
}): string {
  const body = sections.map(([title, text]) =>
    `<sec><title>${title}</title><p>${text}</p></sec>`
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- A synthetic article: invented for an example, by make_articles.ts. -->
<article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink">
<front>
<journal-meta><journal-title-group><journal-title>Synthetic Examples of Field Ecology</journal-title></journal-title-group></journal-meta>
<article-meta>
<article-id pub-id-type="doi">${doi}</article-id>
<title-group><article-title>${title}</article-title></title-group>
<pub-date pub-type="epub"><year>${year}</year></pub-date>
<permissions><license xlink:href="https://creativecommons.org/publicdomain/zero/1.0/"><license-p>CC0</license-p></license></permissions>
<abstract><p>${abstract}</p></abstract>
</article-meta>
</front>
<body>
${body.join("\n")}
</body>
</article>
`;
}

function metadataTable(articles: readonly Made[], random: Random): Table {
  return {
    name: "metadata",
    columns: ["doi", "cited_by_count", "fields"],
    rows: articles.map(({ doi, field, isCited }) => ({
      doi,
      cited_by_count: isCited ? drawInteger(random, 1, 40) : 0,
      fields: field,
    })),
  };
}

/** Labels of some of the articles, drawn at random: what was planted in them. */
function labelTable(articles: readonly Made[], random: Random): Table {
  const cited = articles.filter(({ isCited }) => isCited);
  const drawn = new Set(shuffle(random, cited).slice(0, LABELLED));
  const rows = cited.filter((article) => drawn.has(article))
    .flatMap(({ doi, shared }) => {
      const row = { doi, annotator: "planted", model: "", passage: "" };
      if (shared === null) {
        return [{ ...row, question: "shares_data", value: "no" }];
      }
      const { place: model, route, passage } = shared;
      return [
        { ...row, question: "shares_data", value: "yes", passage },
        { ...row, question: "data_places", value: route, model, passage },
      ];
    });
  return { name: "labels", columns: LABEL_COLUMNS, rows };
}

if (import.meta.main) {
  const random = prng("data sharing");
  const articles = makeArticles(random);
  const folder = import.meta.dirname!;
  await Deno.mkdir(join(folder, "articles"), { recursive: true });
  for (const { doi, xml } of articles) {
    const name = `${doi.slice(doi.lastIndexOf(".") + 1)}.nxml`;
    await Deno.writeTextFile(join(folder, "articles", name), xml);
  }
  for (
    const table of [
      metadataTable(articles, random),
      labelTable(articles, random),
    ]
  ) {
    await Deno.writeTextFile(
      join(folder, `${table.name}.csv`),
      tableToCsv(table),
    );
  }
}
