/** Hosts that refuse every text. */

import type { Archive } from "lib/collect/archive.ts";
import type { AnswerKind, KeptAnswer } from "lib/collect/kept_answer.ts";

/** Refusals in a row after which a host is left alone for the rest of a run. */
const MOST = 8;

/** Watches whether hosts let texts be fetched at all. */
export interface Refusals {
  /** Why a host is not asked for texts any more in this run; null if it may be. */
  why(kind: AnswerKind, host: string): string | null;
  /** Notes an answer that was kept; `isAgain` if the text had been refused in an earlier run. */
  note(
    host: string,
    answer: Pick<KeptAnswer, "kind" | "url" | "status" | "body"> & {
      readonly isAgain: boolean;
    },
  ): void;
}

/**
 * Starts to watch. A host that refuses one text has a reason that lies in the
 * paper; one that refuses eight in a row, with 401, 403 or a page of HTML, has
 * locked the program out. It is then left alone for the rest of the run, and
 * those answers do not count: another run asks again. What was refused in an
 * earlier run stays so.
 */
export function watchRefusals(archive: Pick<Archive, "fail">): Refusals {
  const inARow = new Map<string, { url: string; isAgain: boolean }[]>(); // by host
  const lockedOut = new Map<string, string>();
  return {
    why: (kind, host) => kind === "text" ? lockedOut.get(host) ?? null : null,
    note(host, { kind, url, status, body, isAgain }) {
      if (kind !== "text") return;
      const isHtml = status === 200 && isHtmlPage(body);
      if (!isHtml && status !== 401 && status !== 403) {
        inARow.delete(host);
        return;
      }
      const refused = [...inARow.get(host) ?? [], { url, isAgain }];
      inARow.set(host, refused);
      if (refused.length < MOST) return;
      const why = `locked out (${isHtml ? "HTML page" : `HTTP ${status}`})`;
      lockedOut.set(host, why);
      for (const { url, isAgain } of refused) {
        if (!isAgain) archive.fail(url, why);
      }
    },
  };
}

/**
 * Tells whether a text was refused: neither an article nor the word that there
 * is none. It may be different another day.
 */
export function isRefusal(
  { kind, status, body }: Pick<KeptAnswer, "kind" | "status" | "body">,
): boolean {
  if (kind !== "text" || status === 404 || status === 410) return false;
  return status !== 200 || isHtmlPage(body);
}

function isHtmlPage(body: Uint8Array): boolean {
  const start = new TextDecoder().decode(body.subarray(0, 1024));
  return /^\s*<(!doctype html|html)/i.test(start);
}
