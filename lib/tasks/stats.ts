import { computeCase, UnknownStatistic } from "lib/stats/reference_case.ts";

const HELP = `Compute statistics from cases on standard input.

Usage: deno task stats < cases.json

A case is {"statistic": NAME, "input": {...}}; the input is one case or an array
of cases. Prints the result, or the array of results, as JSON. Where a statistic
does not exist for its input, the result is {"undefined": true, "reason": ...}.

Example:
  echo '{"statistic": "wilson_interval", "input": {"successes": 3, "n": 10}}' |
    deno task stats`;

/** What is wrong with the whole input; its message is one sentence. */
class InputError extends Error {}

/**
 * Computes one case or an array of cases, as JSON.
 *
 * @param text The cases as JSON.
 * @returns The results as JSON.
 * @throws {InputError | UnknownStatistic} If the text is no JSON, holds no case
 * or names an unknown statistic.
 */
export function computeCases(text: string): string {
  const cases = parseCases(text);
  const results = Array.isArray(cases)
    ? cases.map((one, i) => compute(one, `case ${i + 1}`))
    : compute(cases, "the case");
  return JSON.stringify(results, null, 2);
}

function parseCases(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `Cannot read cases as standard input must be JSON: ${
        (error as Error).message
      }`,
    );
  }
}

function compute(one: unknown, name: string): unknown {
  if (
    typeof one !== "object" || one === null ||
    !("statistic" in one) || typeof one.statistic !== "string" ||
    !("input" in one)
  ) {
    throw new InputError(
      `Cannot compute ${name} as a case must be an object with "statistic" and "input"`,
    );
  }
  return computeCase({ statistic: one.statistic, input: one.input });
}

if (import.meta.main) {
  if (Deno.args.includes("--help")) {
    console.log(HELP);
  } else if (Deno.args.length > 0) {
    console.error(
      `Cannot use "${
        Deno.args[0]
      }" as cases come from standard input: see deno task stats --help`,
    );
    Deno.exit(2);
  } else {
    try {
      console.log(computeCases(await new Response(Deno.stdin.readable).text()));
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UnknownStatistic)) {
        throw error;
      }
      console.error(error.message);
      Deno.exit(2);
    }
  }
}
