import assert from "node:assert/strict";
import {
  cutText,
  measureText,
  wrapText,
} from "lib/figures/parts/measure_text.ts";
import { canvasWidth } from "tests/figures/drawn_texts.ts";

const TEXTS = [
  "Biochemistry, Genetics and Molecular Biology",
  "Synthetic data: 1,200 demo papers · n = 312 analysed · lexicon baseline",
  "AVAILABLE: Yes, We Try To (68%, 63–72%) − “quoted” …",
  "Élodie Müller, Ångström, œuvre: ½ × 5 µm ± 3°",
  "0123456789",
];

Deno.test("measureText() agrees with a canvas that has the same font", () => {
  for (const text of TEXTS) {
    for (const bold of [false, true]) {
      for (const size of [11, 12, 15]) {
        const canvas = canvasWidth(text, size, bold);
        const table = measureText(text, { size, bold });
        // The canvas also moves pairs such as "AV" together (kerning).
        const message = `${text} ${size} ${bold}: ${table} against ${canvas}`;
        assert.ok(
          table > canvas * 0.99 - 0.5 && table < canvas * 1.03 + 0.5,
          message,
        );
      }
    }
  }
});

Deno.test("measureText() takes each character of the table at the canvas's width", () => {
  for (let code = 0x21; code <= 0xff; code++) {
    if (code > 0x7e && code < 0xa1) continue;
    const character = String.fromCodePoint(code);
    if (character === "\u00ad") continue; // drawn only where a line breaks
    for (const bold of [false, true]) {
      const canvas = canvasWidth(character, 64, bold);
      const table = measureText(character, { size: 64, bold });
      assert.ok(
        Math.abs(table - canvas) < 0.6,
        `${character}: ${table} against ${canvas}`,
      );
    }
  }
});

Deno.test("measureText() is not too small for characters outside of its table", () => {
  for (const text of ["αβγ Ωμ", "Ελληνικά", "Кириллица", "Łódź ŵ"]) {
    const style = { size: 12, bold: true };
    assert.ok(measureText(text, style) >= canvasWidth(text, 12, true) - 0.5);
  }
});

Deno.test("wrapText() keeps all words in lines within the limit", () => {
  const style = { size: 12 };
  for (const text of TEXTS) {
    for (const limit of [40, 90, 200, 1000]) {
      const lines = wrapText(text, limit, style);
      assert.equal(
        lines.join("").replaceAll(" ", ""),
        text.replaceAll(" ", ""),
      );
      for (const line of lines) assert.ok(measureText(line, style) <= limit);
    }
    assert.deepEqual(wrapText(text, 1000, style), [text]);
  }
});

Deno.test("wrapText() breaks at spaces, and inside a word only if it must", () => {
  const style = { size: 12 };
  const limit = measureText("aaaa bb", style);
  assert.deepEqual(wrapText("aaaa bb aaaa", limit, style), ["aaaa bb", "aaaa"]);
  assert.deepEqual(
    wrapText("b aaaaaaaaaa b", measureText("aaaa", style), style),
    ["b", "aaaa", "aaaa", "aa b"],
  );
  assert.deepEqual(wrapText("", limit, style), [""]);
});

Deno.test("cutText() keeps a text that fits, and marks one that does not", () => {
  const style = { size: 12 };
  const fits = measureText("ResNet-50", style);
  assert.equal(cutText("ResNet-50", fits, style), "ResNet-50");
  const cut = cutText("ResNet-50 of the authors", fits, style);
  assert.match(cut, /^ResNe?.*\.\.\.$/);
  assert.ok(measureText(cut, style) <= fits);
});
