import assert from "node:assert/strict";
import {
  countWords,
  isRealHyphen,
  joinLines,
} from "lib/corpus/pdf/join_lines.ts";

function join(...lines: string[]): string {
  return joinLines(lines, countWords(lines));
}

Deno.test("joinLines() undoes hyphenation at line ends", () => {
  assert.equal(
    join("The informa-", "tion is", "here."),
    "The information is here.",
  );
  assert.equal(join("photo\u00ad", "synthesis"), "photosynthesis");
});

for (
  const compound of [
    "pre-trained",
    "fine-tuned",
    "self-supervised",
    "semi-supervised",
    "zero-shot",
    "multi-task",
    "end-to-end",
    "state-of-the-art",
    "CNN-based",
    "G4-stabilising",
    "non-Gaussian",
    "COVID-19",
  ]
) {
  Deno.test(`joinLines() keeps every hyphen of ${compound}`, () => {
    const parts = compound.split("-");
    for (let i = 1; i < parts.length; i++) {
      const first = `a ${parts.slice(0, i).join("-")}-`;
      const rest = `${parts.slice(i).join("-")} one`;
      assert.equal(join(first, rest), `a ${compound} one`);
    }
  });
}

for (
  const word of [
    "predic-tion",
    "pre-diction",
    "in-vestigate",
    "self-atten-tion",
    "re-sults",
    "multi-ple",
    "state-ment",
    "non-e",
  ]
) {
  Deno.test(`joinLines() closes up ${word}`, () => {
    const at = word.lastIndexOf("-");
    assert.equal(
      join(`a ${word.slice(0, at + 1)}`, `${word.slice(at + 1)} x`),
      `a ${word.slice(0, at)}${word.slice(at + 1)} x`,
    );
  });
}

Deno.test("joinLines() prefers the form that stands elsewhere", () => {
  assert.equal(
    join("a data-", "set of one dataset, data, set"),
    "a dataset of one dataset, data, set",
  );
  assert.equal(
    join("a co-", "author and a co-author"),
    "a co-author and a co-author",
  );
  assert.equal(
    join("pre-", "trained, pretrained and pre-trained"),
    "pretrained, pretrained and pre-trained",
  );
});

Deno.test("joinLines() keeps the hyphen between words of the document", () => {
  assert.equal(
    join("across the genome we look wide", "for genome-", "wide signals"),
    "across the genome we look wide for genome-wide signals",
  );
});

Deno.test("joinLines() takes no ending for a word", () => {
  assert.equal(
    join("they study an ing", "by study-", "ing it"),
    "they study an ing by studying it",
  );
});

Deno.test("isRealHyphen() does not count the broken word itself", () => {
  const words = countWords(["the informa-", "tion"]);
  assert.deepEqual([...words.keys()], ["the"]);
  assert.equal(isRealHyphen("informa", "tion", words), false);
});

Deno.test("joinLines() puts no space after a slash and keeps dashes", () => {
  assert.equal(join("uncapping/", "DNA damage"), "uncapping/DNA damage");
  assert.equal(join("one -", "two"), "one - two");
});
