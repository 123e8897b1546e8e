import assert from "node:assert/strict";
import { PythonError } from "lib/findings/as_published/python_error.ts";
import {
  pythonDumps,
  pythonLoads,
} from "lib/findings/as_published/python_json.ts";

// Messages printed by json.loads of Python 3.11.
const DECODE_ERRORS: [text: string, message: string][] = [
  ["\n  ", "Expecting value: line 2 column 3 (char 3)"],
  ['{"resul', "Unterminated string starting at: line 1 column 2 (char 1)"],
  ['{"result"', "Expecting ':' delimiter: line 1 column 10 (char 9)"],
  ['{"result": t', "Expecting value: line 1 column 12 (char 11)"],
  ['{"a": 1 "b": 2}', "Expecting ',' delimiter: line 1 column 9 (char 8)"],
  [
    "{'a': 1}",
    "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
  ],
  ['{"a": 1}\n{"a": 2}', "Extra data: line 2 column 1 (char 9)"],
  ['[{"a": 1},]', "Expecting value: line 1 column 11 (char 10)"],
  ["[1, 2", "Expecting ',' delimiter: line 1 column 6 (char 5)"],
  ['["\u{1f600}" x]', "Expecting ',' delimiter: line 1 column 6 (char 5)"],
  ['"a\nb"', "Invalid control character at: line 1 column 3 (char 2)"],
  ['"a\\qb"', "Invalid \\escape: line 1 column 3 (char 2)"],
  [
    "\ufeff{}",
    "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)",
  ],
  ["1.", "Extra data: line 1 column 2 (char 1)"],
  ['"a\\u12xx"', "Invalid \\uXXXX escape: line 1 column 4 (char 3)"],
  ['"abc\\', "Unterminated string starting at: line 1 column 1 (char 0)"],
];

Deno.test("pythonLoads() fails with Python's own words", async (t) => {
  for (const [text, message] of DECODE_ERRORS) {
    await t.step(JSON.stringify(text), () => {
      assert.throws(() => pythonLoads(text), (error) => {
        assert.ok(error instanceof PythonError);
        assert.equal(error.exception, "JSONDecodeError");
        assert.equal(error.message, message);
        return true;
      });
    });
  }
});

Deno.test("pythonLoads() and pythonDumps() read and write what Python does", () => {
  assert.deepEqual(pythonLoads("[NaN, -Infinity, 1e3]"), [
    NaN,
    -Infinity,
    1000,
  ]);
  assert.throws(
    () => pythonLoads("[".repeat(5000) + "]".repeat(5000)),
    { exception: "RecursionError" },
  );
  assert.equal(
    pythonDumps(["a", { b: null, "\u00e9": 1 }]),
    '["a", {"b": null, "\\u00e9": 1}]',
  );
});
