/**
 * JATS files as another parser sees them, which shares no code with the
 * project's own reader: a document tree, where that is a stream.
 */

import { DOMParser, type Element, type Node } from "@xmldom/xmldom";

/** All undeclared entities of these files, from Unicode's names of characters. */
const ENTITIES: Readonly<Record<string, string>> = {
  Delta: "Δ",
  alpha: "α",
  chi: "χ",
  dagger: "†",
  ensp: "\u2002",
  equals: "=",
  ge: "≥",
  iacute: "í",
  ldquo: "“",
  lsqb: "[",
  minus: "−",
  mu: "μ",
  nbsp: "\u00a0",
  ndash: "–",
  percnt: "%",
  plus: "+",
  plusmn: "±",
  rdquo: "”",
  rsqb: "]",
  szlig: "ß",
  thinsp: "\u2009",
};

/** Parses a document; every error is thrown. */
export function parseDom(xml: string): Element {
  const decoded = xml.replace(
    /&([A-Za-z]+);/g,
    (entity, name: string) => ENTITIES[name] ?? entity,
  );
  const document = new DOMParser({
    onError(level, message) {
      if (level !== "warning") throw new Error(message);
    },
  }).parseFromString(decoded, "text/xml");
  return document.documentElement!;
}

const elements = (node: Node) =>
  Array.from(node.childNodes).filter((child): child is Element =>
    child.nodeType === 1
  );

/** Elements below one element, by names from child to child. */
export function find(start: Element, ...path: string[]): Element[] {
  return path.reduce(
    (found, name) =>
      found.flatMap((element) =>
        elements(element).filter(({ tagName }) => tagName === name)
      ),
    [start],
  );
}

/** White space of every sort as single spaces. */
export const even = (text: string) =>
  text.split(/\s+/).filter(Boolean).join(" ");

/** Parts of a paragraph that stand apart in the text: a space or a line break around them. */
const BLOCKS = new Set([
  "boxed-text",
  "break",
  "caption",
  "disp-formula",
  "disp-quote",
  "fn",
  "label",
  "list",
  "list-item",
  "object-id",
  "p",
  "supplementary-material",
  "table-wrap",
  "td",
  "th",
  "title",
]);

/** The text of a paragraph without xref, cut where blocks start and end. */
export function pieces(paragraph: Element): string[] {
  const found = [""];
  (function walk(node: Node) {
    for (const child of Array.from(node.childNodes)) {
      if (child.nodeType === 3 || child.nodeType === 4) {
        found.push(found.pop() + (child.nodeValue ?? ""));
      } else if (child.nodeType === 1) {
        const { tagName } = child as Element;
        if (tagName === "xref" || tagName === "object-id") continue;
        const isBlock = BLOCKS.has(tagName) &&
          !(tagName === "label" &&
            (node as Element).tagName === "disp-formula");
        if (isBlock) found.push("");
        walk(child);
        if (isBlock) found.push("");
      }
    }
  })(paragraph);
  return found.map(even).filter(Boolean);
}
