/**
 * Reads abstracts, body and floats of an article into Markdown-like text.
 */

import {
  isMainAbstract,
  type Role,
  roleOf,
} from "lib/corpus/jats/element_roles.ts";
import { createLineWriter } from "lib/corpus/jats/line_writer.ts";
import { sectionKind } from "lib/corpus/jats/section_kind.ts";
import { texSource } from "lib/corpus/jats/tex_source.ts";
import type { TextBuilder } from "lib/corpus/jats/text_builder.ts";
import type { Attributes, XmlVisitor } from "lib/corpus/jats/walk_xml.ts";

/** Which of several forms of one formula is taken: TeX can be read best. */
const FORMULA_RANK = { textual: 1, math: 2, tex: 3 };

/** Elements whose label stands in front of what follows, not in the line. */
const LABELLED = new Set<Role | undefined>([
  "block",
  "captioned",
  "item",
  "quote",
  "section",
]);

/**
 * Makes the visitor that turns text elements into blocks.
 *
 * A paragraph becomes one line, word by word as in the source: inline tags add
 * nothing, the text of an `xref` is left out and nothing else (the brackets
 * around citations stay), only white space is evened out. What stands in a
 * paragraph but is a block of its own (displayed formula, list, table, quote,
 * footnote) gets its own lines, at its place, and the paragraph goes on after
 * it. MathML gives its characters in order, TeX its source. A formula that is
 * only a picture leaves nothing: a sign in its place would be a word that is
 * not in the paper.
 *
 * @param builder Takes the blocks.
 */
export function createTextReader(builder: TextBuilder): XmlVisitor {
  const writer = createLineWriter(builder);
  const stack: Role[] = []; // roles of the open elements
  const formulas: { text: string; rank: number }[] = []; // open alternatives
  const types: string[] = []; // `sec-type` of the open sections, abstracts included
  let paragraphs = 0;

  function open(name: string, attributes: Attributes): boolean {
    const role = roleOf(name);
    if (role === "skip") return false;
    switch (role) {
      case "inline":
      case "alternatives":
        if (role === "alternatives") formulas.push({ text: "", rank: 0 });
        break;
      case "abstract":
        types.push(attributes["abstract-type"] ?? "");
        if (!isMainAbstract(types[0]!)) {
          types.pop();
          return false;
        }
        // One with a type brings its own title, such as "Author Summary".
        builder.startSection("abstract", types[0] === "" ? "Abstract" : "");
        break;
      case "body":
        builder.startSection("other", "");
        break;
      case "floats":
        types.push("");
        builder.startSection("floats", "Figures and tables");
        break;
      case "section":
        writer.flush();
        types.push(attributes["sec-type"] ?? "");
        if (types.length === 1) {
          builder.startSection(sectionKind(types[0]!, ""), "");
        }
        break;
      case "break":
        writer.add(" ");
        break;
      case "math":
      case "tex":
      case "textual":
        writer.interrupt();
        break;
      case "list":
        writer.startList(
          /^(?:order|alpha|roman)/.test(attributes["list-type"] ?? ""),
        );
        break;
      case "item":
        writer.startItem();
        break;
      case "quote":
        writer.startQuote();
        break;
      case "table":
        writer.startTable();
        break;
      case "cell":
        writer.startCell();
        break;
      case "label":
        if (LABELLED.has(stack.at(-1))) writer.flush();
        break;
      case "term":
        if (stack.at(-1) === "item") writer.flush();
        break;
      case "paragraph":
        writer.flush();
        paragraphs++;
        break;
      case "verbatim":
        if (paragraphs === 0) writer.flush();
        break;
      default:
        if (name === "fn" && stack.at(-1) === "title") return false;
        writer.flush();
    }
    stack.push(role);
    return true;
  }

  function close(): void {
    const role = stack.pop()!;
    switch (role) {
      case "inline":
      case "break":
        break;
      case "alternatives":
        writer.add(formulas.pop()!.text);
        break;
      case "abstract":
      case "floats":
      case "section":
        writer.flush();
        types.pop();
        if (types.length === 0) builder.startSection("other", "");
        break;
      case "math":
      case "tex":
      case "textual":
        closeFormula(role);
        break;
      case "title":
        closeTitle();
        break;
      case "label":
        closeLabel();
        break;
      case "term":
        if (stack.at(-1) === "item") writer.addLabel(`${writer.take()}:`);
        break;
      case "captioned":
      case "item":
        writer.flushAll();
        break;
      case "list":
        writer.endList();
        break;
      case "quote":
        writer.endQuote();
        break;
      case "table":
        writer.endTable();
        break;
      case "row":
        writer.endRow();
        break;
      case "cell":
        writer.endCell();
        break;
      case "paragraph":
        writer.flush();
        paragraphs--;
        break;
      case "verbatim":
        if (paragraphs === 0) writer.flushVerbatim();
        break;
      default:
        writer.flush();
    }
  }

  /** Adds a formula to the line, unless another form of it is better. */
  function closeFormula(role: keyof typeof FORMULA_RANK): void {
    const source = writer.resume();
    const text = role === "tex" ? texSource(source) : source;
    const chosen = formulas.at(-1);
    if (stack.at(-1) !== "alternatives" || chosen === undefined) {
      writer.add(text);
    } else if (text.trim() !== "" && FORMULA_RANK[role] > chosen.rank) {
      chosen.text = text;
      chosen.rank = FORMULA_RANK[role];
    }
  }

  function closeTitle(): void {
    const parent = stack.at(-1);
    const level = types.length;
    if (parent === "section") {
      const title = `${writer.takeLabel()} ${writer.take()}`.trim();
      if (title === "") return;
      if (level > 1) return builder.heading(level + 1, title);
      builder.startSection(sectionKind(types[0]!, title), title);
    } else if (parent === "abstract") {
      const title = writer.take();
      if (types[0] !== "") builder.startSection("abstract", title);
    } else {
      writer.flush();
    }
  }

  function closeLabel(): void {
    const parent = stack.at(-1);
    if (!LABELLED.has(parent)) return;
    const label = writer.take();
    if (label === "") return;
    if (parent === "item") {
      writer.startItem(label);
    } else if (parent === "captioned") {
      writer.addLabel(/[\p{L}\p{N}]$/u.test(label) ? `${label}.` : label);
    } else {
      writer.addLabel(label);
    }
  }

  return { open, close, text: writer.add };
}
