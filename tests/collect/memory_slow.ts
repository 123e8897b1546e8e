import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { startTask } from "tests/support/run_task.ts";
import { startServices } from "tests/support/services.ts";
import { tryStudy } from "tests/collect/try_collect.ts";

/** As many as the published study analysed. */
const PAPERS = 17_511;
const MOST_MB = 300;

/** Peak resident memory of a running process, in MB; null where the system does not say. */
async function peakOf(pid: number): Promise<number | null> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const kb = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) * 1024 / 1e6;
}

Deno.test({
  name: "17,511 papers are collected in less than 300 MB of memory",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using services = startServices({ papers: PAPERS, bytes: 40_000 });
    for (const service of Object.values(services.settings)) {
      Object.assign(service as object, {
        limits: [{ requests: 4000, seconds: 1 }],
      });
    }
    await using study = await tryStudy(services);
    const child = (await startTask("collect", ["--study", study.file])).spawn();
    let peak = 0;
    let isOver = false;
    const ended = Promise.all([
      child.status,
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]).finally(() => isOver = true);
    while (!isOver) {
      peak = Math.max(peak, await peakOf(child.pid) ?? 0);
      await wait(100);
    }
    const [{ code }, , errors] = await ended;
    assert.equal(code, 0, errors);
    const rows = (await study.tables()).get("papers.csv")!.trim().split("\n");
    assert.equal(rows.length - 1, PAPERS);
    assert.ok(peak > 50 && peak < MOST_MB, `${peak.toFixed(0)} MB`);
    console.log(`peak memory: ${peak.toFixed(0)} MB`);
  },
});
