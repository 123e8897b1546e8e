import {
  LEARNED_FROM,
  networksFor,
  OWNERS,
  UNLISTED,
} from "lib/corpus/demo/networks.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import {
  PATTERN_WEIGHTS,
  SECOND_MODEL_SHARE,
  STAGE_WEIGHTS,
} from "lib/corpus/demo/rates.ts";
import type { Slots } from "lib/corpus/demo/sentence_writer.ts";
import { drawAccuracy, scoreOf } from "lib/corpus/demo/slots.ts";
import { tagsOf, type Task, type Theme } from "lib/corpus/demo/theme.ts";
import type { PlantedReuse } from "lib/corpus/demo/truth.ts";
import { pick, pickWeighted, type Random } from "lib/stats/random.ts";

/** A reuse before it is put into words. */
export interface DrawnReuse {
  /** Usual name of the model. */
  readonly name: string;
  /** The name as this paper writes it. */
  readonly spelling: string;
  readonly pattern: PlantedReuse["pattern"];
  readonly stage: PlantedReuse["stage"];
  /** What the model works on. */
  readonly task: Task;
  /** What sentences about the reuse have to fit. */
  readonly tags: ReadonlySet<string>;
  readonly slots: Slots;
}

/** What a language model does at the stage Background, in any theme. */
export const LITERATURE: Task = {
  modality: "text",
  output: "classes",
  inputs: "abstracts",
  goal: "sort abstracts by topic",
  name: "abstract sorting",
};

type Pattern = PlantedReuse["pattern"];

/** Draws what a paper reuses, and how: one or two models. */
export function drawReuses(plan: Plan, random: Random): DrawnReuse[] {
  const first = drawReuse(plan, random, ALL_PATTERNS, []);
  if (plan.hardCase === "two-patterns") {
    const others = ALL_PATTERNS.filter((pattern) => pattern !== first.pattern);
    return [first, drawReuse(plan, random, others, [first.name])];
  }
  return plan.hardCase === null && random() < SECOND_MODEL_SHARE
    ? [first, drawReuse(plan, random, [first.pattern], [first.name])]
    : [first];
}

const ALL_PATTERNS = PATTERN_WEIGHTS.map(([pattern]) => pattern);

function drawPattern(random: Random, allowed: readonly Pattern[]): Pattern {
  const weights = PATTERN_WEIGHTS.filter(([pattern]) =>
    allowed.includes(pattern)
  );
  return pickWeighted(random, weights, ([, weight]) => weight)[0];
}

function drawReuse(
  plan: Plan,
  random: Random,
  allowed: readonly Pattern[],
  taken: readonly string[],
): DrawnReuse {
  const wanted = drawPattern(random, allowed);
  const { year, theme, hardCase } = plan;
  const [drawn] = pickWeighted(random, STAGE_WEIGHTS, ([, weight]) => weight);
  const readers: Theme = { ...theme, tags: ["literature"] };
  const options = (
    tasks: readonly Task[],
    pattern: Pattern,
    without = taken,
  ) =>
    tasks.map((task) => ({
      task,
      pattern,
      networks: networksFor(
        task === LITERATURE ? readers : theme,
        task,
        pattern,
        year,
      )
        .filter(({ name }) => !without.includes(name)),
    })).filter(({ networks }) => networks.length > 0);
  const literature = drawn === "Background"
    ? options([LITERATURE], wanted)
    : [];
  const stage = drawn === "Background" && literature.length === 0
    ? "Test"
    : drawn;
  const fitting = [
    literature,
    ...[wanted, ...allowed].map((pattern) => options(theme.tasks, pattern)),
    // Where no other model exists yet, the first one serves twice.
    options(theme.tasks, "adaptation", []),
  ].find((found) => found.length > 0)!;
  const { task, pattern, networks } = pick(random, fitting);
  const network = pickWeighted(random, networks, ({ weight }) => weight);
  const isUnlisted = hardCase === "unlisted-name";
  const unlisted = pick(random, UNLISTED);
  const name = isUnlisted ? unlisted : network.name;
  const spelling = isUnlisted ? unlisted : pick(random, network.spellings);
  return {
    name,
    spelling,
    pattern,
    stage,
    task,
    tags: tagsOf(theme, task, ...network.traits),
    slots: {
      model: spelling,
      unlisted,
      group: pick(random, OWNERS),
      source: network.source ?? LEARNED_FROM[task.modality],
      inputs: task.inputs,
      goal: task.goal,
      task: task.name,
      score: scoreOf(task),
      accuracy: drawAccuracy(random),
    },
  };
}
