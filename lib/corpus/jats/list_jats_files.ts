/**
 * Finds the JATS files of a folder or of a zip archive.
 */

import { join } from "node:path";
import { unreadableFile } from "lib/corpus/read_corpus_file.ts";
import { UnreadablePaper } from "lib/corpus/paper.ts";
import { byCodeUnit } from "lib/order.ts";
import { listZip, type ZipMember } from "lib/corpus/zip.ts";

/** Where an article is, or why it cannot be had. */
export interface JatsFile {
  /** Path relative to the corpus; for a file in a zip, the zip's path comes first. */
  readonly source: string;
  /** The file itself, or the zip that holds it. */
  readonly path: string;
  readonly member: ZipMember | null;
  readonly problem: UnreadablePaper | null;
}

/**
 * Lists the files that count as articles: every `.xml` and `.nxml`, in folders
 * of any depth and in `.zip` archives among them. All else (a README, PDFs,
 * hidden files) is no part of the corpus. An archive or folder that cannot be
 * read is listed as one item with its problem.
 *
 * @param path Folder or zip archive.
 * @returns The files in the order of their `source`, by code units.
 * @throws {Error} If the path is neither, or a zip that is broken.
 */
export async function listJatsFiles(path: string): Promise<JatsFile[]> {
  const found: JatsFile[] = [];
  if ((await Deno.stat(path)).isDirectory) {
    await listFolder(path, "", { found, seen: new Set() });
  } else {
    for (const member of await listZip(path)) {
      if (isArticle(member.name)) {
        found.push({ source: member.name, path, member, problem: null });
      }
    }
  }
  return found.sort((a, b) => byCodeUnit(a.source, b.source));
}

/** `seen` holds the real paths of the folders so far: links may lead in circles. */
async function listFolder(
  path: string,
  source: string,
  walk: { readonly found: JatsFile[]; readonly seen: Set<string> },
): Promise<void> {
  const real = await Deno.realPath(path);
  if (walk.seen.has(real)) return;
  walk.seen.add(real);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(path)) names.push(name);
  names.sort();
  for (const name of names) {
    if (name.startsWith(".")) continue;
    const file = {
      source: source + name,
      path: join(path, name),
      member: null,
      problem: null,
    };
    try {
      const { isDirectory, isFile } = await Deno.stat(file.path);
      if (isDirectory) {
        await listFolder(file.path, `${file.source}/`, walk);
      } else if (isFile && /\.zip$/i.test(name)) {
        await listArchive(file, walk.found);
      } else if (isArticle(name)) {
        walk.found.push(file);
      }
    } catch (error) {
      walk.found.push({ ...file, problem: unreadableFile(file.source, error) });
    }
  }
}

async function listArchive(file: JatsFile, found: JatsFile[]): Promise<void> {
  let members: ZipMember[];
  try {
    members = await listZip(file.path);
  } catch (cause) {
    throw new UnreadablePaper(
      "broken zip",
      `Cannot read "${file.source}" as it is no zip archive or a broken one`,
      { cause },
    );
  }
  for (const member of members) {
    if (isArticle(member.name)) {
      found.push({ ...file, source: `${file.source}/${member.name}`, member });
    }
  }
}

function isArticle(path: string): boolean {
  return /(?:^|[/\\])[^./\\][^/\\]*\.n?xml$/i.test(path);
}
