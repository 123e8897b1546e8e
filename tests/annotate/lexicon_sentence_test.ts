import assert from "node:assert/strict";
import { sentenceAround } from "lib/annotate/lexicon/sentence.ts";

// Sentences cut by hand; the marked word is the one to start from.
const CASES: [name: string, text: string, sentence: string][] = [
  [
    "abbreviations and decimals",
    "One. See Smith et al. Fig. 3 and e.g. E. coli in 2.5 <mL> here. Two.",
    "See Smith et al. Fig. 3 and e.g. E. coli in 2.5 mL here.",
  ],
  ["question and exclamation", "Is it? No! <Yes> it is! Next", "Yes it is!"],
  ["heading", "## Methods\n\nWe ran <it>.\n\n## Results", "We ran it."],
  ["list items", "- first item\n- <second> item\n- third", "- second item"],
  ["table rows", "a | b\n<c> | d\ne | f", "c | d"],
  [
    "line breaks of a PDF",
    "The network was trained on the images\nof the <first> survey and tested on\nthe second. End.",
    "The network was trained on the images\nof the first survey and tested on\nthe second.",
  ],
  [
    "small letter after a stop",
    "One approx. <two> three. Four.",
    "One approx. two three.",
  ],
];

Deno.test("sentenceAround() cuts sentences", async (t) => {
  for (const [name, marked, sentence] of CASES) {
    await t.step(name, () => {
      const start = marked.indexOf("<");
      const end = marked.indexOf(">") - 1;
      const text = marked.replace("<", "").replace(">", "");
      const found = sentenceAround(text, { start, end }, 0);
      assert.equal(text.slice(found.start, found.end), sentence);
    });
  }
});

Deno.test("sentenceAround() never starts before its floor and stays short", () => {
  const text = "word ".repeat(5000);
  const { start, end } = sentenceAround(text, { start: 9000, end: 9004 }, 8990);
  assert.ok(start >= 8990 && start <= 9000);
  assert.ok(end >= 9004 && end <= 9004 + 1200);
});
