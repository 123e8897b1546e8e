import assert from "node:assert/strict";

/** Runs the task on this standard input. */
async function runStats(input: string, ...args: string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "lib/tasks/stats.ts", ...args],
    cwd: new URL("../..", import.meta.url),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

const ALLOCATION = {
  statistic: "allocation",
  input: { n: 30, N_h: [100, 200], S_h: [0.4, 0.1] },
};
const EMPTY = { statistic: "wilson_interval", input: { successes: 0, n: 0 } };

Deno.test("deno task stats prints the result of one case", async () => {
  const { code, stdout } = await runStats(JSON.stringify(ALLOCATION));
  assert.equal(code, 0);
  const { proportional, neyman } = JSON.parse(stdout);
  assert.deepEqual([proportional, neyman], [[10, 20], [20, 10]]);
});

Deno.test("deno task stats prints an array of results in the order of the cases", async () => {
  const { code, stdout } = await runStats(JSON.stringify([EMPTY, ALLOCATION]));
  assert.equal(code, 0);
  const [first, second] = JSON.parse(stdout);
  assert.deepEqual(first, {
    undefined: true,
    reason: "Cannot compute a Wilson interval: no observations",
  });
  assert.deepEqual(second.neyman, [20, 10]);
});

Deno.test("deno task stats says in one sentence what is wrong with its input", async (t) => {
  const inputs: [name: string, input: string, message: RegExp][] = [
    [
      "no JSON",
      "{",
      /^Cannot read cases as standard input must be JSON: .+\n$/,
    ],
    ["nothing", "", /must be JSON/],
    [
      "no case",
      "[1]",
      /^Cannot compute case 1 as a case must be an object .+\n$/,
    ],
    ["no input", '{"statistic": "allocation"}', /^Cannot compute the case as /],
    [
      "unknown statistic",
      '[{"statistic": "median", "input": {}}]',
      /^Cannot compute "median" as there is no such statistic: .+\n$/,
    ],
  ];
  for (const [name, input, message] of inputs) {
    await t.step(name, async () => {
      const { code, stdout, stderr } = await runStats(input);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});

Deno.test("deno task stats explains itself and refuses arguments", async () => {
  const help = await runStats("", "--help");
  assert.equal(help.code, 0);
  assert.match(help.stdout, /Usage: deno task stats < cases.json/);
  const wrong = await runStats("", "cases.json");
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /^Cannot use "cases.json" as cases come from /);
});
