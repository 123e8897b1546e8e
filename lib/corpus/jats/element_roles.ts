/**
 * What the reader of texts does with each JATS element. An element that is not
 * in the table is inline: its text is part of the line around it, with nothing
 * added, so that `H<sub>2</sub>O` reads "H2O".
 */

/** How an element takes part in the text. */
export type Role =
  | "abstract"
  | "alternatives"
  | "block"
  | "body"
  | "break"
  | "captioned"
  | "cell"
  | "floats"
  | "formula"
  | "inline"
  | "item"
  | "label"
  | "list"
  | "math"
  | "paragraph"
  | "quote"
  | "row"
  | "section"
  | "skip"
  | "table"
  | "term"
  | "tex"
  | "textual"
  | "title"
  | "verbatim";

const NAMES: Readonly<Partial<Record<Role, string>>> = {
  abstract: "abstract",
  alternatives: "alternatives",
  // Stand on lines of their own, wherever they are.
  block:
    "ack app attrib caption def disp-formula-group fn fn-group sig-block table-wrap-foot verse-group verse-line",
  body: "body",
  break: "break hr",
  // Have a label and a caption.
  captioned:
    "boxed-text chem-struct-wrap fig fig-group media statement supplementary-material table-wrap table-wrap-group",
  cell: "td th oasis:entry",
  floats: "floats-group floats-wrap",
  formula: "disp-formula",
  item: "list-item def-item speech",
  label: "label",
  list: "list def-list",
  math: "mml:math math m:math",
  paragraph: "p",
  quote: "disp-quote",
  row: "tr oasis:row",
  section: "sec",
  // Not part of what the authors tell the reader, or cannot be read as text.
  skip:
    "xref ref-list ref sub-article response object-id alt-text long-desc permissions index-term sec-meta kwd-group annotation annotation-xml mml:annotation mml:annotation-xml glyph-data glyph-ref",
  table: "table array oasis:table",
  term: "term speaker",
  tex: "tex-math",
  textual: "textual-form",
  title: "title",
  verbatim: "preformat code",
};

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(NAMES).flatMap(([role, names]) =>
    names.split(" ").map((name) => [name, role as Role])
  ),
);

/** The role of an element by its name, prefix included. */
export function roleOf(name: string): Role {
  return ROLES.get(name) ?? "inline";
}

/**
 * Kinds of abstract (`abstract-type`) that are left out: pictures, one-line
 * advertisements of the article, and summaries that editors wrote. The
 * authors' own summaries for other readers stay.
 */
const OTHER_ABSTRACTS = new Set([
  "editor",
  "editors-summary",
  "graphical",
  "precis",
  "short",
  "teaser",
  "toc",
  "web-summary",
]);

/** True for an abstract that belongs to the text. */
export function isMainAbstract(abstractType: string): boolean {
  return !OTHER_ABSTRACTS.has(abstractType);
}
