// Expected values: the documented examples and the test suite of @std/csv.
import assert from "node:assert/strict";
import { CsvParseStream, parse, stringify } from "@std/csv";

Deno.test("parse() returns arrays if no columns are named", () => {
  const rows: string[][] = parse("a,b,c\n#d,e,f");
  assert.deepEqual(rows, [["a", "b", "c"], ["#d", "e", "f"]]);
  assert.deepEqual(
    parse('"a ""word""","comma,","newline\n"\nfoo,bar,baz'),
    [['a "word"', "comma,", "newline\n"], ["foo", "bar", "baz"]],
  );
  assert.deepEqual(parse("a,b,c\nd,e"), [["a", "b", "c"], ["d", "e"]]);
  assert.deepEqual(parse("a,b,c,\n\n"), [["a", "b", "c", ""]]);
  assert.deepEqual(parse(""), []);
});

Deno.test("parse() returns objects if columns are named", () => {
  const text = "a,b,c\nd,e,f";
  assert.deepEqual(parse(text, { skipFirstRow: true }), [
    { a: "d", b: "e", c: "f" },
  ]);
  const rows = parse(text, { columns: ["x", "y", "z"] });
  const x: string = rows[0]!.x;
  assert.equal(x, "a");
  assert.deepEqual(rows, [
    { x: "a", y: "b", z: "c" },
    { x: "d", y: "e", z: "f" },
  ]);
  assert.deepEqual(
    parse(text, { columns: ["x", "y", "z"], skipFirstRow: true }),
    [{ x: "d", y: "e", z: "f" }],
  );
});

Deno.test("parse() drops the byte-order mark, blank lines and CR of CRLF", () => {
  assert.deepEqual(
    parse('\ufeffa,b\r\n\r\n"Hello\r\nHi",d\r\n'),
    [["a", "b"], ["Hello\nHi", "d"]],
  );
  assert.deepEqual(parse("\r\n\r\n"), []);
});

Deno.test("parse() takes separator, comment and trimLeadingSpace", () => {
  assert.deepEqual(parse("a;b;c\n", { separator: ";" }), [["a", "b", "c"]]);
  assert.deepEqual(
    parse("#1,2,3\na,b#,c\n#comment", { comment: "#" }),
    [["a", "b#", "c"]],
  );
  assert.deepEqual(
    parse(' a,  "b",   c\n', { trimLeadingSpace: true }),
    [["a", "b", "c"]],
  );
  assert.deepEqual(parse(" a,  b\n"), [[" a", "  b"]]);
});

for (
  const [text, message] of [
    ['a""b,c', 'line 1, column 2: bare " in non-quoted-field'],
    ['a,b,🐱"', 'line 1, column 6: bare " in non-quoted-field'],
    ['"a word",b"', 'line 1, column 11: bare " in non-quoted-field'],
    [
      '"a "word","b"',
      'line 1, column 4: extraneous or missing " in quoted-field',
    ],
    [
      '"foo"bar"\r\n',
      'line 1, column 5: extraneous or missing " in quoted-field',
    ],
    [
      'a,"b\nc"d,e',
      'Syntax error on line 1; parse error on line 2, column 2: extraneous or missing " in quoted-field',
    ],
    [
      'x,y\n\na,"b',
      'Syntax error on line 3; parse error on line 3, column 1: extraneous or missing " in quoted-field',
    ],
  ] as const
) {
  Deno.test(`parse() says where the quote is wrong in ${JSON.stringify(text)}`, async () => {
    const check = (error: Error) =>
      error instanceof SyntaxError && error.message.endsWith(message);
    assert.throws(() => parse(text), check);
    const rows = ReadableStream.from([text]).pipeThrough(new CsvParseStream());
    await assert.rejects(Array.fromAsync(rows), check);
  });
}

Deno.test("parse() checks the number of fields", () => {
  assert.throws(() => parse("a,b\nc,d,e", { fieldsPerRecord: 0 }), {
    name: "SyntaxError",
    message: "Syntax error on line 2: expected 2 fields but got 3",
  });
  assert.throws(() => parse("a,b,c", { fieldsPerRecord: 2 }), {
    name: "SyntaxError",
    message: "Syntax error on line 1: expected 2 fields but got 3",
  });
  assert.deepEqual(
    parse("a,b\nc", { fieldsPerRecord: -1 }),
    [["a", "b"], ["c"]],
  );
  assert.throws(() => parse("a,b\nc,d\ne,f,g", { skipFirstRow: true }), {
    message:
      "Syntax error on line 3: The record has 3 fields, but the header has 2 fields",
  });
  assert.throws(() => parse("", { skipFirstRow: true }), TypeError);
});

Deno.test("CsvParseStream reads rows across pieces", async () => {
  const pieces = [
    '"a ""word""","com',
    'ma,","newline',
    '\n"\nfoo,bar,b',
    "az\n",
  ];
  const rows = ReadableStream.from(pieces).pipeThrough(new CsvParseStream());
  assert.deepEqual(await Array.fromAsync(rows), [
    ['a "word"', "comma,", "newline\n"],
    ["foo", "bar", "baz"],
  ]);
  const named = ReadableStream.from(["name,age\nAli", "ce,34\nBob,24"])
    .pipeThrough(new CsvParseStream({ skipFirstRow: true }));
  assert.deepEqual(await Array.fromAsync(named), [
    { name: "Alice", age: "34" },
    { name: "Bob", age: "24" },
  ]);
});

Deno.test("CsvParseStream gives the rows before an error", async () => {
  const stream = ReadableStream.from(["Alice,34\n", "Bob,24,CA\n"])
    .pipeThrough(new CsvParseStream({ fieldsPerRecord: 0 }));
  const reader = stream.getReader();
  assert.deepEqual(await reader.read(), {
    done: false,
    value: ["Alice", "34"],
  });
  await assert.rejects(reader.read(), {
    name: "SyntaxError",
    message: "Syntax error on line 2: expected 2 fields but got 3",
  });
});

Deno.test("CsvParseStream stops reading when the reader stops", async () => {
  let pulled = 0;
  const source = new ReadableStream<string>({
    pull(controller) {
      pulled++;
      controller.enqueue("a,b\n".repeat(1000));
    },
  });
  for await (const _row of source.pipeThrough(new CsvParseStream())) break;
  assert(pulled < 10, `pulled ${pulled} pieces`);
});

Deno.test("stringify() writes arrays and objects", () => {
  const data = [{ name: "Rick", age: 70 }, { name: "Morty", age: 14 }];
  assert.equal(
    stringify([["Rick", 70], ["Morty", 14]]),
    "Rick,70\r\nMorty,14\r\n",
  );
  assert.equal(
    stringify(data, { columns: ["name", "age"], headers: false }),
    "Rick,70\r\nMorty,14\r\n",
  );
  assert.equal(
    stringify(data, {
      columns: [{ prop: "name", header: "user name" }, "age"],
    }),
    "user name,age\r\nRick,70\r\nMorty,14\r\n",
  );
  assert.equal(
    stringify([{ age: 70, name: { first: "Rick" } }], {
      columns: [["name", "first"], "age"],
    }),
    "first,age\r\nRick,70\r\n",
  );
  assert.equal(stringify([], { columns: ["a"] }), "a\r\n");
  assert.equal(stringify([]), "");
});

Deno.test("stringify() takes separator and byte-order mark", () => {
  assert.equal(
    stringify([["Rick", 70]], { separator: "\t", bom: true }),
    "\ufeffRick\t70\r\n",
  );
});

Deno.test("stringify() quotes only where it must", () => {
  const values = ['foo"', "a,b", "a\nb", "a\r\nb", " a ", "", "#a", "=a"];
  assert.equal(
    stringify(values.map((value) => [value, "x"])),
    '"foo""",x\r\n"a,b",x\r\n"a\nb",x\r\n"a\r\nb",x\r\n a ,x\r\n,x\r\n#a,x\r\n=a,x\r\n',
  );
});

Deno.test("stringify() writes other values as text", () => {
  assert.equal(
    stringify([[null, undefined, true, false, 0xa, 1n, { a: "b" }, ["c"]]]),
    ',,true,false,10,1,"{""a"":""b""}","[""c""]"\r\n',
  );
});

Deno.test("stringify() refuses objects without columns, and bad separators", () => {
  assert.throws(() => stringify([{ a: 1 }]), {
    name: "TypeError",
    message: "No property accessor function was provided for object",
  });
  assert.throws(() => stringify([["a"]], { columns: ["a"] }), {
    name: "TypeError",
    message: 'Property accessor is not of type "number"',
  });
  assert.throws(() => stringify([], { separator: '"' }), TypeError);
});

Deno.test("parse() reads back what stringify() wrote", () => {
  const rows = [['say "hi"', "a,b", " x", ""], ["1", "two\nlines", "é", "🐱"]];
  assert.deepEqual(parse(stringify(rows)), rows);
});
