import assert from "node:assert/strict";
import { join } from "node:path";
import { hashText } from "lib/annotate/annotation_key.ts";
import { replayAnnotator } from "lib/annotate/replay.ts";
import {
  openRecording,
  recordedIdentity,
} from "lib/annotate/replay/recording.ts";
import { type Annotation, openStore } from "lib/annotate/store.ts";
import { annotationLine } from "lib/findings/annotation_line.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { record } from "tests/support/record.ts";
import { metadataOf, paperOf } from "tests/support/papers.ts";

const QUESTIONS = await loadQuestions();
const PAPER = paperOf("We fine-tuned VGG-16.", { doi: "10.1/a" });
const EVIDENCE = {
  match: "exact",
  start: 0,
  end: 21,
  section: "methods",
} as const;

const BASE: Annotation = {
  ...ANNOTATION,
  doi: "10.1/a",
  textHash: hashText(PAPER.text),
  identity: { ...ANNOTATION.identity, endpoint: "https://api.example/v1" },
};

/** A yes, mentions with everything that they can carry, and a failure. */
const RECORDED: Annotation[] = [
  {
    ...BASE,
    key: "1",
    answer: { kind: "yes-no", result: true, evidence: "We fine-tuned VGG-16." },
    evidence: [{ quote: "We fine-tuned VGG-16.", ...EVIDENCE }],
  },
  {
    ...BASE,
    key: "2",
    question: "identify_ptm_reuse",
    answer: {
      kind: "mentions",
      mentions: ["adaptation", "conceptual"].map((category, i) => ({
        name: "VGG-16",
        category,
        description: i === 0 ? "fine-tuned" : null,
        evidence: "We fine-tuned VGG-16.",
      })),
    },
    evidence: [0, 1].map(() => ({
      quote: "We fine-tuned VGG-16.",
      ...EVIDENCE,
    })),
  },
  {
    ...BASE,
    key: "3",
    question: "uses_ptms",
    status: "refused",
    answer: null,
    evidence: [],
    grounded: null,
    message: "The model refused to answer",
  },
];

const question = (id: string) => QUESTIONS.find((one) => one.id === id)!;

/** The recording as a store and as JSON lines. */
async function recordings(annotations: readonly Annotation[]) {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "run.sqlite");
  const store = openStore(path);
  const sample = [{
    metadata: metadataOf({ doi: "10.1/a" }),
    stratum: "",
    inclusionProbability: 1,
  }];
  store.begin({ sample, funnel: [], dropped: [] });
  record(store, ...annotations);
  store.close();
  const lines = join(folder, "annotations.jsonl");
  const text = annotations.map((one) =>
    annotationLine(one.doi, one, question(one.question)) + "\n"
  );
  await Deno.writeTextFile(lines, text.join(""));
  return { path, lines };
}

Deno.test("replayAnnotator() gives the recorded answers again, from a store or from JSON lines", async (t) => {
  const { path, lines } = await recordings(RECORDED);
  for (const file of [path, lines]) {
    await t.step(file === path ? "store" : "JSON lines", async () => {
      const recording = await openRecording(file);
      const identity = recordedIdentity(recording, file, null);
      assert.deepEqual(identity, BASE.identity);
      const annotator = replayAnnotator(recording, identity);
      for (const one of RECORDED) {
        const reply = await annotator.ask(PAPER, question(one.question));
        assert.equal(reply.status, one.status);
        assert.deepEqual(reply.answer, one.answer);
        assert.equal(reply.message, one.message);
        assert.deepEqual(reply.usage, one.usage);
        assert.deepEqual(reply.notes, one.notes);
        assert.deepEqual(reply.attempts, []);
      }
    });
  }
});

Deno.test("replayAnnotator() remembers which answers came from a batch", async () => {
  const [first, ...others] = RECORDED;
  const attempts = BASE.attempts.map((one) => ({ ...one, batch: "b-1" }));
  const { path, lines } = await recordings([
    { ...first!, attempts },
    ...others,
  ]);
  for (const file of [path, lines]) {
    const annotator = replayAnnotator(
      await openRecording(file),
      BASE.identity,
    );
    const notesOf = async ({ question: id }: Annotation) =>
      (await annotator.ask(PAPER, question(id))).notes;
    assert.deepEqual(await notesOf(first!), { ...BASE.notes, batch: "b-1" });
    assert.deepEqual(await notesOf(others[0]!), BASE.notes);
  }
});

Deno.test("replayAnnotator() names what was not recorded", async (t) => {
  const { path } = await recordings(RECORDED);
  const recording = await openRecording(path);
  const annotator = replayAnnotator(recording, BASE.identity);
  const usesDl = question("uses_dl");
  const cases = [
    ["another text", paperOf("Other text."), usesDl],
    ["another version", PAPER, { ...usesDl, version: 99 }],
    ["another question", PAPER, question("identify_ptms")],
  ] as const;
  for (const [name, paper, asked] of cases) {
    await t.step(name, async () => {
      const { status, answer, message } = await annotator.ask(paper, asked);
      assert.equal(status, "not_recorded");
      assert.equal(answer, null);
      assert.match(
        message!,
        new RegExp(`version ${asked.version} of "${asked.id}"`),
      );
    });
  }
});

Deno.test("recordedIdentity() wants to know whose answers, if there are several", async () => {
  const other = { ...BASE.identity, model: "m2" };
  const { lines } = await recordings([
    RECORDED[0]!,
    { ...RECORDED[2]!, identity: other },
  ]);
  const recording = await openRecording(lines);
  assert.throws(
    () => recordedIdentity(recording, lines, null),
    /more than one annotator: choose one with --model: m, m2$/,
  );
  assert.deepEqual(recordedIdentity(recording, lines, "m2"), other);
  assert.throws(
    () => recordedIdentity(recording, lines, "m3"),
    /holds no answers of "m3"/,
  );
});

Deno.test("openRecording() says in one sentence what is no recording", async () => {
  const path = join(await Deno.makeTempDir(), "notes.txt");
  await Deno.writeTextFile(path, "Some notes.\n");
  await assert.rejects(
    openRecording(path),
    /^Error: Cannot replay ".*notes\.txt" as it is neither a run's store nor annotations as JSON lines: line 1 is not one$/,
  );
});
