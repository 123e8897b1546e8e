import assert from "node:assert/strict";
import { join } from "node:path";
import { readLines, readSpan } from "lib/annotate/batch/read_lines.ts";

const FOLDER = await Deno.makeTempDir();

async function linesOf(content: string | Uint8Array) {
  const path = join(FOLDER, "lines.jsonl");
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  await Deno.writeFile(path, bytes);
  return { path, lines: [...readLines(path)] };
}

Deno.test("readLines() gives each line with its bytes, and says if the last was cut off", async () => {
  const { lines } = await linesOf("né\n\n  \nb\r\nlast");
  assert.deepEqual(lines, [
    { text: "né", start: 0, end: 3, ended: true },
    { text: "b", start: 8, end: 10, ended: true },
    { text: "last", start: 11, end: 15, ended: false },
  ]);
});

Deno.test("readLines() reads nothing from an empty file", async () => {
  assert.deepEqual((await linesOf("")).lines, []);
});

Deno.test("readLines() puts lines and characters together that blocks cut apart", async () => {
  // "é" has two bytes, so that every odd offset lies inside of a character.
  const long = "x" + "é".repeat(150_000);
  const { path, lines } = await linesOf(`${long}\nshort\n${long}\n`);
  assert.deepEqual(lines.map(({ text }) => text), [long, "short", long]);
  const [, , third] = lines;
  assert.equal(readSpan(path, third!.start, third!.end), long);
});

Deno.test("readLines() reads bytes that are not UTF-8 as a line of its own", async () => {
  const { lines } = await linesOf(Uint8Array.of(0xff, 0xfe, 10, 97, 10));
  assert.deepEqual(lines.map(({ text }) => text), ["\ufffd\ufffd", "a"]);
});
