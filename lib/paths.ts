/** The one place that knows where the project's own files are. */

const root = new URL("../", import.meta.url);

/**
 * Gives the path of one of the project's own files.
 *
 * @param relative Path inside the project, with forward slashes.
 * @returns The path for the file system.
 */
export function projectPath(relative: string): string {
  const url = new URL(relative, root);
  const path = decodeURIComponent(url.pathname);
  return Deno.build.os === "windows" ? path.slice(1) : path;
}
