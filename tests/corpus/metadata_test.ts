import assert from "node:assert/strict";
import {
  joinMetadata,
  normaliseDoi,
  parseMetadata,
} from "lib/corpus/metadata.ts";
import { metadataOf } from "tests/support/papers.ts";

Deno.test("parseMetadata() reads a byte order mark, CRLF, quotes and columns in any order", () => {
  const text =
    '\ufefffields,"title",doi,cited_by_count\r\n"13; Neuroscience","A, ""b""",https://doi.org/10.1/ABC,0\r\n,x,10.1/d,\r\n';
  const table = parseMetadata(text, "m.csv");
  assert.deepEqual(table.rows.get("10.1/abc"), {
    citedByCount: 0,
    fields: ["Biochemistry, Genetics and Molecular Biology", "Neuroscience"],
    year: null,
    megajournal: null,
  });
  assert.deepEqual(table.rows.get("10.1/d")?.fields, null);
  assert.deepEqual(table.warnings, []);
});

Deno.test("parseMetadata() keeps the first of two rows with one DOI and names the second", () => {
  const table = parseMetadata(
    "doi,cited_by_count,fields\n10.1/a,1,\n10.1/A,2,\n",
    "m.csv",
  );
  assert.equal(table.rows.get("10.1/a")?.citedByCount, 1);
  assert.deepEqual(table.warnings, [
    'm.csv, row 3: DOI "10.1/a" was there before, first row kept',
  ]);
});

Deno.test("parseMetadata() takes values that are not valid as unknown and names them", () => {
  const table = parseMetadata(
    "doi,cited_by_count,fields,year,megajournal\n10.1/a,-3,Alchemy,20x0,Nature\n,1,,,\n",
    "m.csv",
  );
  assert.deepEqual(table.rows.get("10.1/a"), {
    citedByCount: null,
    fields: ["Alchemy"],
    year: null,
    megajournal: null,
  });
  assert.equal(table.warnings.length, 5);
});

Deno.test("parseMetadata() says which column is missing", () => {
  assert.throws(
    () => parseMetadata("id,cited_by_count\n10.1/a,1\n", "m.csv"),
    {
      name: "SyntaxError",
      message: /"m\.csv".*no column "doi".*id, cited_by_count/,
    },
  );
  assert.throws(
    () => parseMetadata('doi,"fields"\n10.1/a,13\n', "m.csv"),
    { name: "SyntaxError", message: /no column "cited_by_count"/ },
  );
  assert.throws(
    () => parseMetadata("doi,doi,cited_by_count,fields\n", "m.csv"),
    { name: "SyntaxError", message: /more than one column "doi"/ },
  );
});

Deno.test("joinMetadata() leaves a paper alone that the table does not know", () => {
  const table = parseMetadata(
    "doi,cited_by_count,fields\n10.1/a,3,16\n",
    "m.csv",
  );
  const paper = metadataOf({ doi: "10.1/b" });
  assert.equal(joinMetadata(paper, table), paper);
  const known = joinMetadata(metadataOf({ doi: "10.1/a" }), table);
  assert.deepEqual([known.citedByCount, known.fields], [3, ["Chemistry"]]);
});

Deno.test("normaliseDoi() takes off resolvers and prefixes", () => {
  for (
    const doi of [
      "https://doi.org/10.1/A",
      "DOI: 10.1/a",
      "dx.doi.org/10.1/a",
      " 10.1/a ",
    ]
  ) {
    assert.equal(normaliseDoi(doi), "10.1/a");
  }
});
