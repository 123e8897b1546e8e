import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { completion, startEndpoint } from "tests/support/endpoint.ts";

const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname)
  .replace(/^\/([A-Z]:)/, "$1");

interface RunOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** The project that the task belongs to. */
  readonly root?: string;
}

/** Starts a task as a user does, from any folder. */
function startTask(
  task: string,
  args: string[],
  { env, root = ROOT, cwd = root }: RunOptions = {},
) {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "task",
      "--quiet",
      "--config",
      join(root, "deno.json"),
      task,
      ...args,
    ],
    cwd,
    env: {
      NO_COLOR: "1",
      OPENAI_API_KEY: "",
      OPENAI_BASE_URL: "",
      INIT_CWD: cwd,
      ...env,
    },
    stdout: "piped",
    stderr: "piped",
  });
}

async function runTask(task: string, args: string[], options: RunOptions = {}) {
  const { code, stdout, stderr } = await startTask(task, args, options)
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** All files below a folder, by their path in it. */
async function filesOf(
  folder: string,
  inside = "",
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (
    const { name, isDirectory } of Deno.readDir(join(folder, inside))
  ) {
    const path = inside ? `${inside}/${name}` : name;
    if (isDirectory) {
      (await filesOf(folder, path)).forEach((bytes, key) =>
        files.set(key, bytes)
      );
    } else files.set(path, await Deno.readFile(join(folder, path)));
  }
  return files;
}

/** Copies a file or a folder, without what runs left in it. */
async function copyAll(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to);
  for await (const { name } of Deno.readDir(from)) {
    if (name === "runs" || name === "raw") continue;
    await copyAll(join(from, name), join(to, name));
  }
}

/** A name that no other test's store has. */
let runs = 0;
const freshName = () => `test-${Deno.pid}-${++runs}`;

async function removeRun(name: string) {
  for (const end of [".sqlite", ".sqlite-wal", ".sqlite-shm", ".study.json"]) {
    await Deno.remove(join(ROOT, "data", "runs", name + end)).catch(() => {});
  }
}

Deno.test("reproduce gives the same bytes under another time zone, language and folder", async () => {
  const name = freshName();
  const [one, two] = [await Deno.makeTempDir(), await Deno.makeTempDir()];
  const args = (
    out: string,
  ) => ["--corpus", "demo:80", "--name", name, "--out", out];
  const first = await runTask("reproduce", args(one));
  assert.equal(first.code, 0, first.stderr);
  await removeRun(name);
  const second = await runTask("reproduce", args(two), {
    cwd: two,
    env: { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  });
  assert.equal(second.code, 0, second.stderr);
  await removeRun(name);
  const [before, after] = [await filesOf(one), await filesOf(two)];
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
  for (const [path, bytes] of before) {
    assert.ok(Buffer.from(bytes).equals(after.get(path)!), `${path} differs`);
  }
  for (
    const path of [
      "notebooks/04_findings.ipynb",
      "tables/funnel.csv",
      "papers_by_year.png",
    ]
  ) {
    assert.ok(before.has(path), path);
  }
});

Deno.test("reproduce says which notebook, cell and line failed, and ends with 1", async () => {
  const project = await Deno.makeTempDir();
  for (const part of ["lib", "data", "notebooks", "deno.json", "deno.lock"]) {
    await copyAll(join(ROOT, part), join(project, part));
  }
  const path = join(project, "notebooks", "02_classify.ipynb");
  const notebook = await Deno.readTextFile(path);
  const broken = notebook.replace("study.manifest()", "study.manifesto()");
  assert.notEqual(broken, notebook);
  await Deno.writeTextFile(path, broken);
  const { code, stderr } = await runTask("reproduce", [
    ...["--corpus", "demo:20", "--out", join(project, "out")],
  ], { root: project });
  assert.equal(code, 1);
  assert.match(stderr, /Executed 01_sample/);
  assert.match(stderr, /02_classify\.ipynb" as cell \d+ of \d+/);
  assert.match(stderr, /TypeError: study\.manifesto is not a function/);
  assert.match(
    stderr,
    /line \d+: const manifest = await study\.manifesto\(\);/,
  );
  assert.doesNotMatch(stderr, /Executed 03_validate/);
  await Deno.remove(project, { recursive: true });
});

Deno.test("reproduce runs its notebooks for a study that asks less than the five questions", async () => {
  const name = freshName();
  const out = await Deno.makeTempDir();
  const { code, stderr } = await runTask("reproduce", [
    ...["--corpus", "demo:40", "--name", name, "--out", out],
    ...["--questions", "uses_dl"],
  ]);
  await removeRun(name);
  assert.equal(code, 0, stderr);
});

Deno.test("a run that is interrupted ends with 130, keeps its answers and goes on", async () => {
  const name = freshName();
  const out = await Deno.makeTempDir();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const no = JSON.stringify({ evidence: null, result: false });
  let held = true;
  await using endpoint = startEndpoint((_request, before) => {
    if (before === 3 && held) reach();
    return completion(no);
  });
  const args = [
    ...["--corpus", "demo:400", "--name", name, "--out", out],
    ...["--annotator", "openai", "--model", "m", "--concurrency", "1"],
  ];
  const env = { OPENAI_BASE_URL: endpoint.baseUrl };
  const child = startTask("annotate", args, { env }).spawn();
  const output = child.output();
  await reached;
  held = false;
  child.kill("SIGINT");
  const { code, stderr } = await output;
  assert.equal(code, 130, new TextDecoder().decode(stderr));
  const asked = endpoint.requests.length;
  const again = await runTask("annotate", args, { env });
  assert.equal(again.code, 0, again.stderr);
  const kept = Number(/(\d+) answered before/.exec(again.stderr)![1]);
  const total = Number(/Annotated (\d+) papers/.exec(again.stderr)![1]);
  assert.ok(kept >= 3 && kept < total, `${kept} of ${total} kept`);
  // At most the request in flight is asked a second time.
  assert.ok(endpoint.requests.length - asked <= total - kept);
  assert.ok(endpoint.requests.length <= total + 1);
  await removeRun(name);
});

Deno.test("annotate says in one sentence what it cannot do with a server", async () => {
  const name = freshName();
  const args = [
    "--corpus",
    "demo:40",
    "--name",
    name,
    "--annotator",
    "openai",
    "--model",
    "m",
    ...["--out", await Deno.makeTempDir()],
  ];
  const missing = await runTask("annotate", args);
  assert.equal(missing.code, 1);
  assert.match(
    missing.stderr,
    /^Cannot ask OpenAI as OPENAI_API_KEY is not set[^\n]*\n$/,
  );
  await using endpoint = startEndpoint(() =>
    Response.json({ error: { message: "no" } }, { status: 401 })
  );
  const refused = await runTask("annotate", args, {
    env: { OPENAI_BASE_URL: endpoint.baseUrl, OPENAI_API_KEY: "sk-planted" },
  });
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /refused the key in OPENAI_API_KEY \(HTTP 401\)/,
  );
  assert.doesNotMatch(refused.stderr, /sk-planted|at file:/);
  await removeRun(name);
});

Deno.test("wrong usage ends with 2 and one sentence, help with 0", async () => {
  for (
    const args of [["--corpsu", "demo"], ["--sample", "1.5"], [
      "--study",
      "missing.json",
    ], ["--corpus", "demo:31", "--name", "demo"]]
  ) {
    const { code, stderr } = await runTask("reproduce", args);
    assert.equal(code, 2);
    assert.match(stderr, /^Cannot [^\n]*\n$/);
  }
  const { code, stdout } = await runTask("reproduce", ["--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /Examples:\n {2}deno task reproduce\n/);
});
