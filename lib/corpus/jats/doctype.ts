/**
 * The document type declaration, as far as it can do harm. The external DTD
 * is never read; entities that a file declares itself are looked at here.
 */

import { UnreadablePaper } from "lib/corpus/paper.ts";

/** Longest text that an entity of a file's own may stand for, in characters. */
const MAX_ENTITY_LENGTH = 16;

/** Longest DOCTYPE that is looked through, in characters; most have about 200. */
const MAX_DOCTYPE_LENGTH = 100_000;

const QUOTED = `"[^"]*"|'[^']*'`;
const DECLARATION = new RegExp(
  String.raw`<!ENTITY\s+(%\s+)?([^\s"'%&;<>]+)\s+(?:` +
    String
      .raw`(?:SYSTEM|PUBLIC\s+(?:${QUOTED}))\s*(?:${QUOTED})(\s+NDATA\s+\S+?)?` +
    String.raw`|(${QUOTED}))\s*>`,
  "g",
);

/**
 * Reads the entities that a document declares in its own DOCTYPE. What passes:
 * element, attribute and notation declarations (they change no text), names of
 * picture files (NDATA: XML forbids to use them in text), and an entity that
 * stands for a few plain characters. What is refused: every other reference to
 * a file, and every entity that could grow, through other entities, markup or
 * length. Nothing outside the document is ever read.
 *
 * @param doctype What stands between "<!DOCTYPE" and its closing ">".
 * @param source Name of the file, for messages.
 * @returns The harmless entities by name.
 * @throws {UnreadablePaper} With the reason "external entity", "entity
 * expansion" or "truncated or malformed XML".
 */
export function readDoctype(
  doctype: string,
  source: string,
): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  const malformed = (found: string) =>
    new UnreadablePaper(
      "truncated or malformed XML",
      `Cannot read "${source}" as its DOCTYPE ${found}`,
    );
  if (doctype.length > MAX_DOCTYPE_LENGTH) {
    throw malformed(`has ${doctype.length} characters`);
  }
  const subset = doctype.slice(doctype.indexOf("[") + 1)
    .replace(/<!--[^]*?-->|<\?[^]*?\?>/g, "");
  let declared = 0;
  for (const match of subset.matchAll(DECLARATION)) {
    declared++;
    const [, parameter, name = "", notation, quoted] = match;
    if (quoted === undefined) {
      if (notation !== undefined && parameter === undefined) continue;
      throw new UnreadablePaper(
        "external entity",
        `Cannot read "${source}" as its DOCTYPE declares the external entity "${name}": other files are never read`,
      );
    }
    const text = plainText(quoted.slice(1, -1));
    if (parameter !== undefined || text === null) {
      throw new UnreadablePaper(
        "entity expansion",
        `Cannot read "${source}" as its DOCTYPE declares the entity "${name}", which could grow when expanded`,
      );
    }
    if (!entities.has(name)) entities.set(name, text); // the first one binds
  }
  if (declared !== subset.split("<!ENTITY").length - 1) {
    throw malformed("holds a malformed entity declaration");
  }
  return entities;
}

/** The few plain characters that an entity stands for; null if it is more than that. */
function plainText(value: string): string | null {
  const text = value.replace(
    /&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));/g,
    (whole, hex?: string, decimal?: string) => {
      const code = hex ? parseInt(hex, 16) : parseInt(decimal!, 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
  return text.length > MAX_ENTITY_LENGTH || /[&<%]/.test(text) ? null : text;
}
