import assert from "node:assert/strict";
import { join } from "node:path";
import { loadServices } from "lib/collect/services.ts";
import { openJats } from "lib/corpus/jats.ts";
import { fetchPapers } from "lib/fetch/fetch_papers.ts";
import { labelledDois } from "lib/fetch/labelled_dois.ts";
import { fetchCommand } from "lib/tasks/fetch.ts";
import { fastClock } from "tests/collect/try_collect.ts";
import {
  articleOf,
  JOURNALS,
  ODDITIES,
  type ScriptedServices,
  startServices,
  type WorldPaper,
} from "tests/support/services.ts";

/** What is asked for: a paper of each journal with each oddity that a text can have. */
const WANTED = [
  "none",
  "text elsewhere",
  "no text",
  "challenge page",
  "text of another paper",
  "abstract only",
  "not open access",
] as const;

function wantedOf(world: readonly WorldPaper[]): WorldPaper[] {
  return JOURNALS.flatMap(([journal]) =>
    WANTED.map((oddity) =>
      world.find((paper) =>
        paper.journal === journal && paper.oddity === oddity
      )!
    )
  );
}

/** Writes labels for papers, and one for a paper that no service knows. */
async function writeLabels(papers: readonly WorldPaper[]): Promise<string> {
  const folder = await Deno.makeTempDir();
  const rows = papers.flatMap(({ doi }) => [
    `https://doi.org/${doi.toUpperCase()},me,uses_dl,yes,,`,
    `${doi},me,uses_ptms,no,,`,
  ]);
  const csv = [
    "doi,annotator,question,value,model,passage",
    ...rows,
    "10.1371/journal.pone.0000404,me,uses_dl,no,,",
  ].join("\n");
  await Deno.writeTextFile(join(folder, "labels.csv"), csv);
  return folder;
}

async function runFetch(
  folder: string,
  { settings }: Pick<ScriptedServices, "settings">,
  more: readonly string[] = [],
) {
  const said: string[] = [];
  const code = await fetchCommand(
    ["papers", "--labels", "labels.csv", "--out", "papers", ...more],
    {
      folder,
      // deno-lint-ignore no-explicit-any -- as a study file would hold it
      services: await loadServices(settings as any),
      print: (text) => said.push(text),
    },
  );
  return { code, said: said.join("\n") };
}

Deno.test("fetch papers gets the text of each labelled paper once, and says why others are missing", async () => {
  await using services = startServices({
    papers: JOURNALS.length * ODDITIES.length,
  });
  const wanted = wantedOf(services.world);
  const folder = await writeLabels(wanted);
  const { code, said } = await runFetch(folder, services, [
    ...["--contact", "me@example.org"],
  ]);
  assert.equal(code, 0);

  // PLOS and F1000 give their articles themselves, whatever PMC has of them;
  // the others come from Europe PMC, or from PMC's bucket.
  const isOwn = ({ doi }: WorldPaper) => /^10\.(1371|12688)\//.test(doi);
  const expected = wanted.filter((paper) => {
    const { oddity } = paper;
    if (oddity === "none" || oddity === "text elsewhere") return true;
    if (oddity === "not open access") return isOwn(paper);
    // The site of F1000 has neither of these oddities.
    return paper.doi.startsWith("10.12688/") &&
      ["no text", "challenge page"].includes(oddity);
  });
  const corpus = await openJats(join(folder, "papers"));
  const found: string[] = [];
  for await (const { metadata } of corpus.items()) {
    found.push(metadata!.doi);
  }
  assert.deepEqual(found.sort(), expected.map(({ doi }) => doi).sort());
  const [first] = expected;
  const file = `${first!.doi.replace("/", "_")}.xml`;
  assert.equal(
    await Deno.readTextFile(join(folder, "papers", file)),
    articleOf(first!),
  );
  assert.match(
    said,
    new RegExp(
      `^${expected.length} of ${
        wanted.length + 1
      } papers are in "papers", by licence: ${expected.length} CC BY\n`,
    ),
  );
  assert.match(
    said,
    /could not be had: .*text of another paper.*papers\.csv names them/,
  );
  const table = await Deno.readTextFile(join(folder, "papers", "papers.csv"));
  assert.match(
    table,
    /^10\.1371\/journal\.pone\.0000404,,,,,,no full text found,plos: HTTP 404; europepmc: no PMC id$/m,
  );
  assert.match(table, /^10\.3389\/\S+,,,,,,abstract only,europepmc: abstract/m);
  assert.ok(
    services.log.every(({ userAgent }) =>
      userAgent.endsWith("(me@example.org)")
    ),
  );

  const asked = services.log.length;
  const paths = services.log.map(({ service, path }) => service + path);
  assert.equal(new Set(paths).size, asked, "nothing is asked twice");
  await Deno.remove(join(folder, "papers", file));
  const again = await runFetch(folder, services);
  assert.equal(again.said, said);
  assert.equal(services.log.length, asked);
  assert.equal(
    await Deno.readTextFile(join(folder, "papers", file)),
    articleOf(first!),
  );
});

Deno.test("fetch papers stops where a service asks to come back later, and goes on from there", async () => {
  await using services = startServices({ papers: 62 });
  const wanted = services.world.filter(({ doi, oddity }) =>
    doi.startsWith("10.1371/") && oddity === "none"
  ).slice(0, 5);
  const folder = await writeLabels(wanted);
  let given = 0;
  services.fault = ({ service }) =>
    service === "plos" && ++given > 3
      ? new Response("", { status: 429, headers: { "retry-after": "7200" } })
      : null;
  const stopped = await runFetch(folder, services);
  assert.equal(stopped.code, 3);
  assert.match(
    stopped.said,
    /allows no further request for 2 h 0 min; .* go on later with: deno task fetch papers --labels labels\.csv --out papers$/,
  );
  services.fault = () => null;
  const rest = await runFetch(folder, services);
  assert.match(rest.said, /^5 of 6 papers are in "papers"/);
  const good = services.log.filter(({ service, outcome }) =>
    service === "plos" && outcome === "200"
  );
  assert.equal(good.length, 5);
});

Deno.test("fetch papers shares its folder, and so the services' rates, with no other run", async () => {
  await using services = startServices({ papers: 1 });
  const folder = await writeLabels([]);
  await Deno.mkdir(join(folder, "papers"));
  const lock = join(folder, "papers", "lock");
  using file = await Deno.open(lock, { write: true, create: true });
  await file.lock(true);
  await assert.rejects(
    runFetch(folder, services, ["--contact", "me@example.org"]),
    { message: /another run is at it/ },
  );
  assert.equal(services.log.length, 0);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("fetch papers asks again for a text that was refused only if it is told to", async () => {
  await using services = startServices({ papers: 62 });
  const wanted = services.world.filter(({ doi, oddity }) =>
    doi.startsWith("10.1371/") && oddity === "none"
  ).slice(0, 3);
  const folder = await writeLabels(wanted);
  const [{ doi, pmcid }] = wanted as [WorldPaper, ...WorldPaper[]];
  services.fault = ({ path }) =>
    !path.startsWith("/search") &&
      (path.includes(encodeURIComponent(doi)) || path.includes(pmcid))
      ? new Response("", { status: 403 })
      : null;
  const refused = await runFetch(folder, services);
  assert.match(refused.said, /^2 of 4 papers are in/);
  assert.match(refused.said, /^1 of them were refused: with --refresh texts/m);
  services.fault = () => null;
  services.log.length = 0;
  assert.deepEqual(await runFetch(folder, services), refused);
  assert.equal(services.log.length, 0);
  const again = await runFetch(folder, services, ["--refresh", "texts"]);
  assert.match(again.said, /^3 of 4 papers are in/);
  assert.deepEqual(services.log.map(({ service }) => service), ["plos"]);
});

Deno.test("fetch papers names all hosts that are not there", async () => {
  const services = startServices({ papers: 62 });
  await services[Symbol.asyncDispose]();
  const paper = services.world.find(({ doi }) => doi.startsWith("10.1371/"))!;
  const folder = await Deno.makeTempDir();
  const options = {
    out: folder,
    // deno-lint-ignore no-explicit-any -- as a study file would hold it
    services: await loadServices(services.settings as any),
    contact: null,
    signal: new AbortController().signal,
    ...fastClock(),
  };
  await assert.rejects(fetchPapers([paper.doi], options), {
    name: "ServiceDown",
    message:
      /^Cannot go on as 127\.0\.0\.1:\d+ and 127\.0\.0\.1:\d+ cannot be reached \(no connection: refused\): is this computer online\?/,
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("fetch papers says in one sentence what it needs", async () => {
  const folder = await Deno.makeTempDir();
  const cases: [string[], RegExp][] = [
    [["papers"], /^UsageError: Cannot fetch papers as no labels are named/],
    [["papers", "--labels", "x.csv"], /"x\.csv" are not there|not there or/],
    [
      ["papers", "--labels", "x.csv", "--mirror", "y"],
      /Cannot use --mirror here as it is a flag for artifact and labels only/,
    ],
    [
      ["labels", "--labels", "x.csv"],
      /Cannot use --labels here as it is a flag for papers only/,
    ],
    [["papers", "--labels", "x", "--refresh", "all"], /only texts/],
    [["papers", "--labels", "x", "--contact", "me"], /--contact "me"/],
    [["papers", "more"], /takes one of artifact, labels, papers/],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(
      fetchCommand(args, { folder, print: () => {} }),
      message,
    );
  }
});

Deno.test("labelledDois() refuses what names no paper", () => {
  assert.throws(
    () => labelledDois("id,value\n1,yes\n", "l.csv"),
    /"l\.csv" as there is no column "doi": columns are id, value/,
  );
  assert.throws(
    () => labelledDois("doi,value\n,yes\n", "l.csv"),
    /"l\.csv" as it names none/,
  );
  assert.throws(
    () => labelledDois("doi,value\n10.1/a,yes\npaper 7,yes\n", "l.csv"),
    /"l\.csv" as row 3 has "paper 7" where a DOI should be/,
  );
});
