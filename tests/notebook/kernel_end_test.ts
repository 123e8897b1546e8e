import assert from "node:assert/strict";
import { join } from "node:path";
import { CellFailed } from "lib/notebook/cell_failed.ts";
import { executeNotebook } from "lib/notebook/execute.ts";
import {
  temporaryFolder,
  writeNotebook,
} from "tests/notebook/tiny_notebook.ts";

/**
 * A cell that reports to a port and then never ends. The report's connection
 * closes when, and only when, the kernel has ended.
 */
const endless = (port: number) =>
  `const connection = await Deno.connect({ hostname: "127.0.0.1", port: ${port} });
await connection.write(new Uint8Array(1));
while (true);`;

const listen = () => Deno.listen({ hostname: "127.0.0.1", port: 0 });

/** Waits for a kernel's report and gives a promise of its end. */
async function kernelReport(
  listener: Deno.TcpListener,
): Promise<{ end: Promise<void> }> {
  const connection = await listener.accept();
  await connection.read(new Uint8Array(1));
  const end = connection.read(new Uint8Array(1)).catch(() => null)
    .then((bytes) => {
      assert.equal(bytes, null);
      connection.close();
    });
  return { end };
}

Deno.test("executeNotebook() ends a kernel whose cell takes too long", async () => {
  await using folder = await temporaryFolder();
  using listener = listen();
  const path = await writeNotebook(folder.path, [
    "# Text",
    endless(listener.addr.port),
  ]);
  const done = executeNotebook({ path, output: path, timeoutMs: 2000 })
    .then(() => assert.fail("did not fail"), (error) => error);
  const { end } = await kernelReport(listener);
  const failure = await done;
  await end;
  assert.ok(failure instanceof CellFailed);
  assert.equal(failure.cell, 2);
  assert.equal(failure.errorName, "TimedOut");
});

Deno.test("executeNotebook() ends the kernel and throws the reason if it is interrupted", async () => {
  await using folder = await temporaryFolder();
  using listener = listen();
  const path = await writeNotebook(folder.path, [endless(listener.addr.port)]);
  const interrupt = new AbortController();
  const { signal } = interrupt;
  const done = executeNotebook({ path, output: path, signal })
    .then(() => assert.fail("did not fail"), (error) => error);
  const { end } = await kernelReport(listener);
  interrupt.abort(new Error("interrupted by the user"));
  assert.equal((await done).message, "interrupted by the user");
  await end;
});

Deno.test("a kernel ends with the process that started it, even if that is killed", async () => {
  await using folder = await temporaryFolder();
  using listener = listen();
  const path = await writeNotebook(folder.path, [endless(listener.addr.port)]);
  const config = join(import.meta.dirname ?? "", "../../deno.json");
  const executor = new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--config",
      config,
      `import { executeNotebook } from "lib/notebook/execute.ts";
      const [path] = Deno.args;
      await executeNotebook({ path, output: path });`,
      path,
    ],
    stderr: "null",
  }).spawn();
  const { end } = await kernelReport(listener);
  executor.kill("SIGKILL");
  await executor.status;
  await end;
});
