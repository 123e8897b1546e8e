/**
 * Reads one JATS article into a paper.
 */

import { decodeXml } from "lib/corpus/jats/decode_xml.ts";
import { roleOf } from "lib/corpus/jats/element_roles.ts";
import { createFrontReader } from "lib/corpus/jats/front_reader.ts";
import { earliestDate } from "lib/corpus/jats/publication_date.ts";
import { createTextBuilder } from "lib/corpus/jats/text_builder.ts";
import { createTextReader } from "lib/corpus/jats/text_reader.ts";
import { walkXml, type XmlVisitor } from "lib/corpus/jats/walk_xml.ts";
import { megajournalOf } from "lib/corpus/megajournal.ts";
import {
  type Paper,
  type PaperMetadata,
  type Section,
  UnreadablePaper,
} from "lib/corpus/paper.ts";

/** Children of `article` that are read; references, reviews and replies are not. */
const PARTS = new Set(["front", "body", "floats-group", "floats-wrap"]);

/**
 * Reads a JATS article (also NLM 2 and 3) of any type. The text holds the title,
 * the abstracts, the body and the floats, in this order; reference lists, the
 * rest of the back matter, sub-articles and responses are left out. See
 * {@link createTextReader} for what becomes of each element.
 *
 * @param bytes The file, up to 64 MiB.
 * @param source Name of the file, for the paper's metadata and for messages.
 * @returns The paper; citations and fields are null, because JATS has none.
 * @throws {UnreadablePaper} With one of the reasons "empty file", "too large",
 * "wrong encoding", "not XML", "HTML page, not JATS", "not a JATS article",
 * "truncated or malformed XML", "unknown entity", "external entity", "entity
 * expansion", "nested too deeply", "no DOI" and "no text".
 *
 * @example
 * ```ts
 * import { parseJats } from "lib/corpus/jats/parse_jats.ts";
 * import assert from "node:assert/strict";
 * const xml = `<article article-type="research-article"><front><article-meta>
 *   <article-id pub-id-type="doi">10.1371/Journal.1</article-id>
 *   <title-group><article-title>On <italic>E</italic>. coli</article-title></title-group>
 *   </article-meta></front>
 *   <body><p>It needs H<sub>2</sub>O.</p></body></article>`;
 * const paper = parseJats(new TextEncoder().encode(xml), "one.xml");
 * assert.equal(paper.doi, "10.1371/journal.1");
 * assert.equal(paper.text, "# On E. coli\n\nIt needs H2O.");
 * ```
 */
export function parseJats(bytes: Uint8Array, source: string): Paper {
  const builder = createTextBuilder();
  const textReader = createTextReader(builder);
  const { front, visitor: frontReader } = createFrontReader();
  let articleType: string | null = null; // null before the root element
  let reader: XmlVisitor | null = null; // of the part that is open
  let depth = 0; // inside that part

  walkXml(decodeXml(bytes, source), source, {
    open(name, attributes) {
      if (reader === null) {
        if (articleType === null) {
          if (name !== "article") throw otherRoot(source, name);
          articleType = attributes["article-type"] ?? "";
          return true;
        }
        if (!PARTS.has(name)) return false;
        reader = name === "front" ? frontReader : textReader;
        depth = 0;
      } else if (reader === frontReader && roleOf(name) === "abstract") {
        if (depth !== 2) return false; // not a child of article-meta
        if (!textReader.open(name, attributes)) return false;
        reader = textReader;
        depth++;
        return true;
      }
      if (!reader.open(name, attributes)) return false;
      depth++;
      return true;
    },
    close(name) {
      if (reader === null) return;
      reader.close(name);
      depth--;
      if (depth === 0) reader = null;
      else if (roleOf(name) === "abstract" && depth === 2) reader = frontReader;
    },
    text(text) {
      reader?.text(text);
    },
  });

  const doi = cleanDoi(front.doi);
  if (doi === "") {
    throw new UnreadablePaper(
      "no DOI",
      `Cannot read "${source}" as a paper needs a DOI: article-meta has ${
        front.doi === "" ? "none" : `"${front.doi.slice(0, 60)}"`
      }`,
    );
  }
  if (!builder.hasBlocks()) {
    throw new UnreadablePaper(
      "no text",
      `Cannot read "${source}" as it has neither an abstract nor a body`,
    );
  }
  const date = earliestDate(front.dates);
  const title = [front.title, front.subtitle].filter(Boolean).join(": ");
  const metadata: PaperMetadata = {
    doi,
    title,
    journal: front.journal,
    megajournal: megajournalOf({ doi, journal: front.journal }),
    date,
    year: date === null ? null : Number(date.slice(0, 4)),
    articleType: articleType ?? "",
    subjects: [...front.subjects],
    licence: front.licence,
    citedByCount: null,
    fields: null,
    source,
  };
  const { text, sections } = builder.finish(title);
  return {
    // Copied: a string cut from the document would keep all of it in memory.
    ...(JSON.parse(JSON.stringify(metadata)) as PaperMetadata),
    text,
    sections: nameIntroduction(sections),
  };
}

/**
 * Paragraphs before the first section are the introduction where a section of
 * methods or results follows: many journals give it no title.
 */
function nameIntroduction(sections: readonly Section[]): Section[] {
  const isMain = (section: Section) =>
    section.kind === "methods" || section.kind === "results";
  const first = sections.findIndex((section) =>
    section.kind !== "title" && section.kind !== "abstract"
  );
  return sections.map((section, i) =>
    i === first && section.kind === "other" && section.title === "" &&
      sections.slice(i + 1).some(isMain)
      ? { ...section, kind: "introduction" }
      : section
  );
}

/** Lower case without URL or "doi:" in front; empty if it is no DOI. */
function cleanDoi(printed: string): string {
  const doi = printed.toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//, "")
    .replace(/^doi:\s*/, "");
  return /^10\.\d{4,9}\/\S+$/.test(doi) ? doi : "";
}

function otherRoot(source: string, name: string): UnreadablePaper {
  return name.toLowerCase() === "html"
    ? new UnreadablePaper(
      "HTML page, not JATS",
      `Cannot read "${source}" as it is an HTML page: download the article's XML again`,
    )
    : new UnreadablePaper(
      "not a JATS article",
      `Cannot read "${source}" as a JATS file begins with <article>: this one begins with <${
        name.slice(0, 60)
      }>`,
    );
}
