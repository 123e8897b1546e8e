import assert from "node:assert/strict";
import { join } from "node:path";
import { type Annotation, openStore } from "lib/annotate/store.ts";
import { annotationLine } from "lib/findings/annotation_line.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import { readComparedRuns } from "lib/study/compared_runs.ts";
import { settle } from "lib/study/settings.ts";
import {
  checkKeys,
  isRunName,
  override,
  resolvePaths,
} from "lib/study/study_keys.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";
import { record } from "tests/support/record.ts";

const QUESTIONS = await loadQuestions();
const WANTED = { dois: new Set(["10.1/a"]), questions: QUESTIONS };
const FOLDER = await Deno.makeTempDir();

function annotation(parts: Partial<Annotation> = {}): Annotation {
  return {
    ...ANNOTATION,
    identity: {
      annotator: "openai",
      model: "m-1",
      endpoint: "",
      parameters: {},
    },
    ...parts,
  };
}

/** Writes annotations as an export does, and gives the file. */
async function exported(
  name: string,
  lines: readonly (readonly [doi: string, annotation: Annotation])[],
): Promise<string> {
  const path = join(FOLDER, name);
  await Deno.mkdir(join(path, ".."), { recursive: true });
  const text = lines.map(([doi, annotation]) =>
    annotationLine(
      doi,
      annotation,
      QUESTIONS.find(({ id }) => id === annotation.question)!,
    ) + "\n"
  );
  await Deno.writeTextFile(path, text.join(""));
  return path;
}

Deno.test("readComparedRuns() reads exported annotations of labelled papers, with their evidence", async () => {
  const mention = {
    name: "BERT",
    category: "adaptation",
    description: "fine-tuned",
    evidence: "we tuned BERT",
  };
  const path = await exported("one/annotations.jsonl", [
    ["10.1/a", annotation()],
    ["10.1/b", annotation()],
    [
      "10.1/a",
      annotation({
        question: "identify_ptm_reuse",
        answer: { kind: "mentions", mentions: [mention] },
        evidence: [{
          quote: mention.evidence,
          match: "none",
          start: null,
          end: null,
          section: null,
        }],
        grounded: false,
        notes: { text_cut: "kept half" },
      }),
    ],
  ]);
  const { annotators, warnings } = await readComparedRuns(
    [path],
    "lexicon",
    WANTED,
  );
  assert.deepEqual(warnings, []);
  const [{ id, papers }] = annotators as [typeof annotators[number]];
  assert.equal(id, "openai:m-1");
  assert.deepEqual([...papers.keys()], ["10.1/a"]);
  const [uses, reuse] = papers.get("10.1/a")!;
  assert.deepEqual(uses!.answer, annotation().answer);
  assert.equal(uses!.evidence[0]?.match, "exact");
  assert.deepEqual(reuse!.answer, { kind: "mentions", mentions: [mention] });
  assert.deepEqual([reuse!.grounded, reuse!.notes.text_cut], [
    false,
    "kept half",
  ]);
  assert.equal(reuse!.evidence[0]?.match, "none");
});

Deno.test("readComparedRuns() tells namesakes apart by their run, and people in one file by their models", async () => {
  const first = await exported("run-a/annotations.jsonl", [
    ["10.1/a", annotation()],
  ]);
  const second = await exported("b.jsonl", [
    ["10.1/a", annotation()],
    [
      "10.1/a",
      annotation({
        identity: { ...annotation().identity, model: "m-2" },
      }),
    ],
  ]);
  const { annotators } = await readComparedRuns(
    [first, second, second],
    "openai:m-1",
    WANTED,
  );
  assert.deepEqual(annotators.map(({ id }) => id), [
    "openai:m-1#run-a",
    "openai:m-1#b",
    "openai:m-2",
    "openai:m-1#b-2",
    "openai:m-2#b",
  ]);
});

Deno.test("readComparedRuns() reads the store of a run and leaves it as it is", async () => {
  const path = join(FOLDER, "run.sqlite");
  const store = openStore(path);
  const metadata = metadataOf({ doi: "10.1/a" });
  store.begin({
    sample: [{ metadata, stratum: "", inclusionProbability: 1 }],
    funnel: [],
    dropped: [],
  });
  record(store, annotation());
  store.close();
  const beside = () =>
    [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
      .filter((name) => name.startsWith("run.sqlite"));
  const before = await Deno.readFile(path);
  const { annotators } = await readComparedRuns([path], "lexicon", WANTED);
  assert.deepEqual(beside(), ["run.sqlite"]);
  assert.deepEqual(await Deno.readFile(path), before);
  assert.deepEqual(
    annotators.map(({ id, papers }) => [
      id,
      papers.get("10.1/a")?.map(({ question }) => question),
    ]),
    [["openai:m-1", ["uses_dl"]]],
  );
});

Deno.test("readComparedRuns() names what gives nothing to compare", async () => {
  const path = await exported("old.jsonl", [
    ["10.1/a", annotation({ questionVersion: 99 })],
    ["10.1/z", annotation()],
  ]);
  const { annotators, warnings } = await readComparedRuns(
    [path],
    "lexicon",
    WANTED,
  );
  assert.deepEqual(annotators, []);
  assert.deepEqual(warnings, [
    '"old.jsonl" is not compared as it answers none of the study\'s questions about a labelled paper',
  ]);
  const broken = join(FOLDER, "broken.jsonl");
  await Deno.writeTextFile(broken, "not JSON\n");
  await assert.rejects(
    readComparedRuns([broken], "lexicon", WANTED),
    /neither a run's store nor annotations as JSON lines: line 1/,
  );
});

Deno.test("compare takes names of runs and files, which must be there", async () => {
  assert.equal(isRunName("my-run.2"), true);
  assert.equal(isRunName("a/b"), false);
  assert.equal(isRunName("b.jsonl"), false);
  const file = join(FOLDER, "there.jsonl");
  await Deno.writeTextFile(file, "");
  const source = resolvePaths(
    checkKeys({ compare: ["there.jsonl"] }, "the study"),
    FOLDER,
  );
  assert.deepEqual(source.compare, [file]);
  assert.deepEqual((await settle(source, "the study")).compare, [file]);
  assert.deepEqual((await settle({}, "the study")).compare, []);
  for (const entry of ["no-such-run-of-mine", join(FOLDER, "gone.jsonl")]) {
    await assert.rejects(settle({ compare: [entry] }, "the study"), {
      name: "StudyError",
      message:
        /"compare" names ".*(no-such-run-of-mine\.sqlite|gone\.jsonl)", which is not there/,
    });
  }
  assert.throws(
    () => checkKeys({ compare: "run" }, "the study"),
    /"compare" is "run": allowed is a list of names of runs, or of files/,
  );
  assert.deepEqual(
    override({ corpus: "jats:/a", compare: [file] }, { corpus: "pdf:/b" }),
    { corpus: "pdf:/b" },
  );
});
