import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { projectPath } from "lib/paths.ts";
import { prng } from "lib/stats/random.ts";
import {
  startFaultyServer,
  writeArticles,
} from "tests/support/faulty_server.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const AT_ONCE = 16;

/** Tasks that go on with one run, whose server is this one. */
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
  const db = new DatabaseSync(path, { readOnly: true });
  const list = (sql: string) => db.prepare(sql).all();
  const papers = list(`
    SELECT doi, group_concat(question || ' ' || status, '; ' ORDER BY position)
      AS answers
    FROM sample LEFT JOIN asked USING (doi)
    LEFT JOIN (SELECT key, status FROM annotations) USING (key) GROUP BY doi`);
  const statuses = list("SELECT DISTINCT status FROM annotations")
    .map(({ status }) => status as string);
  const twice = list(`
    SELECT key FROM attempts WHERE outcome = 'answered'
    GROUP BY key HAVING count(*) > 1`);
  const [{ answered }] = list(
    "SELECT count(*) AS answered FROM annotations WHERE answer IS NOT NULL",
  ) as [{ answered: number }];
  const [{ check }] = list(
    "SELECT integrity_check AS 'check' FROM pragma_integrity_check",
  ) as [
    { check: string },
  ];
  db.close();
  return { papers, statuses, twice, answered, check };
}

Deno.test("2,000 papers, 30 % faults and five SIGKILLs: everything is answered or failed by name, nothing twice", async () => {
  const folder = await writeArticles(2000);
  const random = prng("crash");
  let child: Deno.ChildProcess | null = null;
  let killAt = Infinity;
  await using server = startFaultyServer({
    seed: "faults",
    faultRate: 0.3,
    onRequest(requests) {
      if (requests < killAt) return;
      killAt = Infinity;
      child!.kill("SIGKILL");
    },
  });
  const { name, start, store } = runOf(folder, server.baseUrl);
  for (let kills = 0; kills < 5; kills++) {
    killAt = server.requests.length + 50 + Math.floor(random() * 600);
    child = await start();
    const { signal, stderr } = await child.output();
    assert.equal(signal, "SIGKILL", new TextDecoder().decode(stderr));
  }
  const { code, stderr } = await (await start()).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));

  const { papers, statuses, twice, answered, check } = readStore(store);
  assert.equal(check, "ok");
  assert.equal(papers.length, 2000);
  for (const { doi, answers } of papers) {
    assert.match(String(answers), /^uses_dl [a-z_]+/, String(doi));
  }
  for (const status of statuses) assert.match(status, /^[a-z_]+$/);
  assert.deepEqual(twice, []);
  const requests = server.requests.length;
  console.log(
    `${requests} requests, ${answered} answers, ${server.faults} faults, statuses ${statuses}`,
  );
  assert.ok(requests <= answered + server.faults + 5 * AT_ONCE);
  await removeRun(name);
});

Deno.test("two processes do one run together; when one is killed the other finishes it", async (t) => {
  for (const isKilled of [false, true]) {
    await t.step(isKilled ? "one killed" : "both live", async () => {
      const folder = await writeArticles(300);
      let victim: Deno.ChildProcess | null = null;
      await using server = startFaultyServer({
        seed: "two",
        faultRate: 0,
        onRequest(requests) {
          if (isKilled && requests === 100) victim!.kill("SIGKILL");
        },
      });
      const { name, start, store } = runOf(folder, server.baseUrl);
      victim = await start();
      const other = await start();
      const ends = await Promise.all([victim.output(), other.output()]);
      const said = ends.map(({ stderr }) => new TextDecoder().decode(stderr));
      assert.equal(ends[1].code, 0, said[1] ?? "");
      if (!isKilled) assert.equal(ends[0].code, 0, said[0] ?? "");
      const { papers, twice, answered, check } = readStore(store);
      assert.equal(check, "ok");
      assert.equal(papers.length, 300);
      // 300 papers; 60 use deep learning, 30 a pre-trained model: 3 more each.
      assert.equal(answered, 300 + 60 + 3 * 30);
      assert.deepEqual(twice, []);
      const requests = server.requests.length;
      const lost = isKilled ? AT_ONCE : 0;
      assert.ok(requests <= answered + lost, `${requests} requests`);
      await removeRun(name);
    });
  }
});
