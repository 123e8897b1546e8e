import assert from "node:assert/strict";
import { join } from "node:path";
import { startModelServer } from "tests/support/endpoint/model_server.ts";
import { apiError, startEndpoint } from "tests/support/endpoint.ts";
import {
  answerByNumber,
  questionsAsked,
  writeNumberedPapers,
} from "tests/support/numbered_papers.ts";
import { freshName, removeRun, startTask } from "tests/support/run_task.ts";

const FOLDER = await writeNumberedPapers(50);

async function run(
  task: string,
  args: string[],
  env: Record<string, string> = {},
) {
  const command = await startTask(task, args, env);
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Arguments of a run with a language model. */
function study(name: string, out: string, model = "m"): string[] {
  return [
    ...["--corpus", `jats:${FOLDER}`, "--name", name, "--out", out],
    ...["--annotator", "openai", "--model", model],
  ];
}

Deno.test("--max-calls ends with 3, keeps what was answered and goes on with a higher limit", async () => {
  await using server = startModelServer({ answer: answerByNumber });
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const [name, out] = [freshName("limit"), await Deno.makeTempDir()];
  const args = study(name, out);
  const limited = await run("annotate", [...args, "--max-calls", "20"], env);
  assert.equal(limited.code, 3, limited.stderr);
  assert.match(limited.stderr, /Stopped before the limit of 20 requests/);
  assert.equal(server.stats().requests, 20);
  const before = await run("status", ["--name", name]);
  assert.match(
    before.stdout,
    new RegExp(`To go on: deno task annotate .*${name}`),
  );
  const rest = await run("annotate", [...args, "--max-calls", "9999"], env);
  assert.equal(rest.code, 0, rest.stderr);
  assert.match(rest.stderr, /20 answered before/);
  assert.equal(server.stats().requests, questionsAsked(50));
  const { stdout } = await run("status", ["--name", name]);
  assert.match(stdout, /uses_dl: 50 answered; none failed; grounded 10 of 10/);
  assert.match(stdout, /75 requests: .* cost unknown/);
  assert.match(stdout, /\nComplete: nothing is left to ask;/);
  await removeRun(name);
});

Deno.test("--max-usd does not start without a price", async () => {
  await using server = startModelServer({ answer: answerByNumber });
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const [name, out] = [freshName("money"), await Deno.makeTempDir()];
  const args = study(name, out);
  const refused = await run("annotate", [...args, "--max-usd", "1"], env);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /^Cannot keep to --max-usd as the price of "m" is not known[^\n]*\n$/,
  );
  const known = study(name, out, "gpt-5.4-mini");
  const elsewhere = await run("annotate", [...known, "--max-usd", "1"], env);
  assert.match(
    elsewhere.stderr,
    /^Cannot keep to --max-usd as the price of "gpt-5.4-mini" is listed for api\.openai\.com, not for 127\.0\.0\.1; add it to data\/prices\.json/,
  );
  assert.equal(server.stats().requests, 0);
  await removeRun(name);
});

Deno.test("--dry-run asks nothing and leaves no store", async () => {
  await using server = startModelServer({ answer: answerByNumber });
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const [name, out] = [freshName("dry"), await Deno.makeTempDir()];
  const { code, stdout, stderr } = await run(
    "annotate",
    [...study(name, out), "--dry-run"],
    env,
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^Papers: 50 sampled, 0 of them begun before/);
  assert.match(stdout, /\n {2}uses_dl: 50\n/);
  assert.match(stdout, /Cost: unknown/);
  assert.equal(server.stats().requests, 0);
  assert.equal((await run("status", ["--name", name])).code, 2);
});

Deno.test("a refused key stops the run at once, also the papers that wait for their turn", async () => {
  await using server = startEndpoint(() => apiError(401, { message: "no" }));
  const env = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: "sk-x" };
  const [name, out] = [freshName("key"), await Deno.makeTempDir()];
  const args = [...study(name, out), "--concurrency", "4"];
  const { code, stderr } = await run("annotate", args, env);
  assert.equal(code, 1);
  assert.match(stderr, /refused the key in OPENAI_API_KEY \(HTTP 401\)/);
  assert.ok(server.requests.length <= 4, `${server.requests.length} requests`);
  await removeRun(name);
});

Deno.test("a run whose questions all stay without an answer ends with 1 and says why", async () => {
  await using server = startModelServer({ faults: { prose: 1 } });
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const [name, out] = [freshName("prose"), await Deno.makeTempDir()];
  const { code, stderr } = await run("annotate", study(name, out), env);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /\nWarning: none of the 50 questions was answered: no valid answer \(50\); --retry-failed asks them again\n/,
  );
  assert.match(stderr, /\nResults: .*index\.html in a browser\n$/);
  const { stdout } = await run("status", ["--name", name]);
  assert.match(stdout, /uses_dl: 0 answered; failed: 50 invalid_answer/);
  await removeRun(name);
});

Deno.test("a run that was exported is replayed without a server, with the same tables", async () => {
  await using server = startModelServer({
    answer: answerByNumber,
    seed: "replay",
    faults: { refusal: 0.2 },
  });
  const env = { OPENAI_BASE_URL: server.baseUrl };
  const [name, out] = [freshName("recorded"), await Deno.makeTempDir()];
  const args = study(name, out);
  assert.equal((await run("annotate", args, env)).code, 0);
  const requests = server.stats().requests;
  const exported = join(out, "exported");
  const end = await run("export", [...args, "--out", exported], env);
  assert.equal(end.code, 0, end.stderr);
  const manifest = JSON.parse(
    await Deno.readTextFile(join(exported, "manifest.json")),
  );
  assert.equal(manifest.endpoint_host, new URL(server.baseUrl).host);
  assert.match(manifest.sdk, /^openai@\d/);
  assert.equal(manifest.prompts.length, 5);
  assert.equal(manifest.totals.questions.uses_dl.asked, 50);

  const replayed = freshName("replayed");
  const copy = await Deno.makeTempDir();
  const again = await run("annotate", [
    ...["--corpus", `jats:${FOLDER}`, "--name", replayed, "--out", copy],
    ...["--annotator", `replay:${join(exported, "annotations.jsonl")}`],
  ]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(server.stats().requests, requests);
  for await (const { name: file } of Deno.readDir(join(out, "tables"))) {
    if (file === "manifest.json") continue; // it names the run
    const read = (folder: string) =>
      Deno.readTextFile(join(folder, "tables", file));
    assert.equal(await read(copy), await read(out), file);
  }
  await removeRun(name);
  await removeRun(replayed);
});
