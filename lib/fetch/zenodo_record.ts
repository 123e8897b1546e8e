import { z } from "zod";
import type { Source } from "lib/fetch/sources.ts";

/** A file of a Zenodo record, as its REST API lists it. */
export interface RecordFile {
  readonly name: string;
  readonly url: string;
  readonly size: number;
  /** MD5 in hexadecimal; null if the record gives none. */
  readonly md5: string | null;
}

const recordSchema = z.object({
  files: z.array(z.object({
    key: z.string(),
    size: z.number(),
    checksum: z.string().optional(),
    links: z.object({ self: z.string() }),
  })),
  metadata: z.object({
    license: z.object({ id: z.string() }).optional(),
  }).optional(),
});

const DATABASE = /\.(db|sqlite3?)$/i;

/**
 * Picks the database of a Zenodo record.
 *
 * @param record What `https://zenodo.org/api/records/…` answers.
 * @param source Where it comes from, for messages.
 * @param wanted Name of the file, if the user gives one.
 * @throws {Error} If it is no record, or does not have exactly one such file.
 *
 * @example
 * ```ts
 * import { pickRecordFile } from "lib/fetch/zenodo_record.ts";
 * import assert from "node:assert/strict";
 * const links = { self: "https://zenodo.org/api/records/1/files/a.db/content" };
 * const file = pickRecordFile(
 *   { files: [{ key: "a.db", size: 9, checksum: "md5:00", links }, { key: "README", size: 1, links }] },
 *   { url: "https://zenodo.org/api/records/1" },
 *   null,
 * );
 * assert.deepEqual(file, { name: "a.db", url: links.self, size: 9, md5: "00" });
 * ```
 */
export function pickRecordFile(
  record: unknown,
  { url }: Pick<Source, "url">,
  wanted: string | null,
): RecordFile {
  const checked = recordSchema.safeParse(record);
  if (!checked.success) {
    throw new Error(
      `Cannot fetch from ${url} as its answer is no Zenodo record`,
    );
  }
  const { files } = checked.data;
  const matching = files.filter(({ key }) =>
    wanted === null ? DATABASE.test(key) : key === wanted
  );
  const [file] = matching;
  if (file === undefined || matching.length > 1) {
    const what = wanted === null ? "databases" : `files named "${wanted}"`;
    throw new Error(
      `Cannot fetch from ${url} as the record has ${matching.length} ${what}: choose one with --file; its files are ${
        files.map(({ key }) => key).join(", ")
      }`,
    );
  }
  return {
    name: file.key,
    url: file.links.self,
    size: file.size,
    md5: file.checksum?.match(/^md5:([0-9a-f]+)$/)?.[1] ?? null,
  };
}
