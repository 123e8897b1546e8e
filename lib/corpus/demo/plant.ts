import type { Block } from "lib/corpus/demo/article.ts";
import { plainText } from "lib/corpus/demo/article.ts";
import hardSentences from "lib/corpus/demo/hard_sentences.json" with {
  type: "json",
};
import type { Plan } from "lib/corpus/demo/plan.ts";
import type { DrawnReuse } from "lib/corpus/demo/reuses.ts";
import sentences from "lib/corpus/demo/sentences.json" with { type: "json" };
import type { SentenceWriter, Slots } from "lib/corpus/demo/sentence_writer.ts";
import type { Template } from "lib/corpus/demo/template.ts";
import type { PlantedReuse, PlantedTruth } from "lib/corpus/demo/truth.ts";
import { drawInteger, type Random } from "lib/stats/random.ts";

/** What a paper says about deep learning, by place, and what is true. */
export interface Planted {
  readonly abstract: string[];
  readonly introduction: string[];
  /** At the very end of the introduction, behind the aims. */
  readonly introductionEnd: string[];
  readonly methods: string[];
  /** Stands with the statistics. */
  readonly statistics: string[];
  readonly results: string[];
  readonly discussion: string[];
  readonly floats: Block[];
  readonly truth: Omit<PlantedTruth, "doi" | "hardCase">;
}

type Places = Omit<Planted, "truth">;

const HARD = hardSentences as Readonly<
  Record<string, Readonly<Record<string, readonly Template[]>>>
>;

/**
 * Writes the sentences of a paper that speak of deep learning. Papers of all
 * kinds carry passing mentions, so that no single word gives the answer away.
 *
 * @param plan The paper's plan.
 * @param drawn What it reuses.
 * @param writer Its writer, with the slots `inputs`, `goal` and `task`.
 * @param random Source of the choices.
 */
export function plant(
  plan: Plan,
  drawn: readonly DrawnReuse[],
  writer: SentenceWriter,
  random: Random,
): Planted {
  const places: Places = {
    abstract: [],
    introduction: [],
    introductionEnd: [],
    methods: [],
    statistics: [],
    results: [],
    discussion: [],
    floats: [],
  };
  mention(plan, writer, random, places);
  const hard = plan.hardCase === null ? null : HARD[plan.hardCase] ?? null;
  if (plan.kind === "reuse") {
    const reuses = plantReuses(plan, drawn, writer, random, places);
    const passage = reuses[0]!.passage;
    return {
      ...places,
      truth: {
        usesDl: true,
        usesPtms: true,
        reuses,
        passages: { usesDl: passage, usesPtms: passage },
      },
    };
  }
  const passage = plan.kind === "scratch"
    ? plantScratch(writer, random, places)
    : null;
  if (hard) plantDecoys(hard, writer, random, places);
  return {
    ...places,
    truth: {
      usesDl: passage !== null,
      usesPtms: false,
      reuses: [],
      passages: { usesDl: passage, usesPtms: null },
    },
  };
}

/** Passing mentions, which made the search find the paper at all, and work done by hand. */
function mention(
  { year, kind }: Plan,
  writer: SentenceWriter,
  random: Random,
  { introduction, methods, statistics, discussion }: Places,
): void {
  const isDeep = kind !== "none";
  if (random() < 0.6) {
    for (let n = drawInteger(random, 1, 3); n > 0; n--) {
      const byHand = isDeep ? sentences.reference : sentences.manual;
      methods.push(writer.next(byHand));
    }
  }
  if (year < 2013) {
    statistics.push(writer.next(sentences.earlyMentions));
    return;
  }
  for (let n = drawInteger(random, 1, 3); n > 0; n--) {
    introduction.push(writer.next(sentences.mentions));
  }
  if (random() < 0.35) {
    const future = isDeep ? sentences.futureDeep : sentences.futureMentions;
    discussion.push(writer.next(future));
  }
}

/** Sentences of a hard case that tempt to a wrong yes. */
function plantDecoys(
  hard: Readonly<Record<string, readonly Template[]>>,
  writer: SentenceWriter,
  random: Random,
  places: Places,
): void {
  for (const [place, templates] of Object.entries(hard)) {
    const into = places[place as "introduction" | "methods" | "results"];
    into.push(writer.next(templates));
    if (random() < 0.4) into.push(writer.next(templates));
  }
}

/** A network of the authors' own. Returns the passage that says so. */
function plantScratch(
  writer: SentenceWriter,
  random: Random,
  { abstract, methods, results }: Places,
): string {
  const passage = writer.next(sentences.scratch);
  methods.push(passage);
  for (let n = drawInteger(random, 1, 4); n > 0; n--) {
    methods.push(writer.next(sentences.scratchDetails));
  }
  for (let n = drawInteger(random, 0, 2); n > 0; n--) {
    results.push(writer.next(sentences.scratchResults));
  }
  if (random() < 0.5) abstract.push(writer.next(sentences.scratchAbstract));
  return plainText(passage);
}

function plantReuses(
  plan: Plan,
  reuses: readonly DrawnReuse[],
  writer: SentenceWriter,
  random: Random,
  places: Places,
): PlantedReuse[] {
  return reuses.map((drawn) => {
    const own = writer.about(drawn.tags);
    const purpose = own.next(
      sentences[`purpose${drawn.stage}`],
      drawn.slots,
    );
    const slots = { ...drawn.slots, purpose };
    const passage = plainText(
      stateReuse(plan, drawn, slots, own, random, places),
    );
    const { pattern, stage } = drawn;
    const isNamed = passage.includes(drawn.spelling);
    const model = isNamed ? drawn.name : "unnamed network";
    const form = writer.fill(FORMS[pattern], slots);
    return { model, pattern, form, stage, passage };
  });
}

const FORMS = {
  adaptation: "trained further on {inputs}",
  deployment: "run as released on {inputs}",
  conceptual: "design rebuilt and trained on {inputs}",
} as const;

/** Says what was reused, at the place that the hard case asks for. */
function stateReuse(
  { hardCase }: Plan,
  { pattern }: DrawnReuse,
  slots: Slots,
  writer: SentenceWriter,
  random: Random,
  { abstract, introductionEnd, methods, results, floats }: Places,
): string {
  const hard = HARD[hardCase ?? ""];
  const captions = hard?.[`caption_${pattern}`];
  if (captions) {
    const caption = writer.next(captions, slots);
    const kind = hardCase === "caption-only" ? "figure" : "supplement";
    floats.push({ kind, caption });
    methods.push(writer.next(hard!.mention!, slots));
    return caption;
  }
  const introductions = hard?.[`introduction_${pattern}`];
  if (introductions) {
    const sentence = writer.next(introductions, slots);
    introductionEnd.push(sentence);
    return sentence;
  }
  const statement = writer.next(hard?.[pattern] ?? sentences[pattern], slots);
  (random() < 0.9 ? methods : results).push(statement);
  for (let n = drawInteger(random, 0, 3); n > 0; n--) {
    const details = pattern === "deployment"
      ? sentences.runDetails
      : sentences.trainingDetails;
    methods.push(writer.next(details, slots));
  }
  for (let n = drawInteger(random, 0, 2); n > 0; n--) {
    results.push(writer.next(sentences.reuseResults, slots));
  }
  if (random() < 0.5) {
    abstract.push(writer.next(sentences[`abstract_${pattern}`], slots));
  }
  return statement;
}
