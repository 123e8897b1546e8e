/** The DOI of a paper, from its PDF. */

const DOI = /\b10\.\d{4,9}\/[^\s"<>{}|\\^`\u201c\u201d]+/gi;

/** Repositories of data and code: their DOIs are never that of the paper. */
const REPOSITORIES =
  /^10\.(5061\/dryad|5281\/zenodo|6084\/m9|17605\/osf|7910\/dvn|17632\/|24433\/)/;

/** Names of metadata entries that hold the paper's own DOI, the surest first. */
const ENTRIES = [
  "prism:doi",
  "crossmark:doi",
  "pdfx:doi",
  "doi",
  "wps-articledoi",
  "pdfx:wps-articledoi",
  "dc:identifier",
  "prism:url",
  "subject",
  "dc:description",
  "title",
];

/** Cuts what is not part of a DOI: closing punctuation, and a figure's suffix. */
function trimDoi(found: string): string {
  let doi = found.toLowerCase();
  for (let before = ""; before !== doi;) {
    before = doi;
    doi = doi.replace(/[.,;:'\u2018\u2019*\u2020_-]+$/, "");
    for (const [open, close] of ["()", "[]"]) {
      const isClosed = doi.split(close!).length <= doi.split(open!).length;
      if (doi.endsWith(close!) && !isClosed) doi = doi.slice(0, -1);
    }
  }
  return doi
    .replace(/^(10\.1371\/journal\.\w+\.\d+)\.[a-z]\d{3}$/, "$1")
    .replace(/^(10\.7554\/elife\.\d+)\.\d{3}$/, "$1");
}

/** All DOIs in the lines, in order; one that a line end breaks is made whole. */
export function doisIn(lines: readonly string[]): string[] {
  return lines.flatMap((line, i) => {
    const isBroken = /\b10\.\d{4,9}\/\S*[./_-]$|\b10\.\d{4,9}\/?$/.test(line);
    const next = isBroken ? /^[a-z\d]\S*/.exec(lines[i + 1] ?? "")?.[0] : "";
    const whole = isBroken && /\d$/.test(line) && next
      ? `${line}${next.startsWith("/") ? "" : "/"}${next}`
      : `${line}${next ?? ""}`;
    return [...whole.matchAll(DOI)].map(([doi]) => trimDoi(doi))
      .filter((doi) => !doi.endsWith("/") && !REPOSITORIES.test(doi));
  });
}

/**
 * Finds the paper's own DOI: in the metadata, else the commonest in running
 * headers and footers, else the first in the text, which must not hold the
 * reference list.
 *
 * @returns The DOI in lower case, or null if there is none.
 */
export function findDoi(
  metadata: ReadonlyMap<string, string>,
  running: readonly string[],
  lines: readonly string[],
): string | null {
  for (const entry of ENTRIES) {
    const [doi] = doisIn([metadata.get(entry) ?? ""]);
    if (doi !== undefined) return doi;
  }
  const counts = new Map<string, number>();
  for (const doi of running.flatMap((line) => doisIn([line]))) {
    counts.set(doi, (counts.get(doi) ?? 0) + 1);
  }
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1]);
  return commonest?.[0] ?? doisIn(lines)[0] ?? null;
}
