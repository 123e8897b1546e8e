import assert from "node:assert/strict";
import { readCollectSettings } from "lib/collect/settings.ts";
import { smoke } from "lib/collect/smoke.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { startServices } from "tests/support/services.ts";
import { tryStudy } from "tests/collect/try_collect.ts";

async function trySmoke(services: ReturnType<typeof startServices>) {
  await using study = await tryStudy(services);
  const settings = await readCollectSettings(
    await readStudyFile(study.file),
    study.file,
  );
  const plos = services.world.find(({ doi, oddity }) =>
    doi.startsWith("10.1371/") && oddity === "none"
  )!;
  const f1000 = services.world.find(({ doi, oddity }) =>
    doi.startsWith("10.12688/") && oddity === "none"
  )!;
  return await smoke(settings, {
    openAlexKey: "secret",
    signal: new AbortController().signal,
    papers: { plos, f1000 },
  });
}

Deno.test("the smoke test asks each service and says what it found", async () => {
  await using services = startServices({ papers: 186 });
  const results = await trySmoke(services);
  assert.deepEqual(results.filter(({ isFine }) => !isFine), []);
  assert.equal(results.length, 8);
  const asked = new Set(services.log.map(({ service }) => service));
  assert.equal(asked.size, 6);
  assert.ok(services.log.length <= 9); // the bucket is asked twice
});

Deno.test("the smoke test names what is not as documented", async () => {
  const fault = () => new Response('{"results": 1}');
  await using services = startServices({ papers: 186, fault });
  const results = await trySmoke(services);
  assert.ok(results.every(({ isFine }) => !isFine));
  const openAlex = results.find(({ line }) => line.includes("OpenAlex"))!;
  assert.match(openAlex.line, /not as documented/);
});
