import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { projectPath } from "lib/paths.ts";
import { apiError, completion, startEndpoint } from "tests/support/endpoint.ts";
import {
  answerByNumber,
  writeNumberedPapers,
} from "tests/support/numbered_papers.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const KEY = "sk-planted-0123456789abcdef";

/** Files below a folder that hold a text, by path. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesWith(path, text));
    else if (Buffer.from(await Deno.readFile(path)).includes(text)) {
      found.push(path);
    }
  }
  return found;
}

async function output(task: string, args: string[], env = {}) {
  const command = await startTask(task, args, env);
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, said: text(stdout) + text(stderr) };
}

Deno.test("the key is in nothing that a run writes, whatever the server says", async () => {
  const folder = await writeNumberedPapers(20);
  const out = await Deno.makeTempDir();
  const name = freshName("key");
  let killAt = 25;
  let child: Deno.ChildProcess | null = null;
  await using endpoint = startEndpoint((request, before) => {
    if (before === killAt) {
      killAt = Infinity;
      child!.kill("SIGKILL");
    }
    const { authorization } = request;
    assert.equal(authorization, `Bearer ${KEY}`);
    const message = `Wrong in ${authorization}`;
    switch (before % 7) {
      case 1:
        return apiError(500, { message });
      case 3:
        return apiError(400, { message, code: KEY, param: KEY, type: KEY });
      case 4:
        return completion(`I cannot answer ${KEY}`);
      case 5:
        return completion(null, { refusal: message });
      case 6:
        return completion(JSON.stringify({ evidence: KEY, result: true }));
      default:
        return completion(JSON.stringify(answerByNumber(request)));
    }
  });
  const env = { OPENAI_BASE_URL: endpoint.baseUrl, OPENAI_API_KEY: KEY };
  const study = ["--corpus", `jats:${folder}`, "--name", name];
  const args = [
    ...[...study, "--out", out],
    ...["--annotator", "openai", "--model", "m", "--concurrency", "2"],
  ];
  child = (await startTask("reproduce", args, env)).spawn();
  const killed = await child.output();
  assert.equal(killed.signal, "SIGKILL");
  // The log of writes has not been merged into the store here.
  const runs = projectPath("data/runs");
  assert.ok((await Deno.stat(join(runs, `${name}.sqlite-wal`))).size > 0);
  assert.deepEqual(await filesWith(runs, KEY), []);

  const run = await output("reproduce", args, env);
  assert.equal(run.code, 0, run.said);
  const exported = await output("export", [
    ...[...study, "--annotator", "openai", "--model", "m"],
    ...["--out", join(out, "exported")],
  ], env);
  assert.equal(exported.code, 0, exported.said);
  const status = await output("status", ["--name", name], env);
  assert.equal(status.code, 0, status.said);
  await using refused = startEndpoint((request) =>
    apiError(401, { message: `Incorrect key ${request.authorization}` })
  );
  const stopped = await output("annotate", [...args, "--model", "other"], {
    ...env,
    OPENAI_BASE_URL: refused.baseUrl,
  });
  assert.equal(stopped.code, 1, stopped.said);

  for (const { said } of [run, exported, status, stopped]) {
    assert.doesNotMatch(said, new RegExp(KEY));
  }
  assert.deepEqual(await filesWith(runs, KEY), []);
  assert.deepEqual(await filesWith(out, KEY), []);
  const notebook = join(out, "notebooks", "02_classify.ipynb");
  assert.ok((await Deno.stat(notebook)).size > 0);
  await removeRun(name);
});
