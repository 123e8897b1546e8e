import assert from "node:assert/strict";
import { phraseMatcher } from "lib/annotate/lexicon/phrase_matcher.ts";
import { drawInteger, pick, prng } from "lib/stats/random.ts";

Deno.test("phraseMatcher() finds whole words only, in any case, with a plural s", () => {
  const find = phraseMatcher(["CNN", "U-Net", "neural network", "v3.5"]);
  const found = (text: string) =>
    find(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found("cnn, CNNs and (CNN)"), ["cnn", "CNN", "CNN"]);
  assert.deepEqual(found("CNNX XCNN CNN1 éCNN CNNé"), []);
  assert.deepEqual(found("U-Net UNet u_net U\u2011Net U Net unets"), [
    "U-Net",
    "UNet",
    "u_net",
    "U\u2011Net",
    "U Net",
    "unet",
  ]);
  assert.deepEqual(found("neural\n  network; neuralnetwork; Neural-Networks"), [
    "neural\n  network",
    "Neural-Network",
  ]);
  assert.deepEqual(found("v3.5 v35 v3 .5"), ["v3.5"]);
});

Deno.test("phraseMatcher() finds phrases inside and across each other", () => {
  const find = phraseMatcher([
    "deep neural",
    "neural",
    "neural net",
    "net loss",
  ]);
  assert.deepEqual(
    find("deep neural net loss").map(({ phrase }) => phrase).sort(),
    [0, 1, 2, 3],
  );
});

Deno.test("phraseMatcher() finds what a plain search finds in random texts", () => {
  const random = prng("matcher");
  const words = ["a", "ab", "ba", "aba", "bab", "b"];
  for (let round = 0; round < 300; round++) {
    const line = (n: number) =>
      Array.from({ length: n }, () => pick(random, words)).join(" ");
    const phrases = [...new Set([line(1), line(2), line(3)])];
    const text = line(drawInteger(random, 1, 30));
    const expected: string[] = [];
    phrases.forEach((phrase, at) => {
      for (let i = 0; i <= text.length; i++) {
        if (` ${text} `.startsWith(` ${phrase} `, i)) {
          expected.push(`${at}:${i}`);
        }
      }
    });
    const found = phraseMatcher(phrases)(text)
      .map(({ phrase, start }) => `${phrase}:${start}`);
    assert.deepEqual(found.sort(), expected.sort(), text);
  }
});
