import { articleOf, type WorldPaper } from "tests/support/services/world.ts";

/** Services may give fewer hits than asked for: it makes searches of several pages. */
const MOST_PER_PAGE = 40;

/** A page of HTML that some hosts serve with status 200 instead of an answer. */
export const CHALLENGE = new Response(
  "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
  { headers: { "content-type": "text/html" } },
);

/**
 * Answers as Europe PMC does, to searches of the form that the project sends.
 *
 * @param bytes Length of a text.
 */
export function europePmc(world: readonly WorldPaper[], bytes: number) {
  const byPmcid = new Map(world.map((paper) => [paper.pmcid, paper]));
  return (url: URL): Response => {
    if (url.pathname === "/search") return search(world, url.searchParams);
    const pmcid = /^\/(PMC\d+)\/fullTextXML$/.exec(url.pathname)?.[1];
    const paper = byPmcid.get(pmcid ?? "");
    const isMissing = paper === undefined ||
      ["text elsewhere", "no text", "not open access"].includes(paper.oddity);
    if (isMissing) return new Response("", { status: 404 });
    if (paper.oddity === "challenge page") return CHALLENGE.clone();
    return new Response(articleOf(paper, bytes), {
      headers: { "content-type": "application/xml" },
    });
  };
}

function search(world: readonly WorldPaper[], query: URLSearchParams) {
  const text = query.get("query") ?? "";
  const read = (pattern: RegExp) => [...text.matchAll(pattern)];
  const doi = /^DOI:"([^"]+)"$/.exec(text)?.[1];
  if (doi !== undefined) {
    const result = world.filter((paper) => paper.doi === doi)
      .flatMap(recordsOf);
    return Response.json({ hitCount: result.length, resultList: { result } });
  }
  const [phrase] = read(/^"([^"]+)"/g);
  const issns = read(/ISSN:"([^"]+)"/g).map(([, issn]) => issn);
  const [years] = read(/PUB_YEAR:\[(\d+) TO (\d+)\]/g);
  if (
    !phrase || issns.length === 0 || !years || query.get("format") !== "json"
  ) {
    return Response.json({ version: "6.9", errCode: 404, errMsg: "Bad query" });
  }
  const records = world.filter((paper) =>
    paper.keywords.includes(phrase[1]!) && issns.includes(paper.issn) &&
    paper.year >= Number(years[1]) && paper.year <= Number(years[2])
  ).flatMap(recordsOf);
  const size = Math.min(Number(query.get("pageSize")), MOST_PER_PAGE);
  const cursor = query.get("cursorMark")!;
  const start = cursor === "*" ? 0 : Number(/^A(\d+)==$/.exec(cursor)![1]);
  const page = records.slice(start, start + size);
  // At the end the cursor repeats, as long as there was one.
  const next = page.length < size ? cursor : `A${start + size}==`;
  return Response.json({
    version: "6.9",
    hitCount: records.length,
    nextCursorMark: next,
    request: { queryString: text, resultType: "lite", pageSize: size },
    resultList: { result: page },
  });
}

function recordsOf(paper: WorldPaper): Record<string, unknown>[] {
  const { number, doi, pmcid, journal, issn, year, oddity } = paper;
  const record = {
    id: String(39_000_000 + number),
    source: "MED",
    ...doi === "" ? {} : { doi },
    title: `Invented title ${number}`,
    authorString: "Doe J.",
    journalTitle: journal,
    journalIssn: `${issn}; 0000-0000`,
    pubYear: String(year),
    pubType: "research-article; journal article",
    ...oddity === "no text" ? {} : { pmcid },
    isOpenAccess: oddity === "not open access" ? "N" : "Y",
    inEPMC: "Y",
    citedByCount: 1000,
  };
  if (doi.startsWith("10.12688/")) {
    const id = `${record.id}1`;
    return [{ ...record, id, doi: doi.replace(/2$/, "1") }, record];
  }
  return oddity === "two records"
    ? [record, { ...record, id: pmcid, source: "PMC", doi: doi.toUpperCase() }]
    : [record];
}
