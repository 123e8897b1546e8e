import { parseArgs } from "@std/cli/parse-args";
import type { Target } from "lib/findings/labels/plan/plan_labels.ts";
import { STRATA, type Stratum } from "lib/findings/labels/plan/strata.ts";
import { UsageError } from "lib/tasks/command.ts";

/** What the flags of `plan-labels` say of the plan; the study's are beside it. */
export interface PlanFlags {
  readonly question: string;
  readonly target: Target;
  readonly strata: readonly Stratum[];
  readonly minimum: number;
  /** Where to write the sheet; null to write none. */
  readonly out: string | null;
  readonly showsAnswers: boolean;
  /** Seed of the draw; null for the study's. */
  readonly seed: string | null;
  /** Flags that choose the study. */
  readonly study: readonly string[];
}

/** Flags that choose the study and its labels. */
const STUDY = ["study", "name", "labels", "adjudicator"] as const;

const OWN = [
  ...["question", "width", "power", "difference", "budget", "strata"],
  ...["at-least", "seed", "out", "passages"],
] as const;

/**
 * Reads the flags of `plan-labels`.
 *
 * @returns Null if help was asked for.
 * @throws {UsageError} If a flag is unknown, lacks its value or does not fit.
 */
export function readPlanFlags(args: readonly string[]): PlanFlags | null {
  const unknown: string[] = [];
  const flags = parseArgs([...args], {
    string: [...STUDY, ...OWN],
    boolean: ["help"],
    alias: { h: "help" },
    unknown: (arg) => (unknown.push(arg), false),
  }) as Readonly<Record<string, string | boolean | undefined>>;
  if (flags.help) return null;
  // An empty value is told first: the parser takes it for a stray argument.
  const empty = [...STUDY, ...OWN].find((flag) => flags[flag] === "");
  if (empty) {
    throw new UsageError(`Cannot use --${empty} as its value is missing`);
  }
  const [stray] = unknown;
  if (stray !== undefined) {
    throw new UsageError(
      `Cannot use "${stray}" as it is not a flag of this command: --help lists them`,
    );
  }
  const text = (flag: string) => flags[flag] as string | undefined;
  const passages = text("passages") ?? "hidden";
  if (passages !== "hidden" && passages !== "shown") {
    throw new UsageError(
      `Cannot use --passages "${passages}" as it is shown or hidden`,
    );
  }
  return {
    question: text("question") ?? "uses_ptms",
    target: readTarget(text),
    strata: readStrata(text("strata") ?? "answer"),
    minimum: wholeNumber("at-least", text("at-least") ?? "10", 2),
    out: text("out") ?? null,
    showsAnswers: passages === "shown",
    seed: text("seed") ?? null,
    study: STUDY.flatMap((flag) =>
      flags[flag] ? [`--${flag}`, text(flag)!] : []
    ),
  };
}

function readTarget(text: (flag: string) => string | undefined): Target {
  const share = (flag: string) => {
    const value = Number(text(flag));
    if (value > 0 && value < 1) return value;
    throw new UsageError(
      `Cannot use --${flag} "${
        text(flag)
      }" as it must be a number between 0 and 1`,
    );
  };
  const given = ["width", "power", "budget"].filter((flag) => text(flag));
  if (given.length !== 1 || !text("power") !== !text("difference")) {
    throw new UsageError(
      "Cannot plan labels as the target must be one of: --width W, --power P with --difference D, or --budget N",
    );
  }
  if (text("width")) return { width: share("width") };
  if (text("power")) {
    return { power: share("power"), difference: share("difference") };
  }
  return { budget: wholeNumber("budget", text("budget")!, 1) };
}

function readStrata(text: string): Stratum[] {
  const names = text.split(",").map((name) => name.trim());
  return names.map((name, i) => {
    const stratum = STRATA.find((known) => known === name);
    if (stratum !== undefined && names.indexOf(name) === i) return stratum;
    throw new UsageError(
      `Cannot use --strata "${text}" as it must name some of ${
        STRATA.join(", ")
      }, each once, with commas`,
    );
  });
}

function wholeNumber(flag: string, text: string, least: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(
    `Cannot use --${flag} "${text}" as it must be a whole number of ${least} or more`,
  );
}
