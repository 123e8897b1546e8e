/**
 * One pass over an XML document, tag by tag, with everything dangerous
 * refused on the way.
 */

import { SaxesParser } from "saxes";
import { readDoctype } from "lib/corpus/jats/doctype.ts";
import { namedCharacter } from "lib/corpus/jats/entity_names.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";

/** Elements inside each other that are still read; real articles nest about 30. */
const MAX_DEPTH = 1000;

const ENTITY_NAME = /^[\p{L}_:][\p{L}\p{N}._:-]*$/u;

/** Attributes of a tag by name, prefix included. */
export type Attributes = Readonly<Record<string, string>>;

/** What is called while a document is read. */
export interface XmlVisitor {
  /**
   * A tag opens. Returns false to skip the element with all that is in it:
   * then neither its text nor its end is reported.
   */
  open(name: string, attributes: Attributes): boolean;
  close(name: string): void;
  /** A run of text, entities decoded; CDATA included, comments left out. */
  text(text: string): void;
}

/**
 * Reads an XML document and reports tags and text to the visitor.
 *
 * @param xml The document.
 * @param source Name of the file, for messages.
 * @param visitor What to call.
 * @throws {UnreadablePaper} With the reason "truncated or malformed XML",
 * "unknown entity", "external entity", "entity expansion", "nested too deeply"
 * or "not XML".
 */
export function walkXml(
  xml: string,
  source: string,
  visitor: XmlVisitor,
): void {
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  let own: ReadonlyMap<string, string> = new Map();
  let depth = 0;
  let skipped = 0; // depth below the element that is being skipped, 1 for itself
  let innermost = "";

  // The parser asks this table for every named entity it meets.
  parser.ENTITIES = new Proxy<Record<string, string>>({}, {
    get(_, name) {
      const text = own.get(String(name)) ?? namedCharacter(String(name));
      if (text !== undefined) return text;
      const isName = ENTITY_NAME.test(String(name));
      throw isName
        ? new UnreadablePaper(
          "unknown entity",
          `Cannot read "${source}" as "&${
            String(name).slice(0, 60)
          };" at line ${parser.line} is no entity of HTML or the JATS DTDs`,
        )
        : malformed(`line ${parser.line} has a bare "&"`);
    },
  });

  parser.on("error", (error) => {
    throw describe(error.message);
  });
  parser.on("doctype", (doctype) => {
    own = readDoctype(doctype, source);
  });
  parser.on("opentag", (tag) => {
    if (++depth > MAX_DEPTH) {
      throw new UnreadablePaper(
        "nested too deeply",
        `Cannot read "${source}" as elements may be nested ${MAX_DEPTH} deep at most: line ${parser.line} is deeper`,
      );
    }
    innermost = tag.name;
    if (skipped > 0) {
      skipped++;
    } else if (!visitor.open(tag.name, tag.attributes)) {
      skipped = 1;
      parser.off("text");
    }
  });
  parser.on("closetag", (tag) => {
    depth--;
    if (skipped === 0) {
      visitor.close(tag.name);
    } else if (--skipped === 0) {
      parser.on("text", onText);
    }
  });
  parser.on("text", onText);
  parser.on("cdata", (text) => {
    if (skipped === 0) visitor.text(text);
  });
  parser.write(xml).close();

  function onText(text: string): void {
    if (depth > 0) visitor.text(text);
  }

  /** Puts the parser's message into the words of this project. */
  function describe(message: string): UnreadablePaper {
    const unclosed = /^unclosed tag: (.*)$/.exec(message)?.[1];
    if (unclosed !== undefined) {
      if (/<\/article\s*>\s*$/.test(xml.slice(-100))) {
        return malformed(
          `after <${
            innermost.slice(0, 60)
          }> there is a bare "&", or a tag or comment that does not end`,
        );
      }
      return malformed(
        `the file ends at line ${parser.line} inside <${
          unclosed.slice(0, 60)
        }>`,
      );
    }
    if (message === "document must contain a root element.") {
      if (/<[!A-Za-z](?!--)/.test(xml)) {
        return malformed("it ends before its first element");
      }
      return new UnreadablePaper(
        "not XML",
        `Cannot read "${source}" as it has no XML element`,
      );
    }
    const rule = message.replace(/\.$/, "");
    const place = innermost === "" ? "" : `, after <${innermost.slice(0, 60)}>`;
    return malformed(`line ${parser.line}${place}: ${rule}`);
  }

  function malformed(found: string): UnreadablePaper {
    return new UnreadablePaper(
      "truncated or malformed XML",
      `Cannot read "${source}" as its XML is truncated or malformed: ${found}`,
    );
  }
}
