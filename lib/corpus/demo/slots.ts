import { LEARNED_FROM, networksOf } from "lib/corpus/demo/networks.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import type { Slots } from "lib/corpus/demo/sentence_writer.ts";
import type { Output, Task } from "lib/corpus/demo/theme.ts";
import { drawInteger, pick, type Random, shuffle } from "lib/stats/random.ts";

const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");

/** How the quality of an output is usually given. */
const SCORES: Readonly<Record<Output, string>> = {
  classes: "accuracy",
  values: "correlation with the reference",
  masks: "Dice score",
  counts: "F1 score",
  tracks: "share of correct positions",
  folds: "TM-score",
  spans: "F1 score",
  words: "share of correct words",
};

/**
 * The words that the templates of an article draw on. What an article says more
 * than once (its site, effect or agreement) is drawn once.
 *
 * @param plan The paper's plan.
 * @param task The piece of work that it is about.
 * @param random Source of the choices.
 */
export function slotsOf(
  { theme, year }: Plan,
  task: Task,
  random: Random,
): Slots {
  const number = (low: number, high: number) => () =>
    String(drawInteger(random, low, high));
  const share = (low: number, high: number) => () =>
    (low + random() * (high - low)).toFixed(2);
  const [subject, subject2] = shuffle(random, theme.subjects);
  const [measure, measure2] = shuffle(random, theme.measures);
  const from = drawInteger(random, 0, 8);
  const n = drawInteger(random, 40, 480);
  const total = drawInteger(random, 24, 240) * 50;
  const effect = drawInteger(random, 8, 32);
  const margin = drawInteger(random, 2, Math.floor(effect / 2));
  // The weights of chat models are not public, so that they are no examples.
  const names = networksOf(theme, task, year)
    .filter(({ traits }) => !traits.includes("chat"));
  return {
    topic: theme.topic,
    subject: subject!,
    subject2: subject2!,
    site: pick(random, theme.sites),
    factor: pick(random, theme.factors),
    factor2: pick(random, theme.covariates),
    measure: measure!.name,
    measure2: measure2!.name,
    instrument: measure!.instrument,
    instrument2: measure2!.instrument,
    unit: measure!.unit || "no unit",
    unit2: measure2!.unit || "no unit",
    inputs: task.inputs,
    goal: task.goal,
    task: task.name,
    score: scoreOf(task),
    model: () => pick(random, pick(random, names).spellings),
    source: LEARNED_FROM[task.modality],
    month: MONTHS[from]!,
    month2: MONTHS[from + drawInteger(random, 1, 3)]!,
    n: String(n),
    lost: String(drawInteger(random, 2, Math.floor(n / 12))),
    total: String(total),
    big: () => String(drawInteger(random, 8, total / 50) * 50),
    effect: String(effect),
    effectLow: String(effect - margin),
    effectHigh: String(effect + margin),
    target: String(drawInteger(random, 2, 5) * 5),
    variance: String(drawInteger(random, 31, 78)),
    agreement: String(drawInteger(random, 68, 94)),
    agreementOfModel: String(drawInteger(random, 81, 95)),
    accuracy: drawAccuracy(random),
    rival: share(0.62, 0.79)(),
    published: share(0.74, 0.95),
    epochs: number(20, 200),
    trees: () => String(drawInteger(random, 2, 10) * 100),
    two: () => String(2 ** drawInteger(random, 3, 7)),
    units: () => String(2 ** drawInteger(random, 5, 8)),
    dropout: () => `0.${drawInteger(random, 1, 5)}`,
    cutoff: () => `0.${drawInteger(random, 3, 8)}`,
    small: number(2, 9),
    d: number(3, 28),
    visits: number(2, 12),
    p: (0.0005 + random() * 0.044).toFixed(3),
    ns: share(0.08, 0.92),
    r: share(0.25, 0.75)(),
    // Akaike weights of the three best models sum to less than one.
    weight1: share(0.41, 0.56)(),
    weight2: share(0.18, 0.29)(),
    weight3: share(0.04, 0.11)(),
    temp: number(20, 24),
  };
}

/** What the quality of a task's output is called. */
export function scoreOf({ output }: Task): string {
  return SCORES[output];
}

/** Draws the quality of a network, between 0.81 and 0.96. */
export function drawAccuracy(random: Random): string {
  return (0.81 + random() * 0.15).toFixed(2);
}
