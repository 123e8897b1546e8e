/**
 * From bytes to the characters of an XML document: finds the encoding the way
 * the XML standard does and refuses what is not XML at all.
 */

import { UnreadablePaper } from "lib/corpus/paper.ts";
import { MAX_ARTICLE_BYTES, tooLarge } from "lib/corpus/read_corpus_file.ts";

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;

/** Comments and processing instructions before the first tag. */
const PROLOG = /^(?:\s+|<\?[^>]*\?>|<!--[^]*?-->)+/;

/**
 * Decodes an XML file. The encoding is that of the byte order mark, else of
 * the XML declaration, else UTF-8 (XML 1.0, appendix F). Bytes that do not
 * fit the encoding are an error, never a replacement character.
 *
 * @param bytes The file.
 * @param source Name of the file, for messages.
 * @returns The document without byte order mark.
 * @throws {UnreadablePaper} With the reason "empty file", "too large",
 * "wrong encoding", "HTML page, not JATS" or "not XML".
 */
export function decodeXml(bytes: Uint8Array, source: string): string {
  if (bytes.length > MAX_ARTICLE_BYTES) {
    throw tooLarge(source, bytes.length);
  }
  const xml = decode(bytes, source);
  const start = xml.slice(0, 4096).replace(PROLOG, "");
  if (start === "" && xml.trim() === "") {
    throw new UnreadablePaper(
      "empty file",
      `Cannot read "${source}" as the file is empty`,
    );
  }
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
    throw new UnreadablePaper(
      "HTML page, not JATS",
      `Cannot read "${source}" as it is an HTML page: download the article's XML again`,
    );
  }
  if (!start.startsWith("<")) {
    throw new UnreadablePaper(
      "not XML",
      `Cannot read "${source}" as it does not begin with an XML tag`,
    );
  }
  return xml;
}

function decode(bytes: Uint8Array, source: string): string {
  const marked = markedEncoding(bytes);
  const label = marked ?? declaredEncoding(bytes);
  if (marked === undefined && label.startsWith("utf-16")) {
    throw wrongEncoding(source, `it declares ${label.toUpperCase()}`);
  }
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw wrongEncoding(source, `"${label}" is no known encoding`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    const broken = new TextDecoder(label).decode(bytes);
    const before = broken.slice(0, broken.indexOf("\uFFFD"));
    const line = before.split("\n").length;
    throw wrongEncoding(source, `line ${line} is not ${label.toUpperCase()}`);
  }
}

function wrongEncoding(source: string, found: string): UnreadablePaper {
  return new UnreadablePaper(
    "wrong encoding",
    `Cannot read "${source}" as its bytes do not fit its encoding: ${found}`,
  );
}

/** Encoding by byte order mark, or by the zero bytes that UTF-16 puts around "<". */
function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0x3c && second === 0) return "utf-16le";
  if (first === 0 && second === 0x3c) return "utf-16be";
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return DECLARED.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
}
