import assert from "node:assert/strict";
import { join } from "node:path";
import { openArchive } from "lib/collect/archive.ts";
import { readCollectSettings } from "lib/collect/settings.ts";
import { writeCollected } from "lib/collect/write_collected.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { startServices } from "tests/support/services.ts";
import { rowsOf, tryStudy } from "tests/collect/try_collect.ts";

Deno.test("texts that a run could not get are the same offline, and asked for in another run", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services, { texts: ["europepmc"] });
  const isFailing = (path: string) => /PMC90000(16|20)\/full/.test(path);
  services.fault = ({ path }) =>
    isFailing(path) ? new Response("", { status: 503 }) : null;
  const { collected } = await study.run();
  assert.equal(collected.open.texts, 2);
  const before = await study.tables();
  const failed = rowsOf(before, "papers").filter(({ reason }) =>
    reason === "service failed"
  );
  assert.deepEqual(failed.map(({ detail }) => detail), [
    "europepmc: HTTP 503",
    "europepmc: HTTP 503",
  ]);
  await study.run({ isOffline: true });
  assert.deepEqual(await study.tables(), before);
  services.fault = () => null;
  const { length } = services.log;
  await study.run();
  const later = services.log.slice(length).map(({ path }) => path);
  assert.equal(later.length, 2);
  assert.ok(later.every(isFailing));
});

Deno.test("a host that locks the program out is left alone, and poisons nothing", async (t) => {
  const challenge = "<!DOCTYPE html><html>Just a moment</html>";
  for (
    const [name, lockOut] of [
      ["HTTP 403", () => new Response("no", { status: 403 })],
      ["HTML page", () => new Response(challenge)],
    ] as const
  ) {
    await t.step(name, async () => {
      await using services = startServices({ papers: 124 });
      await using calm = await tryStudy(services, { texts: ["europepmc"] });
      await calm.run();
      await using study = await tryStudy(services, { texts: ["europepmc"] });
      services.log.length = 0;
      let texts = 0;
      services.fault = ({ path }) =>
        path.includes("fullText") && ++texts > 30 ? lockOut() : null;
      const { collected } = await study.run();
      // Eight refusals in a row; a second request may be under way by then.
      assert.ok(texts >= 38 && texts <= 40, `${texts} requests`);
      assert.ok(collected.open.texts > 50);
      const tables = await study.tables();
      assert.match(tables.get("papers.csv")!, new RegExp(`out \\(${name}\\)`));
      await study.run({ isOffline: true });
      assert.deepEqual(await study.tables(), tables);
      services.fault = () => null;
      await study.run();
      assert.deepEqual(await study.tables(), await calm.tables());
    });
  }
});

Deno.test("tables that cannot be written leave the old ones, and nothing else", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  const { collected } = await study.run();
  const before = await study.tables();
  const settings = await readCollectSettings(
    await readStudyFile(study.file),
    study.file,
  );
  const archive = openArchive(join(study.papers, "answers.sqlite"));
  const broken = { ...collected, papers: [] }; // topics.csv needs them
  await assert.rejects(writeCollected(settings, broken, archive));
  archive.close();
  const names = [...Deno.readDirSync(study.papers)].map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name.endsWith(".part")), []);
  assert.deepEqual(await study.tables(), before);
});
