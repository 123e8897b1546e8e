import type {
  Article,
  ArticleSection,
  Block,
} from "lib/corpus/demo/article.ts";
import { networksOf } from "lib/corpus/demo/networks.ts";
import type { Plan } from "lib/corpus/demo/plan.ts";
import { plant, type Planted } from "lib/corpus/demo/plant.ts";
import {
  type DrawnReuse,
  drawReuses,
  LITERATURE,
} from "lib/corpus/demo/reuses.ts";
import sentences from "lib/corpus/demo/sentences.json" with { type: "json" };
import {
  type SentenceWriter,
  sentenceWriter,
} from "lib/corpus/demo/sentence_writer.ts";
import { slotsOf } from "lib/corpus/demo/slots.ts";
import { tableRows } from "lib/corpus/demo/table_rows.ts";
import type { Template } from "lib/corpus/demo/template.ts";
import { tagsOf, type Task } from "lib/corpus/demo/theme.ts";
import { drawInteger, pick, type Random } from "lib/stats/random.ts";

/** An article and what was planted in it. */
export interface Composed {
  readonly article: Article;
  readonly truth: Planted["truth"];
}

/** Writes the article of a plan: a bland frame around the planted sentences. */
export function composeArticle(plan: Plan, random: Random): Composed {
  const { theme, year, kind } = plan;
  const reuses = kind === "reuse" ? drawReuses(plan, random) : [];
  const task = drawTask(plan, reuses, random);
  const writer = sentenceWriter(random, slotsOf(plan, task, random), {
    tags: tagsOf(theme, task),
    year,
  });
  const planted = plant(plan, reuses, writer, random);
  const isDeep = planted.truth.usesDl && random() < 0.5;
  const title = writer.next(isDeep ? sentences.deepTitles : sentences.titles);
  const references = drawInteger(random, 8, 26);
  const statement = writer.next(sentences.synthetic);
  if (plan.articleType !== "research-article") {
    const templates = SHORT_TYPES[plan.articleType] ?? sentences.editorial;
    const body = [...writer.all(templates), statement];
    const sections = [{
      type: "",
      title: "",
      blocks: paragraphs(body, random),
    }];
    const abstract = [writer.all(sentences.abstract)[0]!, statement];
    return {
      article: { title, abstract, sections, references },
      truth: planted.truth,
    };
  }
  const [why, what, ...found] = writer.all(sentences.abstract);
  const abstract = [why!, what!, ...planted.abstract, ...found, statement];
  const sections = composeSections(plan, planted, writer, random, statement);
  return {
    article: { title, abstract, sections, references },
    truth: planted.truth,
  };
}

/** The work that a paper is about: that of its first model, if it reuses one. */
function drawTask(
  { theme, year }: Plan,
  reuses: readonly DrawnReuse[],
  random: Random,
): Task {
  const own = reuses.find(({ task }) => task !== LITERATURE);
  if (own) return own.task;
  const known = theme.tasks.filter((task) =>
    networksOf(theme, task, year).length > 0
  );
  return pick(random, known.length > 0 ? known : theme.tasks);
}

const SHORT_TYPES: Readonly<Record<string, readonly Template[]>> = {
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
  const some = (templates: readonly Template[], n: number) =>
    writer.some(templates, Math.round(n * scale * (0.8 + 0.4 * random())));
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
    rows: tableRows(plan, writer, random),
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
    const conclusion = writer.some(sentences.conclusion, 3);
    sections.push({
      type: "conclusions",
      title: pick(random, ["Conclusion", "Conclusions"]),
      blocks: paragraphs(conclusion, random),
    });
  }
  return sections;
}

/** Puts some sentences at random places in the second half of others. */
function mix(
  random: Random,
  frame: string[],
  planted: readonly string[],
): string[] {
  for (const sentence of planted) {
    const at = drawInteger(random, Math.ceil(frame.length / 2), frame.length);
    frame.splice(at, 0, sentence);
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
