/** Articles out of a copy of allofplos.zip, which holds every PLOS article. */

import { basename } from "node:path";
import type { Archive } from "lib/collect/archive.ts";
import type { TextSource } from "lib/collect/texts/text_source.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";
import { MAX_ARTICLE_BYTES } from "lib/corpus/read_corpus_file.ts";
import { listZip, readZipMember, type ZipMember } from "lib/corpus/zip.ts";

/**
 * Opens a copy of allofplos.zip as a source of texts. Members are read one by
 * one, never unpacked, and kept like the answer of a service.
 *
 * @param path The zip; null stands for one that is not at hand: only what was
 * kept of it counts.
 * @param dois The papers that may be wanted: the zip has some 400,000.
 * @throws {Error} If it cannot be read.
 */
export async function openPlosZip(
  path: string,
  { archive, dois, isOffline, now }: {
    readonly archive: Archive;
    readonly dois: readonly string[];
    readonly isOffline: boolean;
    readonly now: () => number;
  },
): Promise<TextSource> {
  const wanted = new Set(dois.map(memberName));
  const members = new Map<string, ZipMember>();
  if (!isOffline) {
    const listed = await listZip(path, (name) => wanted.has(last(name)))
      .catch((error) => {
        throw new Error(
          `Cannot read "${path}" as a zip archive: ${error.message}`,
        );
      });
    for (const member of listed) members.set(last(member.name), member);
  }
  return {
    name: basename(path),
    async *candidates({ dois }) {
      for (const doi of dois) {
        const name = memberName(doi);
        if (!doi.startsWith("10.1371/")) continue;
        const url = `zip:${basename(path)}/${name}`;
        const member = members.get(name);
        const kept = archive.find(url);
        if (kept === null && member !== undefined) {
          try {
            const options = { source: url, maxBytes: MAX_ARTICLE_BYTES };
            const body = await readZipMember(path, member, options);
            const contentType = "application/xml";
            const answer = { url, status: 200, contentType, body };
            archive.keep("text", { ...answer, finalUrl: url }, new Date(now()));
          } catch (error) {
            if (!(error instanceof UnreadablePaper)) throw error;
            archive.fail(url, error.reason);
          }
        }
        const why = archive.failure(url) ?? "not in the zip";
        yield archive.find(url) ?? { status: null, why };
      }
    },
  };
}

/** A member is named after the end of the DOI. */
function memberName(doi: string): string {
  return `${doi.slice(doi.indexOf("/") + 1)}.xml`;
}

function last(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}
