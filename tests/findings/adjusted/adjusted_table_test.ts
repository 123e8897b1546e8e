import assert from "node:assert/strict";
import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { openAdjusted } from "lib/findings/adjusted/adjusted_table.ts";
import { readAdjusted } from "lib/findings/adjusted/read_adjusted.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { loadModelNames } from "lib/findings/model_names.ts";
import type { Row } from "lib/findings/table.ts";
import type { Answer } from "lib/questions/question.ts";
import { scoreShare } from "lib/stats/score_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import {
  annotated,
  CHEMISTRY,
  mentions,
  NEURO,
  no,
  QUESTIONS,
  yes,
} from "tests/findings/answered_papers.ts";
import { assertNear } from "tests/stats/near.ts";

function label(
  doi: string,
  question: string,
  value: string,
  more: Partial<LabelRow> = {},
): LabelRow {
  return {
    ...{ doi, annotator: "ann", question, value, model: "", passage: "" },
    ...more,
  };
}

/** Rows of adjusted.csv. */
function adjust(
  papers: readonly AnnotatedPaper[],
  labels: readonly LabelRow[],
): Row[] {
  const counter = openAdjusted(QUESTIONS, labels, loadModelNames().modelsIn);
  for (const paper of papers) counter.add(paper);
  return [...counter.table().rows];
}

const doiOf = (i: number) => `10.1/${i}`;

/** Papers with answers by number. */
function papersOf(
  count: number,
  answersOf: (i: number) => Record<string, Answer | null>,
): AnnotatedPaper[] {
  return Array.from(
    { length: count },
    (_, i) =>
      annotated({
        doi: doiOf(i),
        fields: [i % 2 === 0 ? CHEMISTRY : NEURO],
        year: 2020 + i % 2,
      }, answersOf(i)),
  );
}

/** 1000 papers of which 300 are answered yes; the first 30 and 70 of these are labelled, 10 and 5 of them against the answer. */
const YES = 300;
const PAPERS = papersOf(1000, (i) => ({ uses_dl: i < YES ? yes : no }));
const LABELS = PAPERS.flatMap(({ metadata }, i) => {
  if (i >= 30 && (i < YES || i >= YES + 70)) return [];
  const isYes = i < YES ? i < 20 : i < YES + 5;
  return [label(metadata.doi, "uses_dl", isYes ? "yes" : "no")];
});

/** What is said of labels that do not say how they were drawn. */
const AT_RANDOM =
  "Labels count as a simple random sample, as they do not say how they were drawn";

Deno.test("openAdjusted() sets the adjusted share beside the raw one", () => {
  const [all, ...groups] = adjust(PAPERS, LABELS);
  const raw = wilsonInterval(300, 1000);
  const { low, high } = scoreShare([
    { papers: 300, labels: 30, of: 30, positives: 20 },
    { papers: 700, labels: 70, of: 70, positives: 5 },
  ]);
  assert.deepEqual(all, {
    ...{ question: "uses_dl", category: "", grouping: "all", group: "" },
    ...{ of: "all papers", papers: 1000, labels: 100 },
    ...{ raw: 0.3, raw_low: raw.low, raw_high: raw.high },
    ...{ method: "score", adjusted: 0.25, low, high, note: AT_RANDOM },
  });
  assert.deepEqual(
    groups.map(({ grouping, group, papers, labels }) =>
      [grouping, group, papers, labels].join("|")
    ),
    [
      "year|2020|500|50",
      "year|2021|500|50",
      "field|Chemistry|500|50",
      "field|Neuroscience|500|50",
      "field_year|Chemistry, 2020|500|50",
      "field_year|Neuroscience, 2021|500|50",
    ],
  );
});

Deno.test("openAdjusted() needs no number for labels where there are too few", () => {
  const [all] = adjust(PAPERS, LABELS.slice(0, 12));
  assert.deepEqual(
    [all?.method, all?.adjusted, all?.low, all?.high, all?.raw, all?.note],
    [
      ...["too_few_labels", null, null, null, 0.3],
      "Too few labels: 12, where 20 are needed",
    ],
  );
  assert.deepEqual(adjust(PAPERS, []), []);
});

Deno.test("openAdjusted() leaves out foreign papers and contradicting labels", () => {
  const [all] = adjust(PAPERS, [
    ...LABELS,
    label("10.9/elsewhere", "uses_dl", "yes"),
    label(doiOf(40), "uses_dl", "yes"),
    label(doiOf(40), "uses_dl", "no", { annotator: "bob" }),
  ]);
  assert.deepEqual([all?.papers, all?.labels, all?.adjusted], [
    1000,
    100,
    0.25,
  ]);
});

/** 1000 papers of which the last 200 got no answer; 270 of the others and all of these are truly yes. */
const WITH_FAILED = papersOf(1000, (i) => ({
  uses_dl: i >= 800 ? null : i < 300 ? yes : no,
}));
const isTrulyYes = (i: number) => i < 240 || (i >= 300 && i < 330) || i >= 800;
const everyFifth = (until: number) =>
  Array.from({ length: until / 5 }, (_, k) => 5 * k).map((i) =>
    label(doiOf(i), "uses_dl", isTrulyYes(i) ? "yes" : "no")
  );

Deno.test("openAdjusted() lets labels speak for papers without an answer", () => {
  const [all] = adjust(WITH_FAILED, everyFifth(1000));
  // Every fifth paper is labelled: 94 of 200 labels are yes, as 470 of 1000 papers.
  assertNear(Number(all?.adjusted), 0.47);
  assert.ok(Number(all?.low) < 0.47 && 0.47 < Number(all?.high));
  assert.deepEqual([all?.papers, all?.labels, all?.raw], [800, 200, 0.375]);
  assert.equal(
    all?.note,
    `Includes 200 papers without an answer, by 40 labels among them. ${AT_RANDOM}`,
  );
});

Deno.test("openAdjusted() says how many papers without an answer it leaves out for want of labels", () => {
  const [all] = adjust(WITH_FAILED, everyFifth(800));
  assertNear(Number(all?.adjusted), 270 / 800);
  assert.equal(
    all?.note,
    `Leaves out 200 papers without an answer, of which none is labelled. ${AT_RANDOM}`,
  );
});

Deno.test("openAdjusted() says where labels that count as a random sample lack a megajournal", () => {
  const noteOf = (papers: readonly AnnotatedPaper[], labels: LabelRow[]) =>
    adjust(papers, labels)[0]?.note;
  const mixed = PAPERS.map((paper, i) =>
    i < 990 ? paper : {
      ...paper,
      metadata: { ...paper.metadata, megajournal: "BMJ" as const },
    }
  );
  assert.equal(
    noteOf(mixed, LABELS),
    `${AT_RANDOM}. This is doubtful: no paper of BMJ (10 papers) is labelled`,
  );
  assert.equal(
    noteOf(mixed, [...LABELS, label(doiOf(995), "uses_dl", "no")]),
    AT_RANDOM,
  );
  // All papers labelled, or chances given: nothing is taken for granted.
  const everyPaper = PAPERS.map((_, i) =>
    label(doiOf(i), "uses_dl", i < 250 ? "yes" : "no")
  );
  assert.equal(noteOf(PAPERS, everyPaper), "");
  const drawn = LABELS.map((row) => ({ ...row, inclusionProbability: 0.1 }));
  assert.equal(noteOf(mixed, drawn), "");
});

Deno.test("openAdjusted() weighs labels by their chance of being drawn", () => {
  // Half of the papers answered yes, a tenth of the others: 150 and 70 labels.
  const drawn = PAPERS.flatMap(({ metadata }, i) => {
    const chance = i < YES ? 0.5 : 0.1;
    if (i < YES ? i >= 150 : i >= YES + 70) return [];
    const isYes = i < YES ? i < 100 : i < YES + 7;
    return [
      label(metadata.doi, "uses_dl", isYes ? "yes" : "no", {
        inclusionProbability: chance,
      }),
    ];
  });
  const [all] = adjust(PAPERS, [
    ...drawn,
    // Nobody knows how likely this one was.
    label(doiOf(299), "uses_dl", "no"),
  ]);
  assert.deepEqual([all?.method, all?.labels], ["score", 220]);
  assertNear(Number(all?.adjusted), 0.3 * 100 / 150 + 0.7 * 7 / 70);
  const { low, high } = scoreShare([
    { papers: 300, labels: 150, of: 150, positives: 100 },
    { papers: 700, labels: 70, of: 70, positives: 7 },
  ]);
  assert.deepEqual([all?.low, all?.high], [low, high]);
});

Deno.test("openAdjusted() takes chances from the labels of the question before where its own do not say them", () => {
  // Drawn by the answer to uses_dl: half of 300 yes, a tenth of 700 no; two in
  // three of the former use a pre-trained model, and none of the latter.
  const papers = papersOf(1000, (i): Record<string, Answer> => {
    if (i >= YES) return { uses_dl: no };
    return { uses_dl: yes, uses_ptms: i % 2 ? yes : no };
  });
  const labels = papers.flatMap((_, i) => {
    if (i < YES ? i >= 150 : i >= YES + 70) return [];
    const inclusionProbability = i < YES ? 0.5 : 0.1;
    const isUser = i < YES && i % 3 > 0;
    return [
      label(doiOf(i), "uses_dl", i < YES ? "yes" : "no", {
        inclusionProbability,
      }),
      label(doiOf(i), "uses_ptms", isUser ? "yes" : "no"),
    ];
  });
  const [, all] = readAdjusted(adjust(papers, labels), {
    question: "uses_ptms",
    grouping: "all",
  });
  // 200 of 1000; unweighted it were 100 of 220 labels.
  assertNear(all?.adjusted, 0.2);
  assert.equal(all?.note, "");
});

// Of 900 papers a third is without deep learning, a third without and a third
// with a pre-trained model; 90 are labelled, thirty of each.
const THIRDS: Record<string, Answer>[] = [
  { uses_dl: no },
  { uses_dl: yes, uses_ptms: no },
  { uses_dl: yes, uses_ptms: yes },
];
const CASCADE = papersOf(900, (i) => ({
  ...THIRDS[Math.floor(i / 300)],
  ...(i >= 600 && {
    identify_ptm_reuse: mentions(
      ["VGG16", i % 3 === 0 ? "deployment" : "adaptation"],
    ),
  }),
}));

/** Labels of the first thirty papers of each third: 6 of 30 contradict the answer. */
const CASCADE_LABELS = [0, 300, 600].flatMap((start, third) =>
  Array.from({ length: 30 }, (_, i) => {
    const doi = doiOf(start + i);
    const truth = i < 24 ? third : i % 3;
    return [
      label(doi, "uses_dl", truth > 0 ? "yes" : "no"),
      label(doi, "uses_ptms", truth > 1 ? "yes" : "no"),
      ...(truth > 1
        ? [label(doi, "identify_ptm_reuse", "adaptation", { model: "BERT" })]
        : []),
    ];
  }).flat()
);

Deno.test("openAdjusted() gives a question that is not put to all papers as a share of some and of all", () => {
  const rows = readAdjusted(adjust(CASCADE, CASCADE_LABELS), {
    question: "uses_ptms",
    grouping: "all",
  });
  assert.deepEqual(
    rows.map(({ group, of, papers, labels, raw, method }) =>
      [group, of, papers, labels, raw?.toFixed(3), method].join("|")
    ),
    [
      "|uses_dl|600|60|0.500|score",
      "of all papers|all papers|900|90|0.333|score",
    ],
  );
  // In each third 6 labels are spread evenly: each kind keeps 30 of 90.
  assertNear(rows[0]?.adjusted, 0.5);
  assertNear(rows[1]?.adjusted, 1 / 3);
  const { low, high } = scoreShare([
    { papers: 300, labels: 30, of: 28, positives: 26 },
    { papers: 300, labels: 30, of: 28, positives: 2 },
    { papers: 300, labels: 30, of: 4, positives: 2 },
  ], { of: "part" });
  assert.deepEqual([rows[0]?.low, rows[0]?.high], [low, high]);
});

Deno.test("openAdjusted() adjusts the papers with each value of a closed list", () => {
  const rows = readAdjusted(adjust(CASCADE, CASCADE_LABELS), {
    question: "identify_ptm_reuse",
    grouping: "all",
  });
  assert.deepEqual(
    rows.map(({ category, of, papers, labels, raw }) =>
      [category, of, papers, labels, raw?.toFixed(3)].join("|")
    ),
    [
      "conceptual|uses_ptms|300|30|0.000",
      "adaptation|uses_ptms|300|30|0.667",
      "deployment|uses_ptms|300|30|0.333",
      "other|uses_ptms|300|30|0.000",
    ],
  );
  // All labelled users adapt; 18 of 26 and 8 of 26 by their answers.
  assertNear(rows[1]?.adjusted, 1);
  assertNear(rows[2]?.adjusted, 0);
});

Deno.test("openAdjusted() takes a no to the question before for a no, and needs that label", () => {
  const onlyLast = CASCADE_LABELS.filter(({ question, value }) =>
    question === "uses_ptms" || (question === "uses_dl" && value === "no")
  ).filter(({ doi, question }) =>
    question === "uses_dl" || Number(doi.slice(5)) >= 300
  );
  const [part, all] = readAdjusted(adjust(CASCADE, onlyLast), {
    question: "uses_ptms",
    grouping: "all",
  });
  assert.equal(part?.labels, 0);
  // The 26 that are labelled without deep learning count as no.
  assert.equal(all?.labels, 86);
});
