import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "tests/notebook/tiny_notebook.ts";

const TASK = join(import.meta.dirname ?? "", "../../lib/tasks/jupyter.ts");

async function runTask(args: string[], home: string) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--allow-read",
      "--allow-env",
      "--allow-run",
      TASK,
      ...args,
    ],
    // Where Jupyter's folder is on Linux, macOS and Windows.
    env: { XDG_DATA_HOME: home, HOME: home, APPDATA: home, NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { code, said: text.decode(stdout), error: text.decode(stderr) };
}

async function kernelFile(folder: string): Promise<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (name === "kernel.json") return path;
    const found = isDirectory ? await kernelFile(path) : "";
    if (found) return found;
  }
  return "";
}

Deno.test("jupyter task registers this Deno, again if need be", async () => {
  await using folder = await temporaryFolder();
  for (const _ of ["first", "again"]) {
    const { code, said, error } = await runTask([], folder.path);
    assert.equal(code, 0, error);
    assert.match(said, /jupyter lab notebooks\/01_sample\.ipynb/);
    assert.match(said, /STUDY=path\/to\/study\.json jupyter lab/);
    const path = await kernelFile(folder.path);
    const { argv } = JSON.parse(await Deno.readTextFile(path));
    assert.equal(argv[0], Deno.execPath());
    assert.ok(argv.includes("{connection_file}"));
  }
});

Deno.test("jupyter task says in one sentence why it failed", async () => {
  await using folder = await temporaryFolder();
  // Files where Jupyter's folder would be on Linux, Windows and macOS.
  await Deno.writeTextFile(join(folder.path, "jupyter"), "");
  await Deno.writeTextFile(join(folder.path, "Library"), "");
  const { code, error } = await runTask([], folder.path);
  assert.equal(code, 1);
  assert.match(error, /^Cannot register the kernel: .*\n$/);
});

Deno.test("jupyter task knows wrong usage and help", async () => {
  await using folder = await temporaryFolder();
  assert.equal((await runTask(["--wrong"], folder.path)).code, 2);
  const help = await runTask(["--help"], folder.path);
  assert.equal(help.code, 0);
  assert.match(help.said, /Usage: deno task jupyter/);
  assert.equal(await kernelFile(folder.path), "");
});
