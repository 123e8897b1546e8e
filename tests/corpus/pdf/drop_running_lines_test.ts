import assert from "node:assert/strict";
import { dropRunningLines } from "lib/corpus/pdf/drop_running_lines.ts";

/** Ten lines that differ from page to page. */
function body(page: number): string[] {
  return [..."abcdefghij"].map((letter) => `${letter.repeat(page + 3)} text`);
}

Deno.test("dropRunningLines() drops headers, footers and page numbers", () => {
  const pages = [1, 2, 3, 4].map((page) => [
    page % 2 === 0 ? "Smith et al." : "A Journal | 10.1234/abc",
    ...body(page),
    "Volume 3 (2019)",
    `Page ${page} of 4`,
  ]);
  const { pages: kept, running } = dropRunningLines([
    ...pages,
    ["A Journal | 10.1234/abc", ...body(5), "Page 5 of 5"],
  ]);
  // "Smith et al." stands on two of five pages only.
  assert.deepEqual(kept, [
    body(1),
    ["Smith et al.", ...body(2)],
    body(3),
    ["Smith et al.", ...body(4)],
    body(5),
  ]);
  assert.equal(
    running.filter((line) => line.includes("10.1234/abc")).length,
    3,
  );
});

Deno.test("dropRunningLines() keeps what repeats in the middle of pages", () => {
  const pages = [1, 2, 3].map((page) => {
    const lines = body(page);
    lines[5] = "the same sentence";
    return lines;
  });
  assert.deepEqual(dropRunningLines(pages).pages, pages);
});

Deno.test("dropRunningLines() keeps everything of a single page", () => {
  assert.deepEqual(dropRunningLines([["Title", "1"]]).pages, [["Title", "1"]]);
});
