import assert from "node:assert/strict";
import { isGrounded, locateQuote } from "lib/annotate/evidence.ts";
import type { Evidence } from "lib/annotate/annotator.ts";
import { neutralise } from "lib/annotate/llm/neutralise.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { paperOf } from "tests/support/papers.ts";

const TEXT =
  "We used a pre\u2010trained\u00a0network.\nThe \u201cﬁne\u2011tuned\u201d  model\nwas İstanbul\u2019s best.";
const PAPER: Paper = paperOf(TEXT);

Deno.test("locateQuote() finds a quote letter by letter first", () => {
  assert.deepEqual(locateQuote(PAPER, " network. "), {
    quote: " network. ",
    match: "exact",
    start: 22,
    end: 30,
    section: "methods",
  });
});

Deno.test("locateQuote() levels what copying and typesetting change", async (t) => {
  const cases: [name: string, text: string, quote: string, passage: string][] =
    [
      [
        "hyphens",
        TEXT,
        "a pre-trained network",
        "a pre\u2010trained\u00a0network",
      ],
      [
        "ligatures, quotation marks, space",
        TEXT,
        "the 'fine-tuned' model was",
        "The \u201cﬁne\u2011tuned\u201d  model\nwas",
      ],
      ["case", TEXT, "İSTANBUL'S BEST", "İstanbul\u2019s best"],
      [
        "the end of a line",
        "a convolu-\ntional layer",
        "convolutional",
        "convolu-\ntional",
      ],
      [
        "soft hyphens",
        "a con\u00advolution",
        "convolution",
        "con\u00advolution",
      ],
      ["accents", "by Müller et al.", "Mu\u0308ller", "Müller"],
      [
        "zero-width characters",
        "a net\u200bwork here",
        "network",
        "net\u200bwork",
      ],
      ["mathematical letters", "loss 𝑥 = 1 here", "x = 1", "𝑥 = 1"],
      ["a surrogate at the end", "the variable 𝑥", "variable x", "variable 𝑥"],
      [
        "dashes between words",
        "models\u2014large ones",
        "models large",
        "models\u2014large",
      ],
    ];
  for (const [name, text, quote, passage] of cases) {
    await t.step(name, () => {
      const { match, start, end } = locateQuote(paperOf(text), quote);
      assert.equal(match, "normalised");
      assert.equal(text.slice(start!, end!), passage);
    });
  }
});

/** Characters that nobody sees, by name. */
const INVISIBLE: Readonly<Record<string, string>> = {
  "soft hyphen": "\u00ad",
  "Arabic letter mark": "\u061c",
  "Mongolian vowel separator": "\u180e",
  "zero-width space": "\u200b",
  "zero-width non-joiner": "\u200c",
  "zero-width joiner": "\u200d",
  "left-to-right mark": "\u200e",
  "right-to-left override": "\u202e",
  "word joiner": "\u2060",
  "first strong isolate": "\u2068",
  "inhibit symmetric swapping": "\u206a",
  "nominal digit shapes": "\u206f",
  "byte order mark": "\ufeff",
  "variation selector 1": "\ufe00",
  "variation selector 16": "\ufe0f",
  "variation selector 17": "\u{e0100}",
  "variation selector 256": "\u{e01ef}",
  "Mongolian variation selector": "\u180b",
  "tag": "\u{e0041}",
};

Deno.test("locateQuote() sees no invisible characters, in the text or in the quote", async (t) => {
  for (const [name, character] of Object.entries(INVISIBLE)) {
    await t.step(name, () => {
      const hide = (words: string) =>
        words.replace("network", `net${character}work`)
          .replace("10 layers", `1${character}0 ${character} layers`);
      const plain = "the network of 10 layers";
      for (const [inText, inQuote] of [[true, false], [false, true]]) {
        const passage = inText ? hide(plain) : plain;
        const text = `We trained ${passage} twice.`;
        const quote = inQuote ? hide(plain) : plain;
        const { match, start, end } = locateQuote(paperOf(text), quote);
        assert.equal(match, "normalised");
        assert.equal(text.slice(start!, end!), passage);
      }
    });
  }
});

Deno.test("locateQuote() finds a quote of what was sent, whatever was left out of it", () => {
  // All that the request leaves out of a text: see neutralise().
  for (let code = 0; code <= 0xe01ef; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    if (neutralise(character) !== "") continue;
    const text = `We trained net${character}works.`;
    const { match } = locateQuote(paperOf(text), neutralise(text));
    assert.equal(match, "normalised", code.toString(16));
  }
});

Deno.test("locateQuote() joins words over a soft hyphen at the end of a line", () => {
  const text = "a con\u00ad\nvolution, 3\u00ad-\u00ad5 times";
  for (const quote of ["convolution", "con-volution", "3-5 times"]) {
    assert.equal(locateQuote(paperOf(text), quote).match, "normalised", quote);
  }
  assert.equal(locateQuote(paperOf(text), "35 times").match, "none");
});

Deno.test("locateQuote() finds the way back in a long text whose characters widen", () => {
  // One character becomes eighteen letters and spaces.
  const text = "\ufdfa".repeat(40_000) + " the pre-\ntrained end";
  const { match, start, end } = locateQuote(paperOf(text), "Pre-trained end");
  assert.equal(match, "normalised");
  assert.equal(text.slice(start!, end!), "pre-\ntrained end");
});

Deno.test("locateQuote() does not take numbers with a hyphen for others", () => {
  const { match } = locateQuote(paperOf("trained for 3-5 days"), "35 days");
  assert.equal(match, "none");
});

const SENTENCE =
  "We fine-tuned a ResNet-50 that was pre-trained on ImageNet with our own microscopy images.";
const LONG = paperOf(
  `Cells were grown for two days. ${SENTENCE} All images were annotated by two experts.`,
);

Deno.test("locateQuote() finds a passage that is like the quote", () => {
  const quotes = [
    SENTENCE.replace("our own ", ""),
    SENTENCE.replace("pre-trained", "pretrianed").replace(
      "that was",
      "which was",
    ),
    SENTENCE.replace("microscopy images", "microscope image"),
  ];
  for (const quote of quotes) {
    const { match, start, end, section } = locateQuote(LONG, quote);
    assert.equal(match, "fuzzy", quote);
    assert.equal(section, "methods");
    const passage = LONG.text.slice(start!, end!);
    assert.ok(SENTENCE.startsWith(passage.slice(0, 40)), passage);
    assert.ok(SENTENCE.includes(passage.slice(-20)), passage);
  }
});

Deno.test("locateQuote() draws the line at 85 % of the characters", () => {
  // 100 characters; "#" stands nowhere in the text, so each costs one edit.
  const words = "abcde fghij klmno pqrst uvwxy bcdef ghijk lmnop qrstu vwxya " +
    "cdefg hijkl mnopq rstuv wxyab defgh ijk";
  assert.equal(words.length, 99);
  const paper = paperOf(`Some words before ${words}. And some after.`);
  const damaged = (edits: number) =>
    words.slice(0, words.length - edits) + "#".repeat(edits);
  assert.equal(locateQuote(paper, damaged(14)).match, "fuzzy");
  assert.equal(locateQuote(paper, damaged(15)).match, "none");
});

Deno.test("locateQuote() finds the parts of a joined quote, and only if all are there", () => {
  const joined = "Cells were grown … annotated by two experts";
  const { match, start, end } = locateQuote(LONG, joined);
  assert.equal(match, "exact");
  assert.equal(LONG.text.slice(start!, end!), "annotated by two experts");
  const cases: [string, Evidence["match"]][] = [
    ["cells were grown ... annotated by two experts", "normalised"],
    ["Cells were grown [...] annotated by three monkeys", "none"],
    ["... annotated by two experts", "exact"],
    ["We … by", "none"],
  ];
  for (const [quote, expected] of cases) {
    assert.equal(locateQuote(LONG, quote).match, expected, quote);
  }
});

Deno.test("locateQuote() says that a quote is not in the paper", () => {
  for (const quote of ["a frozen network", "", "   ", "…", "x".repeat(9_000)]) {
    assert.deepEqual(locateQuote(PAPER, quote), {
      quote,
      match: "none",
      start: null,
      end: null,
      section: null,
    });
  }
});

Deno.test("isGrounded() wants one quote of a positive answer to be in the paper", () => {
  const [found, lost] = [locateQuote(PAPER, "network"), locateQuote(PAPER, "y")]
    .map((
      evidence,
      i,
    ) => ({ ...evidence, match: i === 0 ? "fuzzy" : "none" } as const));
  const yes = { kind: "yes-no", result: true, evidence: "q" } as const;
  const mention = {
    name: "n",
    category: null,
    description: null,
    evidence: "q",
  };
  assert.equal(isGrounded(yes, [found!]), true);
  assert.equal(isGrounded(yes, [lost!]), false);
  assert.equal(isGrounded(yes, []), false);
  assert.equal(
    isGrounded({ kind: "mentions", mentions: [mention, mention] }, [
      lost!,
      found!,
    ]),
    true,
  );
  assert.equal(isGrounded({ kind: "mentions", mentions: [] }, []), null);
  assert.equal(isGrounded({ ...yes, result: false }, []), null);
  assert.equal(isGrounded(null, []), null);
});
