import { AnnotatorStopped } from "lib/annotate/annotator.ts";

/** A shorter key is a word that papers and answers hold too. */
const SHORTEST_KEY = 8;

/**
 * Makes a function that takes a key out of whatever a server says, should it
 * repeat it.
 *
 * @param key The key, if there is one.
 */
export function withoutKey(key: string | undefined): (text: string) => string {
  if (key === undefined || key.length < SHORTEST_KEY) return (text) => text;
  return (text) => text.replaceAll(key, "[key]");
}

/**
 * Takes credentials, query and trailing slashes off a base URL, so that it is
 * fit to be stored.
 *
 * @throws {AnnotatorStopped} If it is not an http or https URL.
 */
export function publicUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new AnnotatorStopped(
      "Cannot reach a server as OPENAI_BASE_URL is not an http or https URL",
    );
  }
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}
