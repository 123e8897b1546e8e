import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@std/csv";
import { simulationSettings } from "lib/simulation/setting.ts";
import { simulateCommand } from "lib/tasks/simulate.ts";

/** Three settings, of which one needs no label drawn by answer. */
const SETTINGS = simulationSettings().filter((_, i) => i % 200 === 10);

Deno.test("simulate writes a table that does not depend on the number of workers", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const write = async (file: string, ...flags: string[]) => {
      const args = ["--studies", "30", "--out", file, ...flags];
      const options = { folder, settings: SETTINGS, print: () => {} };
      assert.equal(await simulateCommand(args, options), 0);
      return await Deno.readTextFile(join(folder, file));
    };
    const one = await write("one.csv", "--workers", "1");
    assert.equal(await write("new/two.csv", "--workers", "2"), one);
    assert.notEqual(await write("three.csv", "--seed", "other"), one);
    const rows = parse(one, { skipFirstRow: true }) as Record<string, string>[];
    const raw = rows.filter(({ method }) => method === "raw");
    assert.equal(raw.length, SETTINGS.length);
    assert.ok(
      raw.every(({ studies, used }) => studies === "30" && used === "1"),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("simulate refuses flags that it cannot use, and helps", async () => {
  const refused = (message: string, ...args: string[]) =>
    assert.rejects(simulateCommand(args, { folder: "." }), {
      ...{ name: "UsageError", message },
    });
  await refused(
    'Cannot use --studies "0" as it must be a whole number above 0',
    ...["--studies", "0"],
  );
  await refused(
    'Cannot use --workers "two" as it must be a whole number above 0',
    ...["--workers", "two"],
  );
  await refused(
    "Cannot use --out as its value is missing",
    "--out=",
  );
  await refused(
    "Cannot use --studies as its value is missing",
    ...["--studies", ""],
  );
  await refused(
    'Cannot use "--study" as it is not a flag of this command: --help lists them',
    "--study",
  );
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  await simulateCommand(["--help"], { folder: ".", print });
  assert.match(printed.join(), /deno task simulate \[flags\]/);
});
