import assert from "node:assert/strict";
import { openArchive } from "lib/collect/archive.ts";
import type { Reply, Request } from "lib/collect/ask.ts";
import { askWorks } from "lib/collect/openalex.ts";
import { keptWorks } from "lib/collect/works.ts";

const BASE = "https://api.openalex.org";

const work = (doi: string, id = "W1", cited: number | null = 0) => ({
  id: `https://openalex.org/${id}`,
  doi: `https://doi.org/${doi}`,
  cited_by_count: cited,
});

/** OpenAlex that has so many works of each DOI, and what it was asked. */
function start(worksOf: (doi: string) => unknown[], most = Infinity) {
  const archive = openArchive(":memory:");
  const asked: string[] = [];
  const ask = (request: Request): Promise<Reply> => {
    const { url, round } = request;
    const kept = archive.find(url, round);
    if (kept) return Promise.resolve(kept);
    if (asked.length >= most) {
      return Promise.resolve({ status: null, why: "not asked" });
    }
    asked.push(url);
    const { searchParams, pathname } = new URL(url);
    const single = /^\/works\/doi:(.+)$/.exec(pathname)?.[1];
    const dois = searchParams.get("filter")?.slice("doi:".length).split("|");
    const works = dois?.flatMap(worksOf) ?? [];
    const page = Number(searchParams.get("page"));
    const results = works.slice(100 * (page - 1), 100 * page);
    const answer = single
      ? worksOf(decodeURIComponent(single))[0]
      : { meta: { count: works.length }, results };
    const status = answer === undefined ? 404 : 200;
    const body = new TextEncoder().encode(JSON.stringify(answer ?? {}));
    if (status === 200) request.check?.(body);
    const contentType = "application/json";
    const full = { url, status, contentType, body, finalUrl: url };
    archive.keep("metadata", full, new Date(0), round);
    return Promise.resolve(archive.find(url, round)!);
  };
  const run = (dois: string[]) =>
    askWorks(ask, archive, { dois, base: BASE, key: null, round: 1 });
  return { archive, asked, run };
}

Deno.test("lists of DOIs hold 100 at most and fit the address", async () => {
  const short = Array.from({ length: 250 }, (_, i) => `10.1371/pone.${i}`);
  const long = Array.from(
    { length: 50 },
    (_, i) => `10.9999/${"very-long-".repeat(20)}${i}`,
  );
  const { asked, run } = start((doi) => [work(doi)]);
  await run([...short, ...long]);
  const lists = asked.map((url) =>
    new URL(url).searchParams.get("filter")!.slice(4).split("|")
  );
  assert.deepEqual(lists.slice(0, 2).map(({ length }) => length), [100, 100]);
  assert.ok(asked.every((url) => url.length <= 3800 && url.startsWith(BASE)));
  assert.deepEqual(lists.flat().sort(), [...short, ...long].sort());
});

Deno.test("a DOI with a comma or a bar is asked for alone", async () => {
  const dois = ["10.1/a", "10.1/b,c", "10.1/d|e"];
  const { asked, archive, run } = start((doi) =>
    doi === "10.1/d|e" ? [] : [work(doi)]
  );
  await run(dois);
  assert.equal(asked.length, 3);
  const [single] = asked.filter((url) => url.includes("/works/doi:"));
  assert.ok(single!.startsWith(`${BASE}/works/doi:10.1%2Fb%2Cc?select=`));
  const works = keptWorks(archive, 1);
  assert.deepEqual([...works.keys()].sort(), ["10.1/a", "10.1/b,c"]);
  await run(dois); // the one that is unknown is not asked for again either
  assert.equal(asked.length, 3);
});

Deno.test("of several works of a DOI the most cited comes first, from all pages", async () => {
  const dois = Array.from({ length: 100 }, (_, i) => `10.1/${i}`);
  const twice = (doi: string) => [
    work(doi.toUpperCase(), "W1", null),
    work(doi, "W3", 7),
    work(doi, "W2", 7),
  ];
  const { asked, archive, run } = start(twice);
  await run(dois);
  assert.equal(asked.length, 3);
  const works = keptWorks(archive, 1);
  for (const doi of dois) {
    assert.deepEqual(works.get(doi)!.map(({ id }) => id), ["W2", "W3", "W1"]);
  }
});

Deno.test("a list whose second page is missing is finished, not begun again", async () => {
  const dois = Array.from({ length: 60 }, (_, i) => `10.1/${i}`);
  const worksOf = (doi: string) => [work(doi, `W${doi}`), work(doi, `V${doi}`)];
  const first = start(worksOf, 1);
  await first.run(dois);
  assert.equal(first.asked.length, 1);
  const { archive } = first;
  const requests: string[] = [];
  const left = await askWorks(
    ({ url }) => {
      requests.push(url);
      return Promise.resolve({ status: null, why: "not asked" });
    },
    archive,
    { dois, base: BASE, key: null, round: 1 },
  );
  assert.deepEqual(requests, [
    first.asked[0]!.replace(/page=1$/, "page=2"),
  ]);
  assert.equal(left.length, 60);
});
