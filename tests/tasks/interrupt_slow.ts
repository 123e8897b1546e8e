import assert from "node:assert/strict";
import { openStore } from "lib/annotate/store.ts";
import { storePath } from "lib/study/run_store.ts";
import { startModelServer } from "tests/support/endpoint/model_server.ts";
import {
  answerByNumber,
  writeNumberedPapers,
} from "tests/support/numbered_papers.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

/** A run with four requests in flight, interrupted once. */
async function interruptedRun(baseUrl: string, inFlight: () => number) {
  const name = freshName("interrupt");
  const folder = await writeNumberedPapers(40);
  const command = await startTask("annotate", [
    ...["--corpus", `jats:${folder}`, "--name", name, "--out", `${folder}-out`],
    ...["--annotator", "openai", "--model", "m", "--concurrency", "4"],
  ], { OPENAI_BASE_URL: baseUrl });
  const child = command.spawn();
  while (inFlight() < 4) await new Promise((go) => setTimeout(go, 20));
  child.kill("SIGINT");
  const said = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let stderr = "";
  while (!/Waiting for \d+ requests/.test(stderr)) {
    const { value, done } = await said.read();
    assert.ok(!done, stderr);
    stderr += value;
  }
  return {
    child,
    stderr,
    async end() {
      while (!(await said.read()).done);
      await child.stdout.cancel();
      const { code } = await child.status;
      const store = openStore(storePath({ name }));
      const { questions } = store.summary();
      store.close();
      await removeRun(name);
      return { code, answered: questions[0]?.answered ?? 0 };
    },
  };
}

Deno.test("Ctrl-C lets the requests in flight come to their end and keeps their answers", async () => {
  await using server = startModelServer({
    latencyMs: 1500,
    answer: answerByNumber,
  });
  const run = await interruptedRun(
    server.baseUrl,
    () => server.requests.length,
  );
  assert.match(
    run.stderr,
    /Interrupted: nothing new is begun; a second Ctrl-C stops at once\nWaiting for 4 requests in flight; their answers are kept\n/,
  );
  assert.deepEqual(await run.end(), { code: 130, answered: 4 });
  assert.equal(server.requests.length, 4);
});

Deno.test("a second Ctrl-C stops a run at once", async () => {
  await using server = startModelServer({ latencyMs: 3_600_000 });
  const run = await interruptedRun(
    server.baseUrl,
    () => server.requests.length,
  );
  run.child.kill("SIGINT");
  assert.deepEqual(await run.end(), { code: 130, answered: 0 });
});
