import assert from "node:assert/strict";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  type Annotator,
  AnnotatorStopped,
  LimitReached,
  type Reply,
} from "lib/annotate/annotator.ts";
import { annotateSample, type RunProgress } from "lib/annotate/run.ts";
import { openStore } from "lib/annotate/store.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { drawSample } from "lib/corpus/sample.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import type { Question } from "lib/questions/question.ts";
import { usageOf } from "tests/support/annotation.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";
import { answered, failed, yesNo } from "tests/support/scripted_annotator.ts";

const QUESTIONS = await loadQuestions();

function papersOf(count: number): Paper[] {
  return Array.from({ length: count }, (_, i) => {
    const name = String(i).padStart(3, "0");
    return paperOf(`Text ${name}: we used a network.`, { doi: `10.1/${name}` });
  });
}

/** Says yes to everything. */
function yesTo(question: Question): Reply {
  if (question.kind === "yes-no") return yesNo(true, "a network");
  const category = question.category
    ? question.category.values[0]!.value
    : null;
  const description = question.description ? "whole" : null;
  const evidence = "a network";
  const mention = { name: "VGG-16", category, description, evidence };
  return answered({ kind: "mentions", mentions: [mention] });
}

/** An annotator whose answers come when the test lets them. */
function held(reply = (_paper: Paper, question: Question) => yesTo(question)) {
  const waiting: { asked: string; answer: () => void }[] = [];
  const annotator: Annotator = {
    identity: { annotator: "held", model: "m", endpoint: "", parameters: {} },
    mode: "single",
    ask: (paper, question) =>
      new Promise((resolve, reject) => {
        const answer = () => {
          try {
            resolve(reply(paper, question));
          } catch (error) {
            reject(error);
          }
        };
        const asked = `${paper.doi.slice(5)} ${question.id}`;
        waiting.push({ asked, answer });
      }),
  };
  /** Answers everything that waits, and gives what it was. */
  const round = async () => {
    await settled();
    const now = waiting.splice(0);
    now.forEach(({ answer }) => answer());
    await settled();
    return now.map(({ asked }) => asked);
  };
  return { annotator, waiting, round };
}

/** Lets everything happen that can. */
async function settled() {
  for (let i = 0; i < 50; i++) await setImmediate();
}

function run(papers: Paper[], annotator: Annotator, options = {}) {
  const sample = drawSample(papers, {
    size: "all",
    atLeastOne: false,
    seed: 1,
  });
  const store = openStore(":memory:");
  store.begin({ sample, funnel: [], dropped: [] });
  const done = annotateSample({
    corpus: corpusOf(papers),
    sample,
    questions: QUESTIONS,
    annotator,
    store,
    ...options,
  });
  return { done, store };
}

Deno.test("annotateSample() has several papers under way, and of each the first question alone", async () => {
  const { annotator, round } = held();
  const { done } = run(papersOf(3), annotator, { papersAtOnce: 2 });
  const last = ["identify_ptms", "identify_ptm_reuse", "identify_ptm_impact"];
  const of = (paper: string) => last.map((id) => `${paper} ${id}`);
  assert.deepEqual(await round(), ["000 uses_dl", "001 uses_dl"]);
  assert.deepEqual(await round(), ["000 uses_ptms", "001 uses_ptms"]);
  assert.deepEqual(await round(), [...of("000"), ...of("001")]);
  assert.deepEqual(await round(), ["002 uses_dl"]);
  assert.deepEqual(await round(), ["002 uses_ptms"]);
  assert.deepEqual(await round(), of("002"));
  assert.equal((await done).papers, 3);
});

Deno.test("annotateSample() takes more papers as soon as more may be under way", async () => {
  const { annotator, round } = held(() => yesNo(false));
  let papersAtOnce = 1;
  const { done } = run(papersOf(6), annotator, {
    papersAtOnce: () => papersAtOnce,
  });
  assert.equal((await round()).length, 1);
  papersAtOnce = 3;
  assert.equal((await round()).length, 1);
  assert.equal((await round()).length, 3);
  assert.equal((await round()).length, 1);
  await done;
});

Deno.test("annotateSample() keeps what is in flight when the annotator stops, and asks nothing more", async (t) => {
  for (const Stop of [AnnotatorStopped, LimitReached]) {
    await t.step(Stop.name, async () => {
      const { annotator, waiting, round } = held((paper) => {
        if (paper.doi.endsWith("000")) throw new Stop("Stopped for the test");
        return yesNo(true, "a network");
      });
      const { done, store } = run(papersOf(9), annotator, { papersAtOnce: 3 });
      const end = assert.rejects(done, { name: Stop.name });
      await settled();
      waiting.shift()!.answer();
      await settled();
      assert.equal((await round()).length, 2);
      assert.deepEqual(await round(), []);
      await end;
      const answers = [...store.papers()].map((paper) =>
        paper.annotations.length
      );
      assert.deepEqual(answers, [0, 1, 1, 0, 0, 0, 0, 0, 0]);
    });
  }
});

Deno.test("annotateSample() asks once about a text that two papers have", async () => {
  const [paper] = papersOf(1);
  const { annotator, round } = held(() => yesNo(false));
  const twins = [paper!, { ...paper!, doi: "10.1/twin" }];
  const { done, store } = run(twins, annotator);
  assert.equal((await round()).length, 1);
  const { asked, kept } = await done;
  assert.deepEqual([asked, kept], [1, 1]);
  for (const { annotations } of store.papers()) {
    assert.equal(annotations.length, 1);
  }
});

Deno.test("annotateSample() adds up what all tries of an answer took", async () => {
  const papers = papersOf(1);
  const sample = drawSample(papers, {
    size: "all",
    atLeastOne: false,
    seed: 1,
  });
  const store = openStore(":memory:");
  store.begin({ sample, funnel: [], dropped: [] });
  const asking = (reply: Reply, retryFailed: boolean) =>
    annotateSample({
      corpus: corpusOf(papers),
      sample,
      questions: QUESTIONS.slice(0, 1),
      annotator: {
        identity: { annotator: "a", model: "m", endpoint: "", parameters: {} },
        mode: "single",
        ask: () => Promise.resolve(reply),
      },
      store,
      retryFailed,
    });
  const usage = usageOf(100, 5);
  const attempt = (outcome: Reply["status"]) => ({
    outcome,
    httpStatus: 200,
    usage,
    message: null,
  });
  const first = { ...failed("length"), usage, attempts: [attempt("length")] };
  const second = {
    ...yesNo(false),
    usage,
    attempts: [attempt("answered")],
  };
  await asking(first, false);
  const progress: RunProgress = await asking(second, true);
  assert.equal(progress.promptTokens, 100);
  const annotation = [...store.papers()][0]!.annotations[0];
  assert.deepEqual(annotation!.usage, usageOf(200, 10));
  assert.deepEqual(
    annotation!.attempts.map(({ outcome }) => outcome),
    ["length", "answered"],
  );
});

Deno.test("two processes with one store ask everything once between them", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const papers = papersOf(40);
  const sample = drawSample(papers, {
    size: "all",
    atLeastOne: false,
    seed: 1,
  });
  const asked: string[] = [];
  const annotator: Annotator = {
    identity: { annotator: "a", model: "m", endpoint: "", parameters: {} },
    mode: "single",
    async ask(paper, question) {
      asked.push(`${paper.doi} ${question.id}`);
      await new Promise((go) => setTimeout(go, 1));
      return yesTo(question);
    },
  };
  const work = async () => {
    const store = openStore(path);
    await store.join();
    store.begin({ sample, funnel: [], dropped: [] });
    const progress = await annotateSample({
      corpus: corpusOf(papers),
      sample,
      questions: QUESTIONS,
      annotator,
      store,
      papersAtOnce: 8,
    });
    store.close();
    return progress;
  };
  const ends = await Promise.all([work(), work()]);
  assert.equal(asked.length, 40 * QUESTIONS.length);
  assert.equal(new Set(asked).size, asked.length);
  for (const { papers, asked, kept } of ends) {
    assert.deepEqual([papers, asked + kept], [40, 200]);
    assert.ok(asked > 0, "one process did everything");
  }
  const store = openStore(path);
  for (const { annotations } of store.papers()) {
    assert.equal(annotations.length, QUESTIONS.length);
  }
  store.close();
});
