import assert from "node:assert/strict";
import {
  startServices,
  usualFaults,
  type WorldPaper,
} from "tests/support/services.ts";
import { rowsOf, tryStudy } from "tests/collect/try_collect.ts";

/** Where a paper leaves by what is odd about it; the rest is collected. */
const LEAVES: Partial<Record<WorldPaper["oddity"], string>> = {
  "no DOI": "identified: no DOI",
  "not in OpenAlex": "in OpenAlex: not in OpenAlex",
  "never cited": "cited: never cited",
  "other fields": "natural science: other fields only",
  "not open access": "open access: not open access",
  "no text": "with text: no full text found",
  "challenge page": "with text: HTML page, not JATS",
  "text of another paper": "with text: text of another paper",
  "abstract only": "with text: abstract only",
};

Deno.test("a collected corpus accounts for every paper, and for what was odd", async (t) => {
  await using services = startServices({ papers: 186 });
  // Only Europe PMC and PMC: at the publishers a challenge page is avoided.
  await using study = await tryStudy(services, { texts: ["europepmc", "pmc"] });
  await study.run();
  const tables = await study.tables();
  const rows = rowsOf(tables, "papers");
  const byDoi = new Map(rows.map((row) => [row.doi, row]));

  await t.step("each paper left where it should", () => {
    assert.equal(rows.length, services.world.length);
    for (const { doi, oddity, number } of services.world) {
      const row = oddity === "no DOI"
        ? rows.find(({ record }) => record === `MED/${39_000_000 + number}`)
        : byDoi.get(doi);
      const left = row?.left_at ? `${row.left_at}: ${row.reason}` : undefined;
      assert.equal(left, LEAVES[oddity], `${doi} (${oddity})`);
    }
  });

  await t.step("metadata are those of OpenAlex", () => {
    const paper = services.world.find(({ oddity }) => oddity === "two works")!;
    const row = byDoi.get(paper.doi)!;
    assert.equal(row.cited_by_count, String(paper.number % 50 + 1));
    assert.equal(row.openalex, `W9${paper.number}`);
    assert.equal(row.topic_fields, "28; 13; 27");
    const notes = rowsOf(tables, "notes").filter((one) =>
      one.doi === paper.doi
    );
    assert.match(
      notes[0]!.note!,
      new RegExp(`W9${paper.number}0 with 1 is not`),
    );
  });

  await t.step("a year that OpenAlex lacks is the article's", () => {
    const paper = services.world.find(({ oddity, doi }) =>
      oddity === "null year" && doi !== ""
    )!;
    assert.equal(byDoi.get(paper.doi)!.year, String(paper.year));
    const notes = rowsOf(tables, "notes").filter((one) =>
      one.doi === paper.doi
    );
    assert.match(notes[0]!.note!, /no year: \d{4} is the article's/);
  });

  await t.step(
    "the first source that has a text gives it, with licence",
    () => {
      const elsewhere = services.world.find(({ oddity }) =>
        oddity === "text elsewhere"
      )!;
      assert.equal(byDoi.get(elsewhere.doi)!.text_from, "pmc");
      const plain = services.world.find(({ oddity }) => oddity === "none")!;
      assert.equal(byDoi.get(plain.doi)!.text_from, "europepmc");
      const closed = services.world.find(({ oddity }) =>
        oddity === "non-commercial"
      )!;
      assert.match(byDoi.get(closed.doi)!.licence!, /by-nc/);
    },
  );

  await t.step("versions of an F1000 paper are one paper", () => {
    const f1000 = services.world.filter(({ doi }) =>
      doi.startsWith("10.12688/")
    );
    const found = rows.filter(({ doi }) => doi?.startsWith("10.12688/"));
    assert.deepEqual(
      found.map(({ doi }) => doi).sort(),
      f1000.map(({ doi }) => doi).sort(),
    );
    const kept = found.find(({ text_from }) => text_from !== "")!;
    assert.deepEqual([kept.version, kept.is_reviewed], ["2", "yes"]);
  });

  await t.step("a paper found by several keywords is one paper", () => {
    const paper = services.world.find(({ keywords, doi }) =>
      keywords.length === 2 && doi !== ""
    )!;
    assert.equal(byDoi.get(paper.doi)!.keywords, paper.keywords.join("; "));
  });

  await t.step("the funnel adds up for each journal and keyword", () => {
    const funnel = rowsOf(tables, "funnel");
    const sum = (step: string, keyword: string, reason?: string) =>
      funnel.filter((row) =>
        row.step === step && row.keyword === keyword &&
        (reason === undefined || row.reason === reason)
      ).reduce((all, { papers }) => all + Number(papers), 0);
    for (const keyword of ["", "Deep Learning", "Model Weights"]) {
      const found = services.world.filter(({ keywords }) =>
        keyword === "" || keywords.includes(keyword)
      ).length;
      assert.equal(sum("found", keyword, ""), found);
      let left = found;
      for (
        const step of new Set(funnel.map((row) =>
          row.step!
        ))
      ) {
        assert.equal(sum(step, keyword), left, `${step} ${keyword}`);
        left = sum(step, keyword, "");
      }
    }
    const [row] = funnel.filter((row) =>
      row.step === "cited" && row.reason === "never cited" &&
      row.journal === "BMJ Open" && row.keyword === "Deep Learning"
    );
    const expected = services.world.filter(({ journal, oddity }) =>
      journal === "BMJ Open" && oddity === "never cited"
    ).length;
    assert.equal(Number(row!.papers), expected);
  });
});

Deno.test("faults of the services change nothing but the number of requests", async () => {
  await using services = startServices({ papers: 186 });
  await using calm = await tryStudy(services);
  await calm.run();
  const expected = await calm.tables();
  const requests = services.log.length;
  const pages = rowsOf(expected, "searches").map(({ pages }) => Number(pages));
  assert.ok(Math.max(...pages) > 1);
  await using troubled = await tryStudy(services);
  services.fault = usualFaults(60); // six kinds: more than a third of the addresses
  services.log.length = 0;
  await troubled.run();
  assert.deepEqual(await troubled.tables(), expected);
  const { length } = services.log;
  assert.ok(length > 1.2 * requests && length < 1.5 * requests, `${length}`);
});

Deno.test("a second run asks nothing, and offline gives the same bytes", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services);
  await study.run();
  const before = await study.tables();
  const { length } = services.log;
  await study.run();
  assert.equal(services.log.length, length);
  for (const name of before.keys()) {
    await Deno.remove(`${study.papers}/${name}`);
  }
  await study.run({ isOffline: true });
  assert.equal(services.log.length, length);
  assert.deepEqual(await study.tables(), before);
});

Deno.test("another keyword asks only for what is new", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services, { keywords: ["Model Weights"] });
  await study.run();
  const known = new Set(services.log.map(({ path }) => path));
  const file = JSON.parse(await Deno.readTextFile(study.file));
  file.collect.keywords = ["Model Weights", "Deep Learning"];
  await Deno.writeTextFile(study.file, JSON.stringify(file));
  const { length } = services.log;
  await study.run();
  const later = services.log.slice(length);
  assert.ok(later.length > 0);
  assert.deepEqual(later.filter(({ path }) => known.has(path)), []);
  const asked = services.log.filter(({ path }) => path.startsWith("/works"))
    .flatMap(({ path }) => /doi:([^&]+)/.exec(path)![1]!.split("%7C"));
  assert.equal(new Set(asked).size, asked.length);
});

Deno.test("PLOS and F1000Research can be searched instead", async () => {
  await using services = startServices({ papers: 124 });
  await using study = await tryStudy(services, {
    search: ["plos", "f1000"],
    texts: ["plos", "f1000"],
  }, null);
  await study.run();
  const rows = rowsOf(await study.tables(), "papers");
  const expected = services.world.filter(({ doi }) =>
    /^10\.(1371|12688)\//.test(doi)
  );
  const found = new Map(rows.map((row) => [row.doi, row]));
  assert.equal(rows.length, expected.length);
  for (const { doi, journal, oddity } of expected) {
    const isFirst = doi.startsWith("10.12688/") && oddity === "never cited";
    const row = found.get(isFirst ? doi.replace(/2$/, "1") : doi);
    assert.equal(row?.journal, journal, doi);
    // The first version of these is the latest that was reviewed.
    if (isFirst) assert.deepEqual([row.version, row.is_reviewed], ["1", "yes"]);
  }
  assert.ok(rows.some(({ text_from }) => text_from === "f1000"));
});
