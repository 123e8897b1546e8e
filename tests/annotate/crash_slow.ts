import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { ANNOTATION_STATUSES } from "lib/annotate/annotator.ts";
import { projectPath } from "lib/paths.ts";
import { prng } from "lib/stats/random.ts";
import { startModelServer } from "tests/support/endpoint/model_server.ts";
import type { Fault } from "tests/support/endpoint/options.ts";
import {
  answerByNumber,
  questionsAsked,
  writeNumberedPapers,
} from "tests/support/numbered_papers.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const AT_ONCE = 16;

/** All kinds but an account without money, which rightly ends a run; 30 % together. */
const FAULTS: Partial<Record<Fault, number>> = Object.fromEntries(
  ([
    ...["rate_limited", "internal_error", "bad_gateway_html", "overloaded"],
    ...["error_string", "error_with_200", "hang", "cut_off"],
    ...["malformed_body", "wrong_schema", "prose", "truncated"],
    ...["whitespace_runaway", "refusal", "content_filter"],
  ] as const).map((fault) => [fault, 0.02]),
);

/** Processes that go on with one run. */
function runOf(folder: string, baseUrl: string) {
  const name = freshName("crash");
  const args = [
    ...["--corpus", `jats:${folder}`, "--name", name, "--out", `${folder}-out`],
    ...["--annotator", "openai", "--model", "m"],
    ...["--concurrency", String(AT_ONCE)],
  ];
  const env = { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: "sk-planted-key" };
  const start = async () => (await startTask("annotate", args, env)).spawn();
  return { name, start, store: projectPath(`data/runs/${name}.sqlite`) };
}

/** What a run that is over left in its store. */
function readStore(path: string) {
  const db = new DatabaseSync(path);
  const list = (sql: string) => db.prepare(sql).all();
  const count = (sql: string) => list(sql)[0]!.n as number;
  const found = {
    integrity: list("PRAGMA integrity_check")[0]!.integrity_check,
    papers: count("SELECT count(*) AS n FROM sample"),
    /** Papers whose first question has no outcome. */
    open: count(`
      SELECT count(*) AS n FROM sample WHERE doi NOT IN (
        SELECT doi FROM asked WHERE position = 0
        AND key IN (SELECT key FROM annotations))`),
    answered: count(
      "SELECT count(*) AS n FROM annotations WHERE answer IS NOT NULL",
    ),
    statuses: list("SELECT DISTINCT status FROM annotations")
      .map(({ status }) => status as string),
    /** Keys that were answered more than once. */
    twice: list(`
      SELECT key FROM attempts WHERE outcome = 'answered'
      GROUP BY key HAVING count(*) > 1`),
  };
  db.close();
  return found;
}

Deno.test("2,000 papers, 30 % faults and five SIGKILLs: everything is answered or failed by name, and nothing twice", async () => {
  const folder = await writeNumberedPapers(2000);
  const random = prng("crash");
  let child: Deno.ChildProcess | null = null;
  let killAt = Infinity;
  await using server = startModelServer({
    seed: "crash",
    faults: FAULTS,
    hangMs: 200,
    refuses: ["temperature"],
    keepBodies: false,
    answer(request) {
      if (server.requests.length >= killAt) {
        killAt = Infinity;
        child!.kill("SIGKILL");
      }
      return answerByNumber(request);
    },
  });
  const { name, start, store } = runOf(folder, server.baseUrl);
  for (let kills = 0; kills < 5; kills++) {
    killAt = server.requests.length + 50 + Math.floor(random() * 500);
    child = await start();
    const { signal, stderr } = await child.output();
    assert.equal(signal, "SIGKILL", new TextDecoder().decode(stderr));
  }
  const { code, stderr } = await (await start()).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));

  const { papers, open, answered, statuses, twice, integrity } = readStore(
    store,
  );
  assert.equal(integrity, "ok");
  assert.equal(papers, 2000);
  assert.equal(open, 0);
  assert.deepEqual(twice, []);
  for (const status of statuses) {
    assert.ok(ANNOTATION_STATUSES.includes(status as "answered"), status);
  }
  const { requests, faults, statuses: replies } = server.stats();
  const faulty = Object.values(faults).reduce((sum, n) => sum + n, 0);
  const refused = replies["400"] ?? 0;
  console.log(
    `${requests} requests, ${answered} answers, ${faulty} faults, ${refused} refused for a parameter`,
  );
  assert.ok(faulty > 0.25 * requests, "too few faults");
  assert.ok(requests <= answered + faulty + refused + 5 * AT_ONCE);
  await removeRun(name);
});

Deno.test("two processes do one run together, and one finishes it if the other is killed", async (t) => {
  for (const isKilled of [false, true]) {
    await t.step(isKilled ? "one killed" : "both live", async () => {
      const folder = await writeNumberedPapers(300);
      let victim: Deno.ChildProcess | null = null;
      let killAt = isKilled ? 100 : Infinity;
      await using server = startModelServer({
        latencyMs: 20,
        keepBodies: false,
        answer(request) {
          if (server.requests.length >= killAt) {
            killAt = Infinity;
            victim!.kill("SIGKILL");
          }
          return answerByNumber(request);
        },
      });
      const { name, start, store } = runOf(folder, server.baseUrl);
      victim = await start();
      const other = await start();
      const [first, second] = await Promise.all([
        victim.output(),
        other.output(),
      ]);
      const said = new TextDecoder().decode(second.stderr);
      assert.equal(second.code, 0, said);
      assert.equal(first.signal, isKilled ? "SIGKILL" : null);
      const { papers, open, answered, twice, integrity } = readStore(store);
      assert.equal(integrity, "ok");
      assert.deepEqual([papers, open], [300, 0]);
      assert.equal(answered, questionsAsked(300));
      assert.deepEqual(twice, []);
      const { requests } = server.stats();
      if (isKilled) assert.ok(requests <= answered + AT_ONCE, `${requests}`);
      else {
        assert.equal(requests, answered);
        const [, kept] = /(\d+) answered before/.exec(said)!;
        assert.ok(Number(kept) > 0, "the second process did everything");
      }
      await removeRun(name);
    });
  }
});

Deno.test("what a dead process was asking is asked again within two seconds", async () => {
  const folder = await writeNumberedPapers(1);
  await using server = startModelServer({
    latencyMs: 5000,
    answer: answerByNumber,
  });
  const { name, start, store } = runOf(folder, server.baseUrl);
  const victim = await start();
  await until(() => server.requests.length === 1);
  const heir = await start();
  await until(() => {
    const db = new DatabaseSync(store, { readOnly: true });
    const { n } = db.prepare("SELECT count(*) AS n FROM owners").get()!;
    db.close();
    return n === 2;
  });
  victim.kill("SIGKILL");
  const killed = performance.now();
  await until(() => server.requests.length === 2);
  const waited = performance.now() - killed;
  const [, { code }] = await Promise.all([victim.output(), heir.output()]);
  assert.equal(code, 0);
  assert.equal(readStore(store).answered, 1);
  // Two seconds, and half of one for a busy machine to notice.
  assert.ok(waited < 2500, `${waited} ms`);
  await removeRun(name);
});

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((go) => setTimeout(go, 20));
}
