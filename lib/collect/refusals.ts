/** Hosts that refuse every text. */

import type { Archive } from "lib/collect/archive.ts";
import type { AnswerKind } from "lib/collect/kept_answer.ts";

/** Refusals in a row after which a host is left alone for the rest of a run. */
const MOST = 8;

/** Watches whether hosts let texts be fetched at all. */
export interface Refusals {
  /** Why a host is not asked for texts any more in this run; null if it may be. */
  why(kind: AnswerKind, host: string): string | null;
  /** Notes an answer that was kept. */
  note(
    host: string,
    answer: { kind: AnswerKind; url: string; status: number; body: Uint8Array },
  ): void;
}

/**
 * Starts to watch. A host that refuses one text has a reason that lies in the
 * paper; one that refuses eight in a row, with 401, 403 or a page of HTML, has
 * locked the program out. It is then left alone for the rest of the run, and
 * those answers do not count: another run asks again.
 */
export function watchRefusals(archive: Pick<Archive, "fail">): Refusals {
  const inARow = new Map<string, string[]>(); // addresses, by host
  const lockedOut = new Map<string, string>();
  return {
    why: (kind, host) => kind === "text" ? lockedOut.get(host) ?? null : null,
    note(host, { kind, url, status, body }) {
      if (kind !== "text") return;
      const isHtml = status === 200 && isHtmlPage(body);
      if (!isHtml && status !== 401 && status !== 403) {
        inARow.delete(host);
        return;
      }
      const urls = [...inARow.get(host) ?? [], url];
      inARow.set(host, urls);
      if (urls.length < MOST) return;
      const why = `locked out (${isHtml ? "HTML page" : `HTTP ${status}`})`;
      lockedOut.set(host, why);
      for (const url of urls) archive.fail(url, why);
    },
  };
}

function isHtmlPage(body: Uint8Array): boolean {
  const start = new TextDecoder().decode(body.subarray(0, 1024));
  return /^\s*<(!doctype html|html)/i.test(start);
}
