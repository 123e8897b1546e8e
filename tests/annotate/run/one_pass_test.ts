import assert from "node:assert/strict";
import type { Annotator, Reply } from "lib/annotate/annotator.ts";
import { annotateSample } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
import { drawSample } from "lib/corpus/sample.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";
import { answered, failed, yesNo } from "tests/support/scripted_annotator.ts";

const QUESTIONS = await loadQuestions();
const NOTHING = answered({ kind: "mentions", mentions: [] });

/** Answers all questions of a paper in one request, as a script says. */
function onePass(script: (doi: string) => Record<string, Reply>) {
  const log: string[] = [];
  const annotator: Annotator = {
    identity: { annotator: "one", model: "m", endpoint: "", parameters: {} },
    mode: "one-pass",
    ask: () => Promise.reject(new Error("asked one by one")),
    askAll(paper, questions) {
      log.push(`${paper.doi}: ${questions.map(({ id }) => id).join(" ")}`);
      return Promise.resolve(new Map(Object.entries(script(paper.doi))));
    },
  };
  return { annotator, log };
}

function begin(dois: string[]) {
  const papers = dois.map((doi) => paperOf(`Text of ${doi}`, { doi }));
  const sample = drawSample(papers, {
    size: "all",
    atLeastOne: false,
    seed: 1,
  });
  const store = openStore(":memory:");
  store.begin({ sample, funnel: [], dropped: [] });
  const ask = (annotator: Annotator, retryFailed = false) =>
    annotateSample({
      corpus: corpusOf(papers),
      sample,
      questions: QUESTIONS,
      annotator,
      store,
      retryFailed,
    });
  const statuses = () =>
    [...store.papers()].map(({ annotations }) =>
      annotations.map(({ question, status }) => `${question} ${status}`)
    );
  return { ask, statuses };
}

Deno.test("one-pass mode asks once a paper and keeps the answers that the cascade asks for", async () => {
  const { ask, statuses } = begin(["10.1/no", "10.1/yes"]);
  const { annotator, log } = onePass((doi): Record<string, Reply> =>
    doi === "10.1/no"
      ? { uses_dl: yesNo(false), uses_ptms: yesNo(true, "Text") }
      : {
        uses_dl: yesNo(true, "Text"),
        uses_ptms: yesNo(true, "Text"),
        identify_ptms: NOTHING,
        identify_ptm_reuse: NOTHING,
      }
  );
  const { papers, asked, failed } = await ask(annotator);
  assert.deepEqual(log, [
    `10.1/no: ${QUESTIONS.map(({ id }) => id).join(" ")}`,
    `10.1/yes: ${QUESTIONS.map(({ id }) => id).join(" ")}`,
  ]);
  assert.deepEqual(statuses(), [
    ["uses_dl answered"],
    [
      "uses_dl answered",
      "uses_ptms answered",
      "identify_ptms answered",
      "identify_ptm_reuse answered",
      "identify_ptm_impact invalid_answer",
    ],
  ]);
  assert.deepEqual([papers, asked, failed], [2, 6, 1]);
});

Deno.test("one-pass mode asks again for what failed and what depends on it, and for nothing else", async () => {
  const { ask, statuses } = begin(["10.1/a"]);
  const first = onePass(() => ({
    uses_dl: yesNo(true, "Text"),
    uses_ptms: failed("length"),
  }));
  await ask(first.annotator);
  assert.deepEqual(statuses(), [["uses_dl answered", "uses_ptms length"]]);
  await ask(first.annotator);
  assert.equal(first.log.length, 1);
  const second = onePass(() => ({ uses_ptms: yesNo(false) }));
  const { asked, kept, failed: left } = await ask(second.annotator, true);
  assert.deepEqual(second.log, [
    "10.1/a: uses_ptms identify_ptms identify_ptm_reuse identify_ptm_impact",
  ]);
  assert.deepEqual([asked, kept, left], [1, 1, 0]);
  assert.deepEqual(statuses(), [["uses_dl answered", "uses_ptms answered"]]);
});
