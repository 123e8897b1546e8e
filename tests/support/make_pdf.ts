/**
 * Makes small PDFs for tests by the rules of ISO 32000: one text line per
 * `Tj`, in Helvetica, 14 points apart from the top of the page.
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** What the PDF is to hold. */
export interface PdfContent {
  /** Lines of each page, in Windows-1252; a page without lines has an image only. */
  readonly pages: readonly (readonly string[])[];
  /** Entries of the information dictionary, such as Title. */
  readonly info?: Readonly<Record<string, string>>;
  /** Body of an XMP packet's rdf:Description. */
  readonly xmp?: string;
  /** Encrypts with 40-bit RC4 (revision 2); opening needs this password. */
  readonly password?: string;
  /** Pages that the page tree repeats, to make a long file small. */
  readonly repeat?: number;
}

const PADDING = Buffer.from(
  "28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A",
  "hex",
);
const PERMISSIONS = -44;
const FILE_ID = Buffer.from("00112233445566778899aabbccddeeff", "hex");

function md5(...parts: Uint8Array[]): Buffer {
  return createHash("md5").update(Buffer.concat(parts)).digest();
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number) => {
    [box[a], box[b]] = [box[b]!, box[a]!];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + box[i]! + key[i % key.length]!) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + box[i]!) & 255;
    swap(i, j);
    return byte ^ box[(box[i]! + box[j]!) & 255]!;
  }));
}

function pad(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, "latin1"), PADDING]).subarray(
    0,
    32,
  );
}

/** The standard security handler, revision 2 (ISO 32000-1, 7.6.3). */
function encryption(password: string) {
  const owner = rc4(md5(pad("owner")).subarray(0, 5), pad(password));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const key = md5(pad(password), owner, permissions, FILE_ID).subarray(0, 5);
  const user = rc4(key, PADDING);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O <${
      owner.toString("hex")
    }> /U <${user.toString("hex")}> >>`,
    encrypt(object: number, data: Uint8Array): Buffer {
      const salt = Buffer.from([object, object >> 8, object >> 16, 0, 0]);
      return rc4(md5(key, salt).subarray(0, 10), data);
    },
  };
}

function escapeText(text: string): string {
  return text.replace(/[\\()]/g, "\\$&");
}

function pageContent(lines: readonly string[]): string {
  if (lines.length === 0) {
    return "q 400 0 0 500 90 150 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q";
  }
  const shown = lines.map((line) => `(${escapeText(line)}) Tj T*`).join("\n");
  return `BT /F1 11 Tf 14 TL 50 780 Td\n${shown}\nET`;
}

/** Makes a PDF as bytes. */
export function makePdf(content: PdfContent): Uint8Array<ArrayBuffer> {
  const { info = {}, pages, password, repeat = 1, xmp } = content;
  const security = password === undefined ? null : encryption(password);
  const objects: Buffer[] = [];
  const add = (body: string) => objects.push(Buffer.from(body, "latin1"));
  const addStream = (dictionary: string, data: Buffer) => {
    const bytes = security?.encrypt(objects.length + 1, data) ?? data;
    objects.push(Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
      bytes,
      Buffer.from("\nendstream"),
    ]));
  };
  const text = (value: string) => {
    const bytes = Buffer.from(`\ufeff${value}`, "utf16le").swap16();
    const stored = security?.encrypt(objects.length + 1, bytes) ?? bytes;
    return `<${stored.toString("hex")}>`;
  };

  const FIRST_PAGE = 6;
  const kids = Array.from(
    { length: repeat },
    () => pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`),
  ).flat();
  add(
    `<< /Type /Catalog /Pages 2 0 R ${
      xmp === undefined ? "" : "/Metadata 5 0 R"
    } >>`,
  );
  add(`<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(" ")}] >>`);
  add(
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>",
  );
  const entries = Object.entries(info).map(([name, value]) =>
    `/${name} ${text(value)}`
  );
  add(`<< ${entries.join(" ")} >>`);
  addStream(
    "/Type /Metadata /Subtype /XML",
    Buffer.from(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>${
        xmp ?? ""
      }</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  );
  for (const [i, lines] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${
        FIRST_PAGE + 2 * i + 1
      } 0 R >>`,
    );
    addStream("", Buffer.from(pageContent(lines), "latin1"));
  }

  const parts: Buffer[] = [
    Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "latin1"),
  ];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const write = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [i, body] of objects.entries()) {
    offsets.push(length);
    write(Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      body,
      Buffer.from("\nendobj\n"),
    ]));
  }
  const rows = offsets.map((at) =>
    `${String(at).padStart(10, "0")} 00000 n \n`
  );
  const id = FILE_ID.toString("hex");
  write(Buffer.from(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join("")}` +
      `trailer\n<< /Size ${
        objects.length + 1
      } /Root 1 0 R /Info 4 0 R /ID [<${id}> <${id}>] ${
        security === null ? "" : `/Encrypt ${security.dictionary}`
      } >>\nstartxref\n${length}\n%%EOF\n`,
  ));
  return Uint8Array.from(Buffer.concat(parts));
}
