import assert from "node:assert/strict";
import { budgetSpent, startServices } from "tests/support/services.ts";
import { rowsOf, tryStudy } from "tests/collect/try_collect.ts";

Deno.test("asking metadata anew reports what changed, and keeps the old answers", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services);
  await study.run();
  const texts = services.log.filter(({ path }) => /fullText/.test(path)).length;
  services.moreCitations = 3;
  await study.run({ refreshMetadata: true });
  const tables = await study.tables();
  const changes = rowsOf(tables, "changes");
  const cited = services.world.filter(({ oddity }) =>
    !["never cited", "not in OpenAlex", "no DOI"].includes(oddity)
  );
  assert.deepEqual(
    changes.map(({ doi, what }) => `${doi} ${what}`).sort(),
    cited.map(({ doi }) => `${doi} cited_by_count`).sort(),
  );
  assert.ok(
    changes.every(({ before, now }) => Number(now) - Number(before) === 3),
  );
  assert.equal(
    services.log.filter(({ path }) => /fullText/.test(path)).length,
    texts,
  );
  // A later run goes on with the new metadata.
  const { length } = services.log;
  await study.run();
  assert.equal(services.log.length, length);
  assert.deepEqual(await study.tables(), tables);
});

Deno.test("a refresh that was broken off at the texts goes on, and still says what changed", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services, { texts: ["europepmc"] });
  services.fault = ({ path }) =>
    path.endsWith("/PMC9000020/fullTextXML") ? budgetSpent(41_210) : null;
  await assert.rejects(study.run(), { name: "StoppedForNow" });
  services.moreCitations = 3;
  // The first round has been asked completely: this is a new one.
  for (let time = 1; time <= 2; time++) {
    await assert.rejects(study.run({ refreshMetadata: true }), {
      name: "StoppedForNow",
    });
  }
  services.fault = () => null;
  await study.run({ refreshMetadata: true });
  const tables = await study.tables();
  assert.equal(JSON.parse(tables.get("collect.json")!).metadata_round, 2);
  const changes = rowsOf(tables, "changes");
  assert.ok(changes.length > 30);
  assert.ok(
    changes.every(({ before, now }) => Number(now) - Number(before) === 3),
  );
});

Deno.test("a refresh that was broken off does not count until it is complete", async () => {
  await using services = startServices({ papers: 186 });
  await using study = await tryStudy(services);
  await study.run();
  const before = await study.tables();
  services.moreCitations = 1;
  let lists = 0;
  services.fault = ({ service }) =>
    service === "openalex" && ++lists > 1 ? budgetSpent(41_210) : null;
  await assert.rejects(study.run({ refreshMetadata: true }), {
    name: "StoppedForNow",
  });
  await study.run({ isOffline: true });
  assert.deepEqual(await study.tables(), before);
  services.fault = () => null;
  const { length } = services.log;
  await study.run({ refreshMetadata: true });
  // 180 papers, 30 of them in two versions: 210 DOIs in three lists.
  assert.equal(services.log.length - length, 2);
  assert.ok(rowsOf(await study.tables(), "changes").length > 100);
});

Deno.test("texts that were refused are asked for again by a refresh, and no others", async () => {
  await using services = startServices({ papers: 124 });
  await using calm = await tryStudy(services, { texts: ["europepmc"] });
  await calm.run();
  await using study = await tryStudy(services, { texts: ["europepmc"] });
  const isRefused = (path: string) => /PMC90000(16|20)\/full/.test(path);
  services.fault = ({ path }) =>
    isRefused(path) ? new Response("", { status: 403 }) : null;
  assert.match(
    (await study.command()).text,
    /^The texts of 6 papers were refused: with --refresh texts they/m,
  );
  const before = await study.tables();
  services.fault = () => null;
  services.log.length = 0;
  await study.run(); // nothing is asked twice
  assert.deepEqual(services.log, []);
  assert.deepEqual(await study.tables(), before);

  await study.run({ refreshTexts: true });
  const asked = services.log.map(({ path }) => path);
  const challenged = services.world.filter(({ oddity }) =>
    oddity === "challenge page"
  ).map(({ pmcid }) => pmcid);
  assert.equal(asked.filter(isRefused).length, 2);
  assert.deepEqual(
    asked.filter((path) => !isRefused(path)).sort(),
    challenged.map((pmcid) => `/${pmcid}/fullTextXML`).sort(),
  );
  assert.deepEqual(await study.tables(), await calm.tables());
  await study.run({ isOffline: true });
  assert.deepEqual(await study.tables(), await calm.tables());
});

Deno.test("a refresh of texts leaves a host alone that still refuses, and then all is as before", async () => {
  await using services = startServices({ papers: 372 });
  await using study = await tryStudy(services, { texts: ["europepmc"] });
  await study.run();
  const before = await study.tables();
  const refused = rowsOf(before, "papers").filter(({ reason }) =>
    reason === "HTML page, not JATS"
  );
  assert.equal(refused.length, 12); // one of 31 papers
  services.log.length = 0;
  await study.run({ refreshTexts: true });
  // Eight refusals in a row; a second request may be under way by then.
  const { length } = services.log;
  assert.ok(length >= 8 && length <= 10, `${length} requests`);
  assert.deepEqual(await study.tables(), before);
  await study.run();
  assert.equal(services.log.length, length);
});
