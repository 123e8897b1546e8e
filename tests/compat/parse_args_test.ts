// Expected values: the documented examples and the test suite of @std/cli.
import assert from "node:assert/strict";
import { parseArgs } from "@std/cli/parse-args";

Deno.test("parseArgs() reads options and positional arguments", () => {
  assert.deepEqual(parseArgs(["--foo", "--bar=baz", "./quux.txt"]), {
    foo: true,
    bar: "baz",
    _: ["./quux.txt"],
  });
  assert.deepEqual(parseArgs(["--pow", "xixxle"]), { pow: "xixxle", _: [] });
  assert.deepEqual(parseArgs(["-f=abc=def", "-n5", "-p", "55"]), {
    f: "abc=def",
    n: 5,
    p: 55,
    _: [],
  });
});

Deno.test("parseArgs() separates letters that share a hyphen", () => {
  const args = parseArgs(
    ["-x", "3", "-y", "4", "-n5", "-abc", "--beep=boop", "foo", "bar", "baz"],
  );
  assert.deepEqual(args, {
    x: 3,
    y: 4,
    n: 5,
    a: true,
    b: true,
    c: true,
    beep: "boop",
    _: ["foo", "bar", "baz"],
  });
  assert.deepEqual(
    parseArgs(["-cats", "woo"]),
    { c: true, a: true, t: true, s: "woo", _: [] },
  );
});

Deno.test("parseArgs() types options by the lists given", () => {
  const args = parseArgs(["--help", "--study", "007", "notes"], {
    string: ["study", "out"],
    boolean: ["help", "verbose"],
    default: { model: "lexicon" },
  });
  const study: string | undefined = args.study;
  const help: boolean = args.help;
  assert.equal(study, "007");
  assert.equal(help, true);
  assert.equal(args.out, undefined);
  assert.deepEqual(args, {
    study: "007",
    help: true,
    verbose: false,
    model: "lexicon",
    _: ["notes"],
  });
});

Deno.test("parseArgs() makes numbers of what looks like a number", () => {
  const args = parseArgs(
    [
      "-x",
      "1234",
      "-y",
      "5.67",
      "-z",
      "1e7",
      "-w",
      "10f",
      "--hex",
      "0xff",
      "789",
    ],
  );
  assert.deepEqual(args, {
    x: 1234,
    y: 5.67,
    z: 1e7,
    w: "10f",
    hex: 255,
    _: [789],
  });
});

Deno.test("parseArgs() keeps the last value, or all if collected", () => {
  assert.deepEqual(parseArgs(["-v", "a", "-v", "b"]), { v: "b", _: [] });
  assert.deepEqual(
    parseArgs(["--foo", "bar", "--foo", "baz"], { collect: ["foo"] }),
    { foo: ["bar", "baz"], _: [] },
  );
  assert.deepEqual(
    parseArgs([], { string: ["foo"], collect: ["foo"] }),
    { foo: [], _: [] },
  );
});

Deno.test("parseArgs() negates only what is negatable", () => {
  const options = { boolean: ["foo"], negatable: ["foo"] } as const;
  assert.deepEqual(parseArgs(["--no-foo"], options), { foo: false, _: [] });
  assert.equal(parseArgs(["--no-foo", "--foo"], options).foo, true);
  assert.equal(parseArgs(["--foo", "--no-foo"], options).foo, false);
  assert.deepEqual(parseArgs(["--no-moo"]), { "no-moo": true, _: [] });
});

Deno.test("parseArgs() reads true and false after booleans", () => {
  const options = { boolean: ["t", "verbose"], default: { verbose: true } };
  assert.deepEqual(
    parseArgs(["--verbose", "false", "moo", "-t", "true"], options),
    { verbose: false, t: true, _: ["moo"] },
  );
  assert.equal(
    parseArgs(["--boool=false"], { boolean: ["boool"] }).boool,
    false,
  );
  assert.deepEqual(
    parseArgs(["moo", "--honk", "cow", "-p", "55", "--tacos=good"], {
      boolean: true,
    }),
    { honk: true, tacos: "good", p: 55, _: ["moo", "cow"] },
  );
});

Deno.test("parseArgs() gives every alias the value", () => {
  const options = { alias: { h: ["herp", "harp"] }, boolean: "h" } as const;
  const expected = { harp: true, herp: true, h: true, _: ["derp"] };
  for (const flag of ["-h", "--herp", "--harp"]) {
    assert.deepEqual(parseArgs([flag, "derp"], options), expected);
  }
  assert.deepEqual(
    parseArgs(["--str", "000123"], { string: "s", alias: { s: "str" } }),
    { s: "000123", str: "000123", _: [] },
  );
});

Deno.test("parseArgs() does not read an option as a value", () => {
  assert.deepEqual(
    parseArgs(["--study", "--help"], { string: ["study"], boolean: ["help"] }),
    { study: "", help: true, _: [] },
  );
  assert.deepEqual(parseArgs(["-n", "-"]), { n: "-", _: [] });
  assert.deepEqual(parseArgs(["-"]), { _: ["-"] });
});

Deno.test("parseArgs() takes an empty argument for the value of a text option", () => {
  const stray: string[] = [];
  const options = {
    string: ["out"],
    boolean: ["help"],
    unknown: (arg: string) => (stray.push(arg), false),
  } as const;
  assert.equal(parseArgs(["--out", "", "--help"], options).out, "");
  assert.deepEqual(stray, []);
  assert.equal(parseArgs(["--help", ""], options).help, true);
  assert.deepEqual(stray, [""]);
});

Deno.test("parseArgs() leaves alone what follows a double hyphen", () => {
  const args = ["--name", "John", "before", "--", "--after", "1"];
  assert.deepEqual(parseArgs(args), {
    name: "John",
    _: ["before", "--after", "1"],
  });
  assert.deepEqual(parseArgs(args, { "--": true }), {
    name: "John",
    _: ["before"],
    "--": ["--after", "1"],
  });
});

Deno.test("parseArgs() stops at the first positional argument if asked", () => {
  assert.deepEqual(
    parseArgs(["--aaa", "bbb", "ccc", "--ddd"], { stopEarly: true }),
    { aaa: "bbb", _: ["ccc", "--ddd"] },
  );
});

Deno.test("parseArgs() hands unlisted options to unknown()", () => {
  const seen: unknown[] = [];
  const args = parseArgs(["--studdy=x", "--help", "file"], {
    boolean: ["help"],
    unknown: (arg, key, value) => {
      seen.push([arg, key, value]);
      return key === undefined;
    },
  });
  assert.deepEqual(seen, [
    ["--studdy=x", "studdy", "x"],
    ["file", undefined, undefined],
  ]);
  assert.deepEqual(args, { help: true, _: ["file"] });
});
