import type {
  Article,
  ArticleSection,
  Block,
} from "lib/corpus/demo/article.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import { plant, type Planted } from "lib/corpus/demo/plant.ts";
import sentences from "lib/corpus/demo/sentences.json" with { type: "json" };
import {
  type SentenceWriter,
  sentenceWriter,
} from "lib/corpus/demo/sentence_writer.ts";
import { slotsOf } from "lib/corpus/demo/slots.ts";
import { drawInteger, pick, type Random } from "lib/stats/random.ts";

/** An article and what was planted in it. */
export interface Composed {
  readonly article: Article;
  readonly truth: Planted["truth"];
}

/** Writes the article of a plan: a bland frame around the planted sentences. */
export function composeArticle(plan: Plan, random: Random): Composed {
  const writer = sentenceWriter(random, slotsOf(plan, random));
  const planted = plant(plan, writer, random);
  const isDeep = planted.truth.usesDl && random() < 0.5;
  const title = writer.next(isDeep ? sentences.deepTitles : sentences.titles);
  const references = drawInteger(random, 8, 26);
  const statement = writer.next(sentences.synthetic);
  if (plan.articleType !== "research-article") {
    const templates = SHORT_TYPES[plan.articleType] ?? sentences.editorial;
    const body = [...templates.map((one) => writer.fill(one)), statement];
    const sections = [{
      type: "",
      title: "",
      blocks: paragraphs(body, random),
    }];
    const abstract = [writer.next(sentences.abstract), statement];
    return {
      article: { title, abstract, sections, references },
      truth: planted.truth,
    };
  }
  const [why, what, ...found] = sentences.abstract.map((one) =>
    writer.fill(one)
  );
  const abstract = [why!, what!, ...planted.abstract, ...found, statement];
  const sections = composeSections(plan, planted, writer, random, statement);
  return {
    article: { title, abstract, sections, references },
    truth: planted.truth,
  };
}

const SHORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  "review-article": sentences.review,
  correction: sentences.correction,
};

function composeSections(
  plan: Plan,
  planted: Planted,
  writer: SentenceWriter,
  random: Random,
  statement: string,
): ArticleSection[] {
  // Lengths differ: most articles are short, a few four times as long.
  const scale = 0.55 + 1.9 * random() ** 2;
  const some = (templates: readonly string[], n: number) =>
    take(writer, templates, Math.round(n * scale * (0.8 + 0.4 * random())));
  const introduction = mix(
    random,
    some(sentences.introduction, 10),
    planted.introduction,
  );
  const methods = some(sentences.methods, 11);
  const results = mix(random, some(sentences.results, 11), planted.results);
  const discussion = mix(
    random,
    some(sentences.discussion, 11),
    planted.discussion,
  );
  const aims = [
    writer.next(sentences.aims),
    ...planted.introductionEnd,
    statement,
  ];
  const own: Block[] = planted.methods.length === 0 ? [] : [{
    kind: "subsection",
    title: writer.fill(
      pick(random, ["{Task}", "Data processing", "Evaluation of {inputs}"]),
    ),
    blocks: paragraphs(planted.methods, random),
  }];
  const statistics = mix(
    random,
    some(sentences.statistics, 3),
    planted.statistics,
  );
  const table: Block = {
    kind: "table",
    caption: writer.next(sentences.tableCaptions),
    rows: tableRows(writer, random),
  };
  const figures = Array.from(
    { length: drawInteger(random, 1, 3) },
    (): Block => ({
      kind: "figure",
      caption: writer.next(sentences.captions),
    }),
  );
  const sections: ArticleSection[] = [
    {
      type: "intro",
      title: pick(random, ["Introduction", "Introduction", "Background"]),
      blocks: [
        ...paragraphs(introduction, random),
        ...paragraphs(aims, random),
      ],
    },
    {
      type: "methods",
      title: pick(random, [
        "Methods",
        "Materials and methods",
        "Material and methods",
      ]),
      blocks: [
        {
          kind: "subsection",
          title: "Study design",
          blocks: paragraphs(methods, random),
        },
        ...own,
        {
          kind: "subsection",
          title: "Statistics",
          blocks: paragraphs(statistics, random),
        },
      ],
    },
    {
      type: "results",
      title: "Results",
      blocks: [
        ...paragraphs(results, random),
        ...figures,
        ...planted.floats,
        table,
      ],
    },
    {
      type: "discussion",
      title: "Discussion",
      blocks: paragraphs(discussion, random),
    },
  ];
  // Some journals print the methods last.
  if (plan.journal.code === "pbio" || plan.journal.code === "pcbi") {
    sections.push(...sections.splice(1, 1));
  }
  if (random() < 0.35) {
    const conclusion = take(writer, sentences.conclusion, 3);
    sections.push({
      type: "conclusions",
      title: pick(random, ["Conclusion", "Conclusions"]),
      blocks: paragraphs(conclusion, random),
    });
  }
  return sections;
}

function tableRows(writer: SentenceWriter, random: Random): string[][] {
  const head = ["Group", "{Measure}", "{Measure2}", "n"].map((cell) =>
    writer.fill(cell)
  );
  const value = () => (random() * 40).toFixed(1);
  const rows = ["Control", "Low", "Medium", "High"].map((group) => [
    group,
    `${value()} ± ${(random() * 4).toFixed(1)}`,
    `${value()} ± ${(random() * 4).toFixed(1)}`,
    String(drawInteger(random, 8, 90)),
  ]);
  return [head, ...rows];
}

function take(
  writer: SentenceWriter,
  templates: readonly string[],
  n: number,
): string[] {
  return Array.from({ length: n }, () => writer.next(templates));
}

/** Puts some sentences at random places among others. */
function mix(
  random: Random,
  frame: string[],
  planted: readonly string[],
): string[] {
  for (const sentence of planted) {
    frame.splice(drawInteger(random, 0, frame.length), 0, sentence);
  }
  return frame;
}

/** Cuts sentences into paragraphs of three to seven. */
function paragraphs(sentences: readonly string[], random: Random): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < sentences.length;) {
    const next = Math.min(sentences.length, at + drawInteger(random, 3, 7));
    blocks.push({ kind: "paragraph", sentences: sentences.slice(at, next) });
    at = next;
  }
  return blocks;
}
