import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { startTask } from "tests/support/run_task.ts";
import {
  type ScriptedServices,
  startServices,
  usualFaults,
} from "tests/support/services.ts";
import { tryStudy } from "tests/collect/try_collect.ts";

const PAPERS = 2000;
const KILLS = 5;
/** What the services refuse; the study asks for less. */
const MOST_PER_SECOND = 300;
const ASKED_PER_SECOND = 200;

/** Addresses that were answered completely more than once. */
function answeredTwice(log: ScriptedServices["log"]): number {
  const counts = new Map<string, number>();
  for (const { service, path, outcome } of log) {
    if (outcome !== "200" && outcome !== "404") continue;
    const key = service + path;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, times) => sum + times - 1, 0);
}

function assertPolite(
  { log }: ScriptedServices,
  connections: Record<string, number>,
): void {
  assert.deepEqual(log.filter(({ outcome }) => outcome === "too fast"), []);
  for (const [service, most] of Object.entries(connections)) {
    const underWay = log.filter((one) => one.service === service)
      .map((one) => one.underWay);
    assert.ok(Math.max(0, ...underWay) <= most, service);
  }
}

Deno.test("2,000 papers collected by a run that is killed five times are those of an undisturbed one", async () => {
  const perSecond = Object.fromEntries(
    ["europepmc", "openalex", "plos", "f1000", "pmc"]
      .map((name) => [name, MOST_PER_SECOND]),
  );
  await using services = startServices({ papers: PAPERS, perSecond });
  for (const service of Object.values(services.settings)) {
    Object.assign(service as object, {
      limits: [{ requests: ASKED_PER_SECOND, seconds: 1 }],
    });
  }
  const connections = { europepmc: 2, openalex: 1, plos: 1, f1000: 1, pmc: 4 };

  await using calm = await tryStudy(services);
  services.fault = usualFaults(8);
  const task = await startTask("collect", ["--study", calm.file]);
  const { code, stderr } = await task.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assertPolite(services, connections);
  assert.equal(answeredTwice(services.log), 0);
  const requests = services.log.length;
  const expected = await calm.tables();
  assert.ok(expected.get("papers.csv")!.split("\n").length > PAPERS);

  await using killed = await tryStudy(services);
  services.fault = usualFaults(8);
  services.log.length = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const child = (await startTask("collect", ["--study", killed.file]))
      .spawn();
    const until = Math.floor(kill * requests / (KILLS + 1));
    while (services.log.length < until) await wait(2);
    child.kill("SIGKILL");
    await Promise.all([
      child.status,
      child.stdout.cancel(),
      child.stderr.cancel(),
    ]);
  }
  const last = await startTask("collect", ["--study", killed.file]);
  assert.equal((await last.output()).code, 0);
  assert.deepEqual(await killed.tables(), expected);
  assertPolite(services, connections);
  // An answer that was under way at a kill cannot have been kept.
  const underWay = Object.values(connections).reduce((a, b) => a + b);
  assert.ok(answeredTwice(services.log) <= KILLS * underWay);

  services.log.length = 0;
  const again = await startTask("collect", ["--study", killed.file]);
  assert.equal((await again.output()).code, 0);
  assert.deepEqual(services.log, []);
  assert.deepEqual(await killed.tables(), expected);
});
