import type { Profile } from "lib/annotate/llm/profile.ts";

/** What all requests to one endpoint and model know of it together. */
export interface Agreement {
  readonly profile: Profile;
  /** Notes that the server refused a request, and what to try next. */
  refused(tried: Profile, next: Profile): void;
  /**
   * Sends, and again for as long as the server refuses the form of the
   * request.
   *
   * @param send Sends once with a profile, and says whether it was refused.
   * @returns What the last request gave.
   */
  settle<T extends { readonly wasRefused: boolean }>(
    send: (profile: Profile) => Promise<T>,
  ): Promise<T>;
}

/**
 * Opens an agreement. Nothing waits while the server takes the requests. Once
 * one is refused, that one finds out what the server takes while the others
 * wait, so that a change costs the requests in flight one refusal each and the
 * later ones none.
 *
 * @param first What is assumed before the server has said anything.
 */
export function openAgreement(first: Profile): Agreement {
  let profile = first;
  let scout:
    | { readonly found: Promise<void>; readonly end: () => void }
    | null = null;
  return {
    get profile() {
      return profile;
    },
    refused(tried, next) {
      // Somebody else may have learnt it meanwhile.
      if (profile === tried) profile = next;
    },
    async settle(send) {
      let mine: typeof scout = null;
      try {
        for (;;) {
          while (scout !== null && scout !== mine) await scout.found;
          const result = await send(profile);
          if (!result.wasRefused) return result;
          if (scout === null) mine = scout = newScout();
        }
      } finally {
        if (mine !== null) {
          scout = null;
          mine.end();
        }
      }
    },
  };
}

function newScout() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { found: promise, end: resolve };
}
