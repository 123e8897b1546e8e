import type { WorldPaper } from "tests/support/services/world.ts";

const topic = (id: number, field: number, name: string, score: number) => ({
  id: `https://openalex.org/T${id}`,
  display_name: `Invented topic ${id}`,
  score,
  subfield: {
    id: `https://openalex.org/subfields/${field}01`,
    display_name: `Invented subfield of ${name}`,
  },
  field: { id: `https://openalex.org/fields/${field}`, display_name: name },
  domain: {
    id: "https://openalex.org/domains/1",
    display_name: "Life Sciences",
  },
});

const NEURO = topic(90_001, 28, "Neuroscience", 0.99);
const BIO = topic(
  90_002,
  13,
  "Biochemistry, Genetics and Molecular Biology",
  0.8,
);
const MEDICINE = topic(90_003, 27, "Medicine", 0.7);

/**
 * Answers as OpenAlex does to lists of DOIs.
 *
 * @param moreCitations Citations that every work has gained by now.
 */
export function openAlex(
  world: readonly WorldPaper[],
  moreCitations: () => number,
) {
  const byDoi = new Map(world.map((paper) => [paper.doi, paper]));
  return (url: URL): Response => {
    if (url.href.length > 4094) {
      return new Response("<html>Request URL too long</html>", { status: 400 });
    }
    const list = /^doi:(.+)$/.exec(url.searchParams.get("filter") ?? "")?.[1];
    if (url.pathname !== "/works" || list === undefined) {
      return Response.json({ error: "Not found" }, { status: 404 });
    }
    const dois = list.split("|");
    if (dois.length > 100) {
      return Response.json({
        error: "Invalid query parameters error.",
        message: "Maximum number of values exceeded for doi",
      }, { status: 400 });
    }
    const works = dois.flatMap((doi) => {
      const paper = byDoi.get(doi);
      return paper === undefined ? [] : worksOf(paper, moreCitations());
    });
    const size = Number(url.searchParams.get("per_page"));
    const page = Number(url.searchParams.get("page") ?? 1);
    return Response.json({
      meta: { count: works.length, page, per_page: size, next_cursor: null },
      results: works.slice((page - 1) * size, page * size),
      group_by: [],
    });
  };
}

/** A paper with the number n is cited n modulo 50 times, plus one. */
function worksOf(paper: WorldPaper, more: number): Record<string, unknown>[] {
  const { number, doi, year, journal, oddity } = paper;
  if (oddity === "not in OpenAlex") return [];
  const cited = oddity === "never cited" ? 0 : number % 50 + 1 + more;
  const topics = oddity === "other fields"
    ? [MEDICINE]
    : oddity === "one topic of three"
    ? [MEDICINE, MEDICINE, NEURO]
    : [NEURO, BIO, MEDICINE];
  const work = {
    id: `https://openalex.org/W9${number}`,
    doi: `https://doi.org/${doi}`,
    title: `Invented title ${number}`,
    publication_year: oddity === "null year" ? null : year,
    publication_date: oddity === "null year" ? null : `${year}-05-04`,
    type: "article",
    cited_by_count: cited,
    is_retracted: false,
    open_access: { is_oa: true, oa_status: "gold" },
    primary_location: {
      license: "cc-by",
      source: { display_name: journal, issn: [paper.issn] },
    },
    topics,
    ids: {},
  };
  return oddity === "two works"
    ? [{ ...work, id: `${work.id}0`, cited_by_count: 1 }, work]
    : [work];
}

/** The answer when the day's budget is spent. */
export function budgetSpent(seconds: number): Response {
  return Response.json({
    error: "Rate limit exceeded",
    message:
      "Insufficient budget. This request costs $0.0001 but you only have $0 remaining. Resets at midnight UTC.",
    retryAfter: seconds,
    costUsd: 0.0001,
    dailyRemainingUsd: 0,
    creditsRequired: 1,
    creditsRemaining: 0,
  }, {
    status: 429,
    headers: {
      "retry-after": String(seconds),
      "x-ratelimit-reset": String(seconds),
    },
  });
}
