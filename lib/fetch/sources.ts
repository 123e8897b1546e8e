import { z } from "zod";
import { projectPath } from "lib/paths.ts";

const sourceSchema = z.strictObject({
  title: z.string().min(1),
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  url: z.url({ protocol: /^https?$/ }),
  kind: z.enum(["file", "zenodo-record"]),
  size: z.int().positive().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  licence: z.string().min(1),
  source: z.string().min(1),
});

/** A file that can be fetched. */
export interface Source {
  readonly title: string;
  /** Name under which it is kept. */
  readonly file: string;
  readonly url: string;
  /** "file": the URL is the file. "zenodo-record": it lists the files of a record. */
  readonly kind: "file" | "zenodo-record";
  /** In bytes; null if nobody has filled it in yet. */
  readonly size: number | null;
  /** In hexadecimal; null if nobody has filled it in yet. */
  readonly sha256: string | null;
  readonly licence: string;
  /** DOI or page to cite. */
  readonly source: string;
}

/**
 * Reads what can be fetched.
 *
 * @param text JSON: an object of sources by name.
 * @param file Its name, for messages.
 * @throws {SyntaxError} If it is not valid: the message names the place.
 */
export function parseSources(
  text: string,
  file: string,
): ReadonlyMap<string, Source> {
  const checked = z.record(z.string(), sourceSchema).safeParse(
    JSON.parse(text),
  );
  if (checked.success) return new Map(Object.entries(checked.data));
  const issue = checked.error.issues[0]!;
  throw new SyntaxError(
    `Cannot read sources "${file}" as ${
      issue.path.join(".")
    } is not valid: ${issue.message}`,
  );
}

/** Reads the project's own list, `data/sources.json`. */
export async function loadSources(): Promise<ReadonlyMap<string, Source>> {
  const file = "data/sources.json";
  return parseSources(await Deno.readTextFile(projectPath(file)), file);
}
