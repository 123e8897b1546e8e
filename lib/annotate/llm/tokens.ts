import { prng } from "lib/stats/random.ts";

/** Characters per token of English prose, before anything was measured. */
const USUAL = 4;
/** Slices of one text that are counted, and their length in characters. */
const SLICES = 4;
const SLICE = 2000;
/** Texts that are counted; later ones are estimated. */
const SAMPLE = 16;
/** Answers over which the server's counts are averaged. */
const MEMORY = 200;

/** Shorter prompts say little of papers: much of them is template and schema. */
const SHORTEST = 8000;

/** Says how many tokens a text has without counting each. */
export interface TokenGauge {
  /** Characters per token as our own tokenizer counts them on the sample. */
  readonly countedPerToken: number;
  /** The same, corrected by what the server counts. */
  readonly charactersPerToken: number;
  /**
   * The same for a given text, corrected no more than another tokenizer
   * explains: the yardstick for a server that reads less than it was sent.
   */
  yardstick(text: string): Promise<number>;
  /** Counts slices of a text, until the sample is full. */
  sample(text: string): Promise<void>;
  /** Notes how many tokens the server counted for so many characters. */
  observe(characters: number, promptTokens: number): void;
}

/** Server's count over ours: within these, another tokenizer explains it. */
const OTHER_TOKENIZER = [0.8, 2] as const;

/**
 * Opens a gauge. A real tokenizer (o200k) counts a few seeded slices of the
 * first texts, some 10 ms each; the server's counts correct for its own
 * tokenizer. A full count of every paper would cost more time and memory than
 * the requests.
 *
 * @param seed Which slices of a text are counted.
 */
export function openTokenGauge(seed: number | string = "tokens"): TokenGauge {
  let characters = 0;
  let tokens = 0;
  let texts = 0;
  let ratio = 1;
  let observed = 0;
  const counted = () => tokens === 0 ? USUAL : characters / tokens;
  return {
    get countedPerToken() {
      return counted();
    },
    get charactersPerToken() {
      return counted() / ratio;
    },
    async yardstick(text) {
      const [low, high] = OTHER_TOKENIZER;
      return await measureText(text) / Math.min(high, Math.max(low, ratio));
    },
    async sample(text) {
      if (texts >= SAMPLE || text.length < SLICE) return;
      texts++;
      const slices = await countSlices(text, `${seed} ${texts}`);
      characters += slices.characters;
      tokens += slices.tokens;
    },
    observe(sent, promptTokens) {
      if (sent < SHORTEST) return;
      observed = Math.min(observed + 1, MEMORY);
      const one = promptTokens * counted() / sent;
      ratio += (one - ratio) / (observed + 1);
    },
  };
}

/**
 * Counts seeded slices of one text.
 *
 * @param text The text.
 * @param seed Which slices.
 * @returns Characters per token, no unit.
 *
 * @example
 * ```ts
 * import { measureText } from "lib/annotate/llm/tokens.ts";
 * import assert from "node:assert/strict";
 * // "GATTACA " repeated is read in longer pieces than a table of numbers.
 * const [prose, table] = await Promise.all([
 *   measureText("The cells were grown for two days. ".repeat(300)),
 *   measureText("3.14159|2.71828|1.41421|".repeat(300)),
 * ]);
 * assert.ok(prose > 4 && table < 2.5);
 * ```
 */
export async function measureText(
  text: string,
  seed: number | string = "tokens",
): Promise<number> {
  const { characters, tokens } = await countSlices(text, seed);
  return tokens === 0 ? USUAL : characters / tokens;
}

async function countSlices(text: string, seed: number | string) {
  const { countTokens } = await loadTokenizer();
  // Papers may hold "<|endoftext|>", which is text like any other here.
  const asText = {
    allowedSpecial: new Set<string>(),
    disallowedSpecial: new Set<string>(),
  };
  const random = prng(seed);
  let characters = 0;
  let tokens = 0;
  const slices = text.length <= SLICES * SLICE ? 1 : SLICES;
  const length = slices === 1 ? text.length : SLICE;
  for (let i = 0; i < slices; i++) {
    const start = Math.floor(random() * (text.length - length + 1));
    characters += length;
    tokens += countTokens(text.slice(start, start + length), asText);
  }
  return { characters, tokens };
}

type Tokenizer = typeof import("gpt-tokenizer/encoding/o200k_base");

let tokenizer: Promise<Tokenizer> | undefined;

/** Loads the tokenizer, some 90 MB in memory, when it is first needed. */
function loadTokenizer(): Promise<Tokenizer> {
  tokenizer ??= import("gpt-tokenizer/encoding/o200k_base");
  return tokenizer;
}
