import assert from "node:assert/strict";
import {
  annotateRecorded,
  artifactIdentity,
  countNotAsked,
} from "lib/annotate/recorded/annotate_recorded.ts";
import { readArtifactAnswers } from "lib/annotate/recorded/read_artifact_answers.ts";
import {
  askInWordsOf,
  readArtifactPrompts,
} from "lib/annotate/recorded/read_prompts.ts";
import { type Artifact, openArtifact } from "lib/corpus/artifact.ts";
import { loadQuestions } from "lib/questions/load_questions.ts";
import {
  type ArtifactContent,
  makeArtifact,
  record,
} from "tests/support/make_artifact.ts";

const A = "10.1371/a";
const B = "10.1371/b";
const C = "10.1371/c";
const CONTENT: ArtifactContent = {
  articles: [{ doi: A }, { doi: B }, { doi: C }],
  openalex: [record(A, 2020), record(B, 2021), record(C, 2022)],
  markdown: [
    { doi: A, markdown: "# Methods\n\nWe ran U-Net on spectra.\n" },
    { doi: B, markdown: "# Methods\n\nWe counted.\n" },
    { doi: C },
  ],
  uses_dl_analysis: [
    { doi: A, model_response: '{"result": true, "prose": "We ran U-Net"}' },
    { doi: B, model_response: '{"result": "tr' },
    { doi: A, model_response: '{"result": true, "prose": "We ran U-Net"}' },
    { doi: C, model_response: '[{"result": true, "prose": "Not there."}]' },
  ],
  uses_ptms_analysis: [
    { doi: A.toUpperCase(), model_response: '{"result": false, "prose": ""}' },
  ],
  _llm_prompts: [
    { tag: "uses_dl", prompt: "Old words", json_string: "{" },
    { tag: "uses_dl", prompt: "New words", json_string: '{"tag": "uses_dl"}' },
  ],
};

async function withArtifact(
  test: (artifact: Artifact) => Promise<void> | void,
) {
  const path = await Deno.makeTempFile();
  try {
    makeArtifact(path, CONTENT);
    const artifact = await openArtifact(path);
    await test(artifact);
    artifact.close();
  } finally {
    await Deno.remove(path);
  }
}

async function annotationsOf(artifact: Artifact, ground: boolean) {
  const questions = await loadQuestions();
  const answers = new Map(
    questions.map((question) => [
      question.id,
      readArtifactAnswers(artifact.db, artifact.schema, question),
    ]),
  );
  const asked = new Set(answers.get("uses_dl")!.byDoi.keys());
  const { sample } = artifact.select({
    ...{ size: "all", atLeastOne: false, seed: 1, asked },
  });
  const papers = await Array.fromAsync(annotateRecorded({
    sample,
    questions,
    identity: artifactIdentity("/data/aius.sqlite3", null),
    answers,
    ground: ground ? artifact : null,
  }));
  return { papers, answers, questions };
}

Deno.test("annotateRecorded() gives what was recorded, once for each paper and question", async () => {
  await withArtifact(async (artifact) => {
    const { papers, answers, questions } = await annotationsOf(artifact, false);
    const outcomes = papers.map(({ metadata, annotations }) => [
      metadata.doi,
      ...[...annotations.values()].map(({ question, status, message }) =>
        `${question} ${status} ${message}`
      ),
    ]);
    assert.deepEqual(outcomes, [
      [A, "uses_dl answered null", "uses_ptms answered null"],
      [B, "uses_dl length cut off"],
      [C, "uses_dl answered null"],
    ]);
    const [first] = papers[0]!.annotations.values();
    assert.deepEqual(first!.identity, {
      annotator: "artifact",
      model: "unknown",
      endpoint: "",
      parameters: { artifact: "aius.sqlite3" },
    });
    // No text was read: nothing is said about whether the quote is in it.
    const unchecked = { match: "unchecked", start: null, end: null };
    assert.deepEqual(first!.evidence, [
      { quote: "We ran U-Net", ...unchecked, section: null },
    ]);
    assert.equal(first!.grounded, null);
    assert.deepEqual([...answers.get("uses_dl")!.reasons], [["cut off", 1]]);
    // C's yes stands in a list, which the study's own reader did not take for one.
    assert.equal(countNotAsked(questions, answers).get("uses_ptms"), 1);
    const keys = papers.flatMap(({ annotations }) =>
      [...annotations.values()].map(({ key }) => key)
    );
    assert.equal(new Set(keys).size, 4);
  });
});

Deno.test("annotateRecorded() locates the quotes where texts are wanted", async () => {
  await withArtifact(async (artifact) => {
    const { papers } = await annotationsOf(artifact, true);
    const [a] = papers[0]!.annotations.values();
    assert.deepEqual(
      a!.evidence.map(({ match, start, section }) => [
        ...[match, start, section],
      ]),
      [["exact", 11, "methods"]],
    );
    assert.equal(a!.grounded, true);
    assert.equal(a!.textHash.length, 64);
    const [c] = papers[2]!.annotations.values();
    assert.equal(c!.grounded, false);
  });
});

Deno.test("readArtifactPrompts() gives the newest words, which a question can be asked in", async () => {
  await withArtifact(async ({ db }) => {
    const prompts = readArtifactPrompts(db);
    assert.deepEqual(prompts.get("uses_dl"), {
      tag: "uses_dl",
      prompt: "New words",
      json: { tag: "uses_dl" },
    });
    const questions = await loadQuestions();
    const asked = askInWordsOf(questions, prompts);
    assert.equal(asked[0]!.words, "New words");
    assert.deepEqual(asked.slice(1), questions.slice(1));
  });
});
