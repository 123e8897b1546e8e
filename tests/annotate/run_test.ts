import assert from "node:assert/strict";
import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import { annotateSample, type RunProgress } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
import { drawSample } from "lib/corpus/sample.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";
import {
  answered,
  failed,
  scriptedAnnotator,
  yesNo,
} from "tests/support/scripted_annotator.ts";

const QUESTIONS = await loadQuestions();
const PAPERS = ["a", "b", "c"].map((name) =>
  paperOf(`Text of ${name}: we trained a network.`, { doi: `10.1/${name}` })
);
const CORPUS = corpusOf(PAPERS);
const SAMPLE = drawSample(PAPERS, { size: "all", atLeastOne: false, seed: 1 });

/** A: no deep learning. B: deep learning only. C: reuses one model. */
const script = scriptedAnnotator((paper, question) => {
  if (question.id === "uses_dl") {
    return yesNo(paper.doi !== "10.1/a", "a network");
  }
  if (question.id === "uses_ptms") {
    return yesNo(paper.doi === "10.1/c", "not there");
  }
  const category = question.kind === "mentions" ? question.category : null;
  return answered({
    kind: "mentions",
    mentions: [{
      name: "VGG-16",
      category: category ? category.values[0]!.value : null,
      description: null,
      evidence: "we  TRAINED a network",
    }],
  });
});

/** Papers, asked, kept and failed. */
function counts({ papers, asked, kept, failed }: RunProgress) {
  return [papers, asked, kept, failed];
}

function run(store = openStore(":memory:"), options = {}) {
  store.begin({ sample: SAMPLE, funnel: [], dropped: [] });
  const { annotator } = script;
  return annotateSample({
    corpus: CORPUS,
    sample: SAMPLE,
    questions: QUESTIONS,
    annotator,
    store,
    ...options,
  });
}

Deno.test("annotateSample() asks a question only if the one before it was answered yes", async () => {
  script.log.length = 0;
  const progress = await run();
  assert.deepEqual(script.log, [
    "10.1/a uses_dl",
    "10.1/b uses_dl",
    "10.1/b uses_ptms",
    ...QUESTIONS.map(({ id }) => `10.1/c ${id}`),
  ]);
  assert.deepEqual(counts(progress), [3, 8, 0, 0]);
});

Deno.test("annotateSample() asks nothing again that the store holds", async () => {
  const store = openStore(":memory:");
  await run(store);
  script.log.length = 0;
  assert.deepEqual(counts(await run(store)), [3, 0, 8, 0]);
  assert.deepEqual(script.log, []);
});

Deno.test("annotateSample() asks anew if model or question change, and keeps the old answer", async () => {
  const store = openStore(":memory:");
  await run(store);
  const other = scriptedAnnotator(() => yesNo(false), "script-2");
  await run(store, { annotator: other.annotator });
  assert.equal(other.log.length, 3);
  const reworded = QUESTIONS.map((question) => ({
    ...question,
    words: "Really?",
  }));
  assert.equal((await run(store, { questions: reworded })).asked, 8);
  assert.equal((await run(store)).asked, 0);
});

Deno.test("annotateSample() keeps what was answered if the annotator stops", async () => {
  const store = openStore(":memory:");
  const stopping = scriptedAnnotator((paper) => {
    if (paper.doi === "10.1/b") throw new AnnotatorStopped("Cannot go on");
    return yesNo(false);
  });
  await assert.rejects(
    run(store, { annotator: stopping.annotator }),
    AnnotatorStopped,
  );
  const going = scriptedAnnotator(() => yesNo(false));
  const progress = await run(store, { annotator: going.annotator });
  assert.deepEqual(counts(progress), [3, 2, 1, 0]);
});

Deno.test("annotateSample() keeps failures as rows and asks them again only on request", async () => {
  const store = openStore(":memory:");
  const failing = scriptedAnnotator(() => failed("refused"));
  assert.equal((await run(store, { annotator: failing.annotator })).failed, 3);
  assert.equal((await run(store, { annotator: failing.annotator })).kept, 3);
  const [paper] = store.papers();
  assert.equal(paper?.annotations[0]?.status, "refused");
  const mended = scriptedAnnotator(() => yesNo(false));
  const again = await run(store, {
    annotator: mended.annotator,
    retryFailed: true,
  });
  assert.deepEqual(counts(again), [3, 3, 0, 0]);
});

Deno.test("annotateSample() locates evidence and says where there is none", async () => {
  const store = openStore(":memory:");
  await run(store);
  const [, , paper] = store.papers();
  const found = paper!.annotations.map(({ evidence }) => evidence[0]!.match);
  assert.deepEqual(found, [
    "exact",
    "none",
    "normalised",
    "normalised",
    "normalised",
  ]);
  const { start, end, section } = paper!.annotations[2]!.evidence[0]!;
  assert.equal(PAPERS[2]!.text.slice(start!, end!), "we trained a network");
  assert.equal(section, "methods");
});

Deno.test("annotateSample() counts a paper that can no longer be read and goes on", async () => {
  const store = openStore(":memory:");
  const progress = await run(store, { corpus: corpusOf(PAPERS.slice(1)) });
  assert.equal(progress.papers, 3);
  assert.deepEqual(store.dropped().map(({ reason }) => reason), ["gone"]);
});

Deno.test("annotateSample() stops between two papers if it is interrupted", async () => {
  const store = openStore(":memory:");
  const stop = new AbortController();
  const stopped = run(store, {
    signal: stop.signal,
    papersAtOnce: 1,
    onProgress: ({ papers }: RunProgress) => {
      if (papers === 1) stop.abort(new Error("enough"));
    },
  });
  await assert.rejects(stopped, /enough/);
  assert.equal(
    [...store.papers()].filter(({ annotations }) => annotations.length).length,
    1,
  );
});
