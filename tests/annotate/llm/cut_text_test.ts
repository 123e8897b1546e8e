import assert from "node:assert/strict";
import { cutText } from "lib/annotate/llm/cut_text.ts";
import type { Paper, Section, SectionKind } from "lib/corpus/paper.ts";

/** A paper of sections, each of a heading and paragraphs of five sentences. */
function paperOfSections(
  sizes: readonly (readonly [SectionKind, paragraphs: number])[],
): Pick<Paper, "text" | "sections"> {
  let text = "# The title\n\n";
  const sections: Section[] = [
    { kind: "title", title: "The title", start: 0, end: text.length },
  ];
  for (const [kind, paragraphs] of sizes) {
    const start = text.length;
    text += `## ${kind}\n\n`;
    for (let i = 0; i < paragraphs; i++) {
      const sentence = `In ${kind} ${i} we saw 3.5 of them (Fig. 2). `;
      text += `${sentence.repeat(5).trim()}\n\n`;
    }
    sections.push({ kind, title: kind, start, end: text.length });
  }
  return { text, sections };
}

const PAPER = paperOfSections([
  ["abstract", 2],
  ["introduction", 10],
  ["methods", 10],
  ["results", 10],
  ["discussion", 10],
  ["other", 5],
]);

/** Passages of a cut text, in order. */
function passages(text: string): string[] {
  return text.split("\n\n[...]\n\n");
}

Deno.test("cutText() keeps verbatim passages in paper order, never mid-sentence, within the length", () => {
  for (let max = 300; max < PAPER.text.length; max += 397) {
    const cut = cutText(PAPER, max)!;
    assert.ok(cut.text.length <= max);
    let from = 0;
    for (const passage of passages(cut.text)) {
      const at = PAPER.text.indexOf(passage, from);
      assert.ok(at >= 0, `not in the paper after ${from}: ${passage}`);
      from = at + passage.length;
      assert.match(passage, /(?:\(Fig\. 2\)\.|(?:^|\n)#+ [^\n]*)$/);
    }
    assert.ok(cut.text.startsWith("# The title"));
  }
});

Deno.test("cutText() keeps sections by priority and says what is missing", () => {
  const of = (max: number) => cutText(PAPER, max)!;
  // Methods and results take 4,400 characters, the abstract 450.
  const both = of(5800);
  assert.match(both.text, /In methods 9 we/);
  assert.match(both.text, /In results 9 we/);
  assert.match(both.text, /In abstract 1 we/);
  assert.doesNotMatch(both.text, /In other/);
  assert.match(
    both.note!,
    /^kept \d+ of \d+ characters; left out: part of introduction, discussion, other$/,
  );
  const little = of(1500);
  assert.doesNotMatch(little.text, /abstract/);
  const count = (kind: string) =>
    little.text.match(new RegExp(`In ${kind} \\d`, "g"))!.length;
  assert.ok(Math.abs(count("methods") - count("results")) <= 1);
});

Deno.test("cutText() leaves a text that fits as it is", () => {
  assert.deepEqual(cutText(PAPER, PAPER.text.length), {
    text: PAPER.text,
    note: null,
  });
});

Deno.test("cutText() passes over an endless paragraph and keeps what follows", () => {
  const { text, sections } = paperOfSections([["methods", 3]]);
  const end = text.indexOf("In methods 1");
  const hostile = text.slice(0, end) + "ACGT".repeat(250_000) + "\n\n" +
    text.slice(end);
  const grown = sections.map((section) => ({
    ...section,
    end: section.kind === "methods" ? hostile.length : section.end,
  }));
  const cut = cutText({ text: hostile, sections: grown }, 2000)!;
  assert.match(cut.text, /In methods 0 .*In methods 1 .*In methods 2/s);
  assert.doesNotMatch(cut.text, /ACGT/);
});

Deno.test("cutText() gives up on text without sentences, and takes a text without sections", () => {
  assert.equal(cutText({ text: "a".repeat(1e6), sections: [] }, 5000), null);
  const text = "One is here. ".repeat(100);
  assert.match(cutText({ text, sections: [] }, 200)!.text, /is here\.$/);
});
