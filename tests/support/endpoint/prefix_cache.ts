/** OpenAI's cache serves prefixes of 1,024 tokens and more, in steps of 128. */
const SHORTEST = 1024;
const STEP = 128;
/** Prefixes kept; the oldest go first. */
const MOST = 500_000;

/** Remembers the beginnings of prompts. */
export interface PrefixCache {
  /** Tokens of a prompt's beginning that were seen before; remembers all of it. */
  serve(prompt: string): number;
}

/** Starts an empty cache. */
export function startPrefixCache(charactersPerToken: number): PrefixCache {
  const seen = new Set<number>();
  return {
    serve(prompt) {
      const step = STEP * charactersPerToken;
      let cached = 0;
      let high = 0;
      let low = 0;
      for (let end = step; end <= prompt.length; end += step) {
        for (let i = end - step; i < end; i++) {
          const code = prompt.charCodeAt(i);
          high = (Math.imul(high, 31) + code) | 0;
          low = Math.imul(low ^ code, 16777619);
        }
        const tokens = end / charactersPerToken;
        if (tokens < SHORTEST) continue;
        // 53 bits of two hashes; a step is a hit only after hits of all before.
        const hash = (high >>> 0) * 2 ** 21 + (low >>> 11);
        const isFirst = tokens === SHORTEST;
        if (seen.has(hash) && (isFirst || cached === tokens - STEP)) {
          cached = tokens;
        } else seen.add(hash);
      }
      if (seen.size > MOST) {
        for (const hash of seen) {
          if (seen.size <= MOST / 2) break;
          seen.delete(hash);
        }
      }
      return cached;
    },
  };
}
