/**
 * The part of `@std/cli/parse-args` that this project uses, over the argument
 * tokens of `node:util`. Names, options and results are those of the original,
 * so the import map may point at `jsr:@std/cli` instead without other changes;
 * but an empty argument after a string option is its value here, so that a
 * command can say whose value is missing.
 */

import { parseArgs as tokenize } from "node:util";

/** Options of {@link parseArgs}, as documented for `@std/cli`. */
export interface ParseOptions<
  B extends string = string,
  S extends string = string,
  C extends string = string,
  N extends string = string,
  D extends Record<string, unknown> = Record<string, unknown>,
> {
  /** If true, what follows `--` goes to the key `--` instead of `_`. */
  "--"?: boolean;
  /** Other names of an option; every name gets the value. */
  alias?: Record<string, string | readonly string[]>;
  /** Options without value, false by default; `true` means all `--name`. */
  boolean?: B | readonly B[] | boolean;
  /** Options that may be repeated; all values are kept. */
  collect?: C | readonly C[];
  default?: D;
  /** Options that `--no-name` sets to false. */
  negatable?: N | readonly N[];
  /** If true, all that follows the first positional argument is positional. */
  stopEarly?: boolean;
  /** Options whose values stay strings. */
  string?: S | readonly S[];
  /** Called for each argument that no option names; false leaves it out. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

type WithDefault<D, K, T> = K extends keyof D ? D[K] | NonNullable<T> : T;

/** Result of {@link parseArgs}. */
export type Args<
  B extends string,
  S extends string,
  C extends string,
  N extends string,
  D,
> =
  & { [K in B]: WithDefault<D, K, K extends C ? boolean[] : boolean> }
  & {
    [K in S]: WithDefault<
      D,
      K,
      | (K extends C ? string[] : string | undefined)
      | (K extends N ? false : never)
    >;
  }
  & { _: (string | number)[]; "--"?: string[] }
  & Record<string, unknown>;

type Value = string | number | boolean;

/** Names that the option lists, with all aliases of each. */
function namesOf(
  listed: string | readonly string[] | boolean | undefined,
  aliases: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  if (listed === undefined || typeof listed === "boolean") return new Set();
  const names = typeof listed === "string" ? [listed] : listed;
  return new Set(names.flatMap((name) => [name, ...aliases.get(name) ?? []]));
}

/** All other names of each name that has any. */
function aliasesOf(alias: ParseOptions["alias"] = {}) {
  const groups = Object.entries(alias).map(([name, others]) =>
    [name].concat(others)
  );
  return new Map(
    groups.flatMap((names) =>
      names.map((name) =>
        [name, names.filter((other) => other !== name)] as const
      )
    ),
  );
}

function asNumber(text: string): string | number {
  return /\S/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The options in one argument: `--name`, `--name=value`, `-n`, `-n=value`, `-n5`, `-abc`. */
function optionsIn(argument: string): { name: string; value?: string }[] {
  const long = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
  if (long) return [{ name: long[1]!, value: long[2] }];
  const short = /^-([^=\d]+)(?:=(.*)|(\d.*))?$/s.exec(argument);
  if (!short) return [{ name: argument.replace(/^-+/, "") }];
  const letters = [...short[1]!];
  return letters.map((name, i) =>
    i < letters.length - 1 ? { name } : { name, value: short[2] ?? short[3] }
  );
}

/**
 * Reads command line arguments into an object.
 *
 * @example
 * ```ts
 * import { parseArgs } from "@std/cli/parse-args";
 * import assert from "node:assert/strict";
 *
 * const args = parseArgs(["--foo", "--bar=baz", "./quux.txt"], {
 *   boolean: ["foo"],
 *   string: ["bar"],
 * });
 * assert.deepEqual(args, { foo: true, bar: "baz", _: ["./quux.txt"] });
 * ```
 *
 * @param args The arguments, usually `Deno.args`.
 * @returns The options by name, and the positional arguments under `_`. What
 * looks like a number becomes one, except in options listed as strings.
 */
export function parseArgs<
  const B extends string = never,
  const S extends string = never,
  const C extends string = never,
  const N extends string = never,
  D extends Record<string, unknown> = Record<never, never>,
>(
  args: string[],
  options: ParseOptions<B, S, C, N, D> = {},
): Args<B, S, C, N, D> {
  const aliases = aliasesOf(options.alias);
  const booleans = namesOf(options.boolean, aliases);
  const strings = namesOf(options.string, aliases);
  const collected = namesOf(options.collect, aliases);
  const negatable = namesOf(options.negatable, aliases);
  const result: Record<string, unknown> & { _: (string | number)[] } = {
    _: [],
  };

  function put(name: string, given: Value, argument: string, collect = true) {
    const known = booleans.has(name) || strings.has(name) ||
      aliases.has(name) ||
      (options.boolean === true && /^--[^=]+$/.test(argument));
    if (!known && options.unknown?.(argument, name, given) === false) return;
    const value = typeof given === "string" && !strings.has(name)
      ? asNumber(given)
      : given;
    for (const key of [name, ...aliases.get(name) ?? []]) {
      result[key] = collect && collected.has(name)
        ? [...(result[key] as Value[] | undefined) ?? [], value]
        : value;
    }
  }

  const terminator = args.indexOf("--");
  const before = terminator < 0 ? args : args.slice(0, terminator);
  const after = terminator < 0 ? [] : args.slice(terminator + 1);
  const { tokens } = tokenize({
    args: before,
    options: {},
    strict: false,
    tokens: true,
  });
  let done = -1;
  for (const token of tokens) {
    if (token.index <= done) continue;
    done = token.index;
    const argument = before[token.index]!;
    if (token.kind === "positional") {
      if (options.unknown?.(argument) !== false) {
        result._.push(strings.has("_") ? argument : asNumber(argument));
      }
      if (options.stopEarly) {
        result._.push(...before.slice(token.index + 1));
        break;
      }
      continue;
    }
    for (const { name, value } of optionsIn(argument)) {
      const negated = name.replace(/^no-/, "");
      const next = before[token.index + 1];
      const isLast = argument.startsWith("--") || argument.endsWith(name);
      const isEmptyText = next === "" && strings.has(name);
      const isBoolean = booleans.has(name) ||
        (options.boolean === true && argument.startsWith("--"));
      if (value !== undefined) {
        put(name, booleans.has(name) ? value !== "false" : value, argument);
      } else if (negated !== name && negatable.has(negated)) {
        put(negated, false, argument, false);
      } else if (isLast && isBoolean && /^(true|false)$/.test(next ?? "")) {
        put(name, next === "true", argument);
        done = token.index + 1;
      } else if (
        isLast && !isBoolean && (next || isEmptyText) && !/^-./.test(next!)
      ) {
        put(name, next!, argument);
        done = token.index + 1;
      } else {
        put(name, strings.has(name) ? "" : true, argument);
      }
    }
  }

  for (const [name, value] of Object.entries(options.default ?? {})) {
    if (Object.hasOwn(result, name)) continue;
    for (const key of [name, ...aliases.get(name) ?? []]) result[key] = value;
  }
  for (const name of [...booleans, ...strings]) {
    if (Object.hasOwn(result, name)) continue;
    if (collected.has(name)) result[name] = [];
    else if (booleans.has(name)) result[name] = false;
  }
  if (options["--"]) result["--"] = after;
  else result._.push(...after);
  return result as Args<B, S, C, N, D>;
}
