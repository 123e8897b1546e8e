import assert from "node:assert/strict";
import { parseJournals } from "lib/collect/journals.ts";
import { mergeHits } from "lib/collect/found_papers.ts";
import { europePmcSearch } from "lib/collect/search/europepmc.ts";
import { f1000Search } from "lib/collect/search/f1000.ts";
import { plosSearch } from "lib/collect/search/plos.ts";
import { runSearch } from "lib/collect/search/run_searches.ts";
import type { Hit } from "lib/collect/search/search_service.ts";
import { loadServices } from "lib/collect/services.ts";
import type { KeptAnswer } from "lib/collect/kept_answer.ts";
import { projectPath } from "lib/paths.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(
    typeof value === "string" ? value : JSON.stringify(value),
  );
const journals = parseJournals(
  await Deno.readTextFile(projectPath("data/journals.csv")),
  "journals.csv",
);
const SETTINGS = {
  journals,
  keywords: ["Deep Learning"],
  years: [2000, 2025] as [number, number],
  article_type: "research-article" as const,
  services: await loadServices(),
};

/** Answers of a service, by address. */
const script = (answers: (url: URL) => unknown) => (request: { url: string }) =>
  Promise.resolve({
    status: 200,
    url: request.url,
    body: bytes(answers(new URL(request.url))),
    date: "2026-11-23T00:00:00Z",
  } as KeptAnswer);

Deno.test("Europe PMC is asked for a phrase in journals, years and a type", () => {
  const queries = europePmcSearch.queries('Deep "Learning"', SETTINGS);
  assert.deepEqual(
    queries.map(({ megajournal }) => megajournal).sort(),
    ["BMJ", "F1000", "FrontiersIn", "PLOS"],
  );
  const f1000 = queries.find(({ megajournal }) => megajournal === "F1000")!;
  const query =
    '"Deep Learning" AND (ISSN:"2046-1402") AND PUB_YEAR:[2000 TO 2025] AND PUB_TYPE:"research-article"';
  assert.equal(f1000.query, query);
  const url = new URL(f1000.url);
  assert.equal(
    url.origin + url.pathname,
    "https://www.ebi.ac.uk/europepmc/webservices/rest/search",
  );
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    query,
    resultType: "lite",
    format: "json",
    pageSize: "1000",
    synonym: "false",
    cursorMark: "*",
  });
  const issns = queries.flatMap(({ query }) =>
    [...query.matchAll(/ISSN:"([^"]+)"/g)].map(([, issn]) => issn)
  );
  assert.deepEqual(issns.sort(), journals.flatMap((one) => one.issns).sort());
  assert.ok(queries.every(({ url }) => url.length <= 3800));
});

Deno.test("a list of journals that is too long becomes several searches", () => {
  const many = Array.from({ length: 300 }, (_, i) => ({
    megajournal: "other" as const,
    title: `Journal ${i}`,
    issns: [`${1000 + i}-0000`],
  }));
  const queries = europePmcSearch.queries("x", { ...SETTINGS, journals: many });
  assert.ok(queries.length > 1);
  assert.ok(queries.every(({ url }) => url.length <= 3800));
});

Deno.test("cursor paging ends at the end, whatever the service does there", async (t) => {
  const [query] = europePmcSearch.queries("x", SETTINGS);
  const record = (id: string) => ({ id, source: "MED", doi: `10.1/${id}` });
  const ends: [name: string, next: Record<string, string | undefined>][] = [
    ["repeats the cursor", { "*": "a/+b", "a/+b": "a/+b" }],
    ["names none", { "*": "a/+b", "a/+b": undefined }],
    ["goes round in a circle", { "*": "a/+b", "a/+b": "c", "c": "a/+b" }],
  ];
  for (const [name, next] of ends) {
    await t.step(name, async () => {
      const asked: string[] = [];
      const result = await runSearch(
        query!,
        script((url) => {
          const cursor = url.searchParams.get("cursorMark")!;
          asked.push(cursor);
          return {
            hitCount: 2,
            nextCursorMark: next[cursor],
            resultList: { result: [record(cursor)] },
          };
        }),
      );
      assert.deepEqual(asked, [...new Set(asked)]);
      assert.deepEqual(asked.slice(0, 2), ["*", "a/+b"]);
      assert.ok(result.isComplete);
      assert.equal(result.hits[1]!.doi, "10.1/a/+b");
    });
  }
  await t.step("gives an empty page with a new cursor", async () => {
    const result = await runSearch(
      query!,
      script(() => ({ nextCursorMark: "x", resultList: { result: [] } })),
    );
    assert.equal(result.pages, 1);
  });
});

Deno.test("what a service calls an error is told, though its status is 200", () => {
  const answer = { version: "6.9", errCode: 404, errMsg: "Invalid query" };
  assert.throws(() => europePmcSearch.readPage(bytes(answer), "http://x/"), {
    message: 'Cannot search Europe PMC as it answers "Invalid query"',
  });
});

Deno.test("PLOS is asked for whole articles, and paged by number", () => {
  const [query] = plosSearch.queries("Deep Learning", SETTINGS);
  const url = new URL(query!.url);
  assert.equal(url.searchParams.get("q"), 'everything:"Deep Learning"');
  assert.deepEqual(url.searchParams.getAll("fq"), [
    "doc_type:full",
    'article_type:"Research Article"',
    "publication_date:[2000-01-01T00:00:00Z TO 2025-12-31T23:59:59Z]",
  ]);
  const page = (start: number, docs: unknown[]) =>
    plosSearch.readPage(
      bytes({ response: { numFound: 3, start, docs } }),
      query!.url,
    );
  const doc = { id: "10.1371/Journal.pone.9000001", eissn: "1932-6203" };
  const { hits, next } = page(0, [doc, doc]);
  assert.equal(hits[0]!.doi, "10.1371/journal.pone.9000001");
  assert.match(next!, /&start=2$/);
  assert.equal(page(2, [doc]).next, null);
  assert.equal(page(2, []).next, null);
});

Deno.test("F1000Research is asked by milliseconds, and answers with DOIs", () => {
  const [query] = f1000Search.queries("Deep Learning", SETTINGS);
  // date -u -d 2000-01-01 +%s, and 2026-01-01 less a millisecond.
  assert.equal(
    query!.query,
    'R_TE:"Deep Learning" AND R_PUD:[946684800000 TO 1767225599999]',
  );
  const answer = (pages: number) =>
    `<?xml version="1.0"?><results totalNumberOfPages="${pages}"><doi>10.12688/F1000research.9000001.2</doi></results>`;
  const { hits, next } = f1000Search.readPage(bytes(answer(2)), query!.url);
  assert.equal(hits[0]!.doi, "10.12688/f1000research.9000001.2");
  assert.match(next!, /&start=100$/);
  assert.equal(f1000Search.readPage(bytes(answer(2)), next!).next, null);
  assert.throws(() => f1000Search.readPage(bytes("<html/>"), query!.url), {
    message: /is an HTML page/,
  });
});

Deno.test("hits of several searches and services become papers", () => {
  const hit = (doi: string, more: Partial<Hit> = {}): Hit => ({
    ...{ doi, record: `MED/${doi}`, title: "", journal: "PLOS ONE" },
    ...{ issns: [], year: null, pmcid: "", isOpenAccess: null },
    ...more,
  });
  const search = (keyword: string, hits: Hit[]) => ({
    ...{ service: "europepmc" as const, keyword, megajournal: "PLOS" as const },
    ...{ query: "", url: "", date: "", hitCount: null, pages: 1 },
    ...{ hits, isComplete: true },
  });
  const f1000 = (version: number) =>
    hit(`10.12688/f1000research.9.${version}`, { journal: "F1000Research" });
  const papers = mergeHits([
    search("b", [hit("10.1371/x"), f1000(1), f1000(10)]),
    search("a", [
      hit("10.1371/x", { record: "PMC/1", pmcid: "PMC1", title: "T" }),
      f1000(2),
      hit("10.9/y", { journal: "Nature", issns: ["0028-0836"] }),
      hit("", { record: "MED/7" }),
    ]),
  ], { keywords: ["a", "b"], journals });
  assert.deepEqual(
    papers.map(({ id, problem, keywords }) => [id, problem, keywords.join()]),
    [
      ["10.12688/f1000research.9", "", "a,b"],
      ["10.1371/x", "", "a,b"],
      ["10.9/y", "journal not on the list", "a"],
      ["MED/7", "no DOI", "a"],
    ],
  );
  assert.deepEqual(
    papers[0]!.dois.map((doi) => doi.split(".").at(-1)),
    ["10", "2", "1"],
  );
  assert.deepEqual([papers[1]!.pmcids, papers[1]!.title], [["PMC1"], "T"]);
});

Deno.test("a list of journals is checked", async (t) => {
  const header = "megajournal,journal,issn\n";
  for (
    const [text, message] of [
      [`${header}PLOS,PLOS ONE,1932-6204\n`, /"1932-6204" in row 2 is not an/],
      [`${header}Nature,Nature,0028-0836\n`, /row 2 has the megajournal/],
      [header, /names none/],
      ["\ufeff", /names none/],
      ["megajournal,title\nPLOS,x\n", /columns are not/],
      ["megajournal,issn\nPLOS,1932-6203\n", /columns are not/],
      [`${header}PLOS,PLOS ONE\n`, /no table .+ line 2: .+ has 2 fields/],
      [`${header}PLOS,"PLOS ONE,1932-6203\n`, /no table .+ quoted-field/],
      [`${header}PLOS,PLOS ONE,1932-6203;\n`, /"" in row 2 is not an ISSN/],
    ] as const
  ) {
    await t.step(String(message), () => {
      assert.throws(() => parseJournals(text, "my.csv"), {
        name: "StudyError",
        message,
      });
    });
  }
  // As a spreadsheet program saves it.
  const saved = `\ufeff${header}PLOS,PLOS ONE,1932-6203\n\n`;
  assert.deepEqual(parseJournals(saved.replaceAll("\n", "\r\n"), "my.csv"), [
    { megajournal: "PLOS", title: "PLOS ONE", issns: ["1932-6203"] },
  ]);
  assert.ok(journals.length > 100);
});
