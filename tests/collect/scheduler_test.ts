import assert from "node:assert/strict";
import { hostRules } from "lib/collect/run_collect.ts";
import { type Scheduler, startScheduler } from "lib/collect/scheduler.ts";
import { loadServices, type RateLimit } from "lib/collect/services.ts";
import {
  type VirtualTime,
  virtualTime,
} from "tests/annotate/gate/simulation.ts";

const start = (
  time: VirtualTime,
  limits: readonly RateLimit[],
  connections = 1,
  sent: number[] = [],
): Scheduler =>
  startScheduler({
    now: time.now,
    sleep: time.sleep,
    rules: () => ({ limits, connections }),
    sentSince: (_, since) => sent.filter((at) => at > since),
  });

/** Sends so many requests, each answered after a time; gives when each was sent. */
async function sendMany(
  scheduler: Scheduler,
  time: VirtualTime,
  requests: number,
  answerMs = 100,
): Promise<{ sent: number[]; mostAtOnce: number }> {
  const sent: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const one = async () => {
    using _turn = await scheduler.turn("host");
    sent.push(time.now());
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await time.sleep(answerMs);
    atOnce--;
  };
  await time.run(Promise.all(Array.from({ length: requests }, one)));
  return { sent, mostAtOnce };
}

/** Most requests in any window of so many seconds. */
function mostIn(sent: readonly number[], seconds: number): number {
  return Math.max(
    ...sent.map((from) =>
      sent.filter((at) => at >= from && at < from + 1000 * seconds).length
    ),
  );
}

Deno.test("a host with three limits is asked within all of them", async () => {
  const { plos_search: { limits } } = await loadServices();
  const time = virtualTime();
  const begin = time.now();
  const scheduler = start(time, limits);
  const { sent } = await sendMany(scheduler, time, 700);
  assert.equal(mostIn(sent, 60), 10);
  assert.equal(mostIn(sent, 3600), 300);
  // 700 requests at 300 an hour: the last hundred begin after two hours.
  const hours = (sent.at(-1)! - begin) / 3_600_000;
  assert.ok(hours > 2 && hours < 2.4, String(hours));
});

Deno.test("a host is asked on no more connections than it allows", async () => {
  for (const connections of [1, 3]) {
    const time = virtualTime();
    const limits = [{ requests: 1000, seconds: 1 }];
    const scheduler = start(time, limits, connections);
    const { mostAtOnce } = await sendMany(scheduler, time, 50, 500);
    assert.equal(mostAtOnce, connections);
  }
});

Deno.test("requests of an earlier run count", async () => {
  const time = virtualTime();
  const earlier = Array.from({ length: 10 }, (_, i) => time.now() - i * 1000);
  const limits = [{ requests: 10, seconds: 60 }];
  const scheduler = start(time, limits, 1, earlier.toReversed());
  const { sent } = await sendMany(scheduler, time, 5);
  assert.equal(mostIn([...earlier, ...sent], 60), 10);
});

Deno.test("hosts do not wait for each other, and a pause holds one", async () => {
  const time = virtualTime();
  const begin = time.now();
  const scheduler = start(time, [{ requests: 10, seconds: 1 }]);
  scheduler.pause("slow", 30_000);
  const at = async (host: string) => {
    using _turn = await scheduler.turn(host);
    return time.now() - begin;
  };
  const [slow, quick] = await time.run(Promise.all([at("slow"), at("quick")]));
  assert.equal(quick, 0);
  assert.equal(slow, 30_000);
});

Deno.test("who would have to wait for more than an hour is told to come back", async () => {
  const time = virtualTime();
  const limits = [{ requests: 2, seconds: 86_400 }];
  const scheduler = start(time, limits);
  await assert.rejects(sendMany(scheduler, time, 3), {
    name: "StoppedForNow",
    message: /host allows no further request for 12 h 36 min/,
  });
});

Deno.test("who gives up waiting leaves the connection to others", async () => {
  const time = virtualTime();
  const scheduler = start(time, [{ requests: 10, seconds: 1 }]);
  const giveUp = new AbortController();
  const first = await scheduler.turn("host");
  const second = scheduler.turn("host", giveUp.signal);
  const third = scheduler.turn("host");
  giveUp.abort(new Error("enough"));
  await assert.rejects(second, /enough/);
  first[Symbol.dispose]();
  (await time.run(third))[Symbol.dispose]();
});

Deno.test("services on one host share its queue and keep to the rules of all", async () => {
  const services = await loadServices({
    plos: { url: "http://localhost/a", connections: 5 },
    pmc: { url: "http://localhost/b", connections: 3 },
  });
  const { limits, connections } = hostRules(services)("localhost");
  assert.deepEqual(limits, [...services.plos.limits, ...services.pmc.limits]);
  assert.equal(connections, 3);
  // A host that nobody named, such as one that a service redirects to.
  assert.deepEqual(hostRules(services)("cdn.example.org"), {
    limits: [{ requests: 1, seconds: 1 }],
    connections: 1,
  });
});
