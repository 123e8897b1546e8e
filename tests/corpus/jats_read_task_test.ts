import assert from "node:assert/strict";
import { join } from "node:path";
import { projectPath } from "lib/paths.ts";
import { readCommand } from "lib/tasks/read.ts";

const FIXTURES = projectPath("tests/fixtures/jats");

Deno.test("readCommand() prints a header, a blank line and the text", async () => {
  const { code, output } = await readCommand(["small.nxml"], FIXTURES);
  assert.equal(code, 0);
  assert.equal(
    output,
    await Deno.readTextFile(join(FIXTURES, "small.txt")),
  );
});

Deno.test("readCommand() answers --help and wrong usage", async (t) => {
  const cases: [args: string[], code: number, output: RegExp][] = [
    [["--help"], 0, /Usage: deno task read FILE/],
    [
      [],
      2,
      /^Cannot read a paper as it takes one FILE, and 0 are given[^\n]*\n$/,
    ],
    [["a.xml", "b.xml"], 2, /one FILE, and 2 are given/],
    [["--verbose", "a.xml"], 2, /"--verbose" is no option/],
    [["a.docx"], 2, /must end in \.xml, \.nxml or \.pdf: it is "a\.docx"/],
    [["gone.xml"], 1, /^Cannot read "gone\.xml" as there is no such file\n$/],
    [["broken.nxml"], 1, /^Cannot read "broken\.nxml" as its XML is [^\n]*\n$/],
  ];
  for (const [args, code, output] of cases) {
    await t.step(args.join(" ") || "nothing", async () => {
      const result = await readCommand(args, FIXTURES);
      assert.match(result.output, output);
      assert.equal(result.code, code);
    });
  }
});

Deno.test("the read task ends with its exit code and prints no stack trace", async (t) => {
  const run = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--allow-read",
        "--allow-env=INIT_CWD",
        projectPath("lib/tasks/read.ts"),
        ...args,
      ],
      env: { INIT_CWD: FIXTURES, NO_COLOR: "1" },
    }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  await t.step("a readable file", async () => {
    const { code, stdout } = await run("small.nxml");
    assert.equal(code, 0);
    assert.match(decode(stdout), /^DOI: 10\.5555\/small\n/);
  });
  await t.step("a broken file", async () => {
    const { code, stdout, stderr } = await run("broken.nxml");
    assert.equal(code, 1);
    assert.equal(decode(stdout), "");
    assert.match(decode(stderr), /^Cannot read [^\n]*\n$/);
  });
});
