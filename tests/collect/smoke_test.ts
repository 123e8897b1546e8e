import assert from "node:assert/strict";
import { describeSmoke } from "lib/collect/describe_smoke.ts";
import { readCollectSettings } from "lib/collect/settings.ts";
import { smoke } from "lib/collect/smoke.ts";
import { readStudyFile } from "lib/study/study_file.ts";
import { budgetSpent, startServices } from "tests/support/services.ts";
import { fastClock, tryStudy } from "tests/collect/try_collect.ts";

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
    ...fastClock(),
  });
}

Deno.test("the smoke test asks each service and says what it found", async () => {
  await using services = startServices({ papers: 186 });
  const results = await trySmoke(services);
  assert.deepEqual(results.filter(({ outcome }) => outcome !== "fine"), []);
  assert.equal(results.length, 8);
  const lines = describeSmoke(results);
  assert.equal(lines.length, 9);
  assert.match(
    lines[0]!,
    /^fine {3}Europe PMC search: \d+ hits; the first: 10/,
  );
  assert.equal(lines.at(-1), "All 8 answers are as expected.");
  const asked = new Set(services.log.map(({ service }) => service));
  assert.equal(asked.size, 6);
  assert.ok(services.log.length <= 9); // the bucket is asked twice
});

Deno.test("the smoke test names what is not as documented", async () => {
  const fault = () => new Response('{"results": 1}');
  await using services = startServices({ papers: 186, fault });
  const results = await trySmoke(services);
  assert.ok(results.every(({ outcome }) => outcome === "unlike"));
  const lines = describeSmoke(results);
  assert.match(lines[2]!, /^UNLIKE OpenAlex: .+not as documented/);
  assert.match(lines.at(-1)!, /^8 of 8 answers are not as expected: leave/);
});

Deno.test("the smoke test names a host that is not there once, and compares nothing", async () => {
  const services = startServices({ papers: 186 });
  await services[Symbol.asyncDispose]();
  const lines = describeSmoke(await trySmoke(services));
  assert.equal(lines.length, 7); // six hosts and the verdict
  assert.match(
    lines[0]!,
    /^not reached: 127\.0\.0\.1:\d+ \(Europe PMC search, Europe PMC text\): no connection: refused$/,
  );
  assert.match(lines[4]!, /\(F1000Research search, F1000Research text\)/);
  assert.equal(
    lines[6],
    "Nothing could be compared, as no service was reached: is this computer online?",
  );
});

Deno.test("the smoke test does not call a service unlike that is ill or busy", async () => {
  await using services = startServices({ papers: 186 });
  services.fault = ({ service }) =>
    service === "europepmc"
      ? new Response("", { status: 503 })
      : service === "openalex"
      ? budgetSpent(41_210)
      : null;
  const lines = describeSmoke(await trySmoke(services));
  assert.match(
    lines[0]!,
    /^no answer: 127.+ \(Europe PMC search, Europe PMC text\): HTTP 503$/,
  );
  assert.match(lines[1]!, /^no answer: 127.+ \(OpenAlex\): .+ 11 h 27 min/);
  assert.equal(
    lines.at(-1),
    "3 of 8 answers could not be compared, as there were none: try again later.",
  );
  const asked = services.log.filter(({ service }) => service === "europepmc");
  assert.equal(asked.length, 2);
});
