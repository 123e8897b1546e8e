import { CHALLENGE } from "tests/support/services/europepmc.ts";
import { articleOf, type WorldPaper } from "tests/support/services/world.ts";

const xml = (text: string) =>
  new Response(text, { headers: { "content-type": "application/xml" } });
const NOT_FOUND = () => new Response("Not found", { status: 404 });

/** Answers as the search API of PLOS does. */
export function plosSearch(world: readonly WorldPaper[]) {
  return (url: URL): Response => {
    const query = url.searchParams;
    const phrase = /^everything:"([^"]+)"$/.exec(query.get("q") ?? "")?.[1];
    const filters = query.getAll("fq");
    const years = filters.map((filter) =>
      /^publication_date:\[(\d{4})\S+ TO (\d{4})/.exec(filter)
    ).find((match) => match !== null);
    if (url.pathname !== "/search" || !phrase || !years) {
      return Response.json({ error: { msg: "bad query" } }, { status: 400 });
    }
    const isWhole = filters.includes("doc_type:full");
    const docs = world.filter(({ doi, keywords, year }) =>
      doi.startsWith("10.1371/") && keywords.includes(phrase) &&
      year >= Number(years[1]) && year <= Number(years[2])
    ).flatMap((paper) => {
      const doc = {
        id: paper.doi,
        journal: paper.journal,
        eissn: paper.issn,
        publication_date: `${paper.year}-05-04T00:00:00Z`,
        title_display: `Invented title ${paper.number}`,
      };
      return isWhole ? [doc] : [doc, { ...doc, id: `${doc.id}/body` }];
    });
    const start = Number(query.get("start"));
    const rows = Math.min(Number(query.get("rows")), 40);
    return Response.json({
      response: {
        numFound: docs.length,
        start,
        maxScore: 1,
        docs: docs.slice(start, start + rows),
      },
    });
  };
}

/** Answers as the websites of PLOS do, where single articles are. */
export function plosJournals(world: readonly WorldPaper[], bytes: number) {
  const byDoi = new Map(world.map((paper) => [paper.doi, paper]));
  return (url: URL): Response => {
    const paper = byDoi.get(url.searchParams.get("id") ?? "");
    if (url.pathname !== "/plosone/article/file" || paper === undefined) {
      return NOT_FOUND();
    }
    if (paper.oddity === "no text") return NOT_FOUND();
    if (paper.oddity === "challenge page") return CHALLENGE.clone();
    return xml(articleOf(paper, bytes));
  };
}

/** Answers as F1000Research does: to a search with DOIs of all versions. */
export function f1000(world: readonly WorldPaper[], bytes: number) {
  const ofIt = world.filter(({ doi }) => doi.startsWith("10.12688/"));
  return (url: URL): Response => {
    const query = url.searchParams;
    if (url.pathname === "/extapi/search") {
      const phrase = /R_TE:"([^"]+)"/.exec(query.get("q") ?? "")?.[1] ?? "";
      const dois = ofIt.filter(({ keywords }) => keywords.includes(phrase))
        .flatMap(({ doi }) => [doi.replace(/2$/, "1"), doi]);
      const start = Number(query.get("start"));
      const rows = Number(query.get("rows"));
      const page = dois.slice(start, start + rows);
      return xml(
        `<results totalNumberOfPages="${Math.ceil(dois.length / rows)}">${
          page.map((doi) => `<doi>${doi}</doi>`).join("")
        }</results>`,
      );
    }
    const doi = query.get("doi") ?? "";
    const paper = ofIt.find((one) => one.doi === doi.replace(/\.1$/, ".2"));
    if (url.pathname !== "/extapi/article/xml" || paper === undefined) {
      return NOT_FOUND();
    }
    // Of "never cited" papers only the first version is reviewed.
    const text = articleOf({ ...paper, doi }, bytes);
    const isReviewed = doi.endsWith(".1") || paper.oddity !== "never cited";
    return xml(
      isReviewed ? text : text.replace(/<sub-article.*<\/sub-article>/, ""),
    );
  };
}

const isHere = (paper?: WorldPaper) =>
  paper?.oddity === "text elsewhere" || paper?.oddity === "none";

/** Answers as the PMC open-data bucket does; every article has two versions. */
export function pmc(world: readonly WorldPaper[], bytes: number) {
  const byPmcid = new Map(world.map((paper) => [paper.pmcid, paper]));
  return (url: URL): Response => {
    const prefix = url.searchParams.get("prefix");
    if (prefix !== null) {
      const pmcid = prefix.replace(/\.$/, "");
      const versions = isHere(byPmcid.get(pmcid)) ? [1, 2] : [];
      return xml(
        `<?xml version="1.0"?><ListBucketResult><Prefix>${prefix}</Prefix>${
          versions.map((version) =>
            `<CommonPrefixes><Prefix>${pmcid}.${version}/</Prefix></CommonPrefixes>`
          ).join("")
        }</ListBucketResult>`,
      );
    }
    const file = /^\/(PMC\d+)\.2\/\1\.2\.xml$/.exec(url.pathname);
    const paper = byPmcid.get(file?.[1] ?? "");
    return paper !== undefined && isHere(paper)
      ? xml(articleOf(paper, bytes))
      : NOT_FOUND();
  };
}
