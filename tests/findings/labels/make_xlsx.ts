import { makeZip } from "tests/corpus/make_zip.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NS = "http://schemas.openxmlformats.org";

/** Parts that every workbook needs beside its sheet (ECMA-376, part 1). */
const PARTS = {
  "[Content_Types].xml":
    `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels":
    `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml":
    `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels":
    `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** Writes a workbook of one sheet; true and false become boolean cells, null no cell. */
export function makeXlsx(
  rows: readonly (readonly (string | boolean | null)[])[],
): Uint8Array<ArrayBuffer> {
  const cell = (value: string | boolean | null, place: string) => {
    if (value === null) return "";
    if (typeof value === "boolean") {
      return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`;
    }
    const text = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
  const data = rows.map((values, i) => {
    const cells = values.map((value, j) =>
      cell(value, `${String.fromCharCode(65 + j)}${i + 1}`)
    );
    return `<row r="${i + 1}">${cells.join("")}</row>`;
  }).join("");
  const sheet =
    `<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;
  const files = { ...PARTS, "xl/worksheets/sheet1.xml": sheet };
  return new Uint8Array(makeZip(
    Object.entries(files).map(([name, text]) => ({
      name,
      bytes: new TextEncoder().encode(HEAD + text),
    })),
  ));
}
