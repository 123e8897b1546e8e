import assert from "node:assert/strict";
import { fieldName, FIELDS, OPENALEX_FIELDS } from "lib/corpus/fields.ts";

Deno.test("FIELDS holds the study's eight natural sciences", () => {
  assert.deepEqual(FIELDS.map(({ id, name }) => `${id} ${name}`), [
    "11 Agricultural and Biological Sciences",
    "13 Biochemistry, Genetics and Molecular Biology",
    "16 Chemistry",
    "19 Earth and Planetary Sciences",
    "23 Environmental Science",
    "24 Immunology and Microbiology",
    "28 Neuroscience",
    "31 Physics and Astronomy",
  ]);
});

Deno.test("fieldName() finds each of the 26 fields by id, address and name", () => {
  // OpenAlex numbers its fields from 11 to 36 without a gap.
  assert.deepEqual(
    [...OPENALEX_FIELDS.keys()],
    Array.from({ length: 26 }, (_, i) => i + 11),
  );
  for (const [id, name] of OPENALEX_FIELDS) {
    assert.equal(fieldName(String(id)), name);
    assert.equal(fieldName(` https://openalex.org/fields/${id}`), name);
    assert.equal(fieldName(name.toUpperCase()), name);
  }
  for (const unknown of ["", "10", "37", "Biology"]) {
    assert.equal(fieldName(unknown), null);
  }
});
