import { NETWORKS } from "lib/corpus/demo/networks.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import type { Slots } from "lib/corpus/demo/sentence_writer.ts";
import { drawInteger, pick, type Random, shuffle } from "lib/stats/random.ts";

const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");

/** The words that the templates of an article draw on. */
export function slotsOf({ theme, year }: Plan, random: Random): Slots {
  const number = (low: number, high: number) => () =>
    String(drawInteger(random, low, high));
  const [subject, subject2] = shuffle(random, theme.subjects);
  const [factor, factor2] = shuffle(random, theme.factors);
  const [measure, measure2] = shuffle(random, theme.measures);
  const task = pick(random, theme.tasks);
  const known = NETWORKS[task.modality].filter(({ since }) => since <= year);
  const names = (known.length > 0 ? known : NETWORKS.vision)
    .filter(({ since }) => since <= Math.max(year, 2013));
  return {
    topic: theme.topic,
    subject: subject!,
    subject2: subject2!,
    site: () => pick(random, theme.sites),
    factor: factor!,
    factor2: factor2!,
    measure: measure!,
    measure2: measure2!,
    instrument: () => pick(random, theme.instruments),
    inputs: task.inputs,
    goal: task.goal,
    task: task.name,
    model: () => pick(random, pick(random, names).spellings),
    source: "public data",
    month: () => pick(random, MONTHS),
    month2: () => pick(random, MONTHS),
    n: String(drawInteger(random, 18, 480)),
    big: () => String(drawInteger(random, 8, 240) * 50),
    big2: number(20, 200),
    two: () => String(2 ** drawInteger(random, 3, 7)),
    small: number(2, 9),
    d: number(3, 28),
    pct: number(11, 49),
    pct2: number(72, 97),
    p: () => (random() * 0.049 + 0.0005).toFixed(3),
    r: () => (0.2 + random() * 0.7).toFixed(2),
    temp: number(4, 30),
  };
}
