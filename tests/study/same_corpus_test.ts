import assert from "node:assert/strict";
import { join } from "node:path";
import { annotateStudy } from "lib/study/annotate_study.ts";
import { checkSameCorpus } from "lib/study/same_corpus.ts";
import { savedSettingsPath, takeName } from "lib/study/saved_settings.ts";
import { settle } from "lib/study/settings.ts";
import { freshName, removeRun } from "tests/support/run_task.ts";
import { SMALL_JATS } from "tests/study/small_jats.ts";

Deno.test("a name that is a run's of another corpus is refused, in one sentence that names both", async () => {
  const root = await Deno.makeTempDir();
  const name = freshName("same");
  const study = (corpus: string) => settle({ name, corpus }, "the test");
  const [a, b] = [join(root, "a", "articles"), join(root, "b", "articles")];
  await Deno.mkdir(a, { recursive: true });
  await Deno.mkdir(b, { recursive: true });
  try {
    const first = await study(`jats:${a}`);
    await checkSameCorpus(first); // nobody has the name yet
    await takeName(first);
    await checkSameCorpus(first);
    await checkSameCorpus(await study(`jats:${join(root, "b/../a/articles")}`));
    for (
      const [corpus, text] of [[`jats:${b}`, `jats:${b}`], [
        `pdf:${a}`,
        `pdf:${a}`,
      ], [
        "demo:7",
        "demo:7",
      ]] as const
    ) {
      await assert.rejects(checkSameCorpus(await study(corpus)), {
        name: "StudyError",
        message:
          `Cannot run the corpus "${text}" under the name "${name}" as that is the run of "jats:${a}", whose answers and outputs it would replace: give it a name of its own with --name OTHER`,
      });
    }
  } finally {
    await removeRun(name);
  }
});

Deno.test("the demo's size counts, and its name is nobody else's even before it has run", async () => {
  const name = freshName("same");
  const study = (corpus: string, name: string) =>
    settle({ name, corpus }, "the test");
  try {
    await takeName(await study("demo:30", name));
    await checkSameCorpus(await study("demo:30", name));
    await assert.rejects(
      checkSameCorpus(await study("demo:31", name)),
      /"demo:31" .* the run of "demo:30"/,
    );
  } finally {
    await removeRun(name);
  }
  await checkSameCorpus(await study("demo", "demo"));
  const folder = await Deno.makeTempDir();
  for (const corpus of [`jats:${folder}`, "demo:31"]) {
    await assert.rejects(
      checkSameCorpus(await study(corpus, "demo")),
      /under the name "demo" as that is the run of "demo:\d+"/,
    );
  }
});

Deno.test("a corpus that was moved or copied is the same, another one in its place is not", async () => {
  const root = await Deno.makeTempDir();
  const name = freshName("same");
  const study = (folder: string) =>
    settle({ name, corpus: `jats:${join(root, folder)}` }, "the test");
  const write = async (folder: string, text: string) => {
    await Deno.mkdir(join(root, folder));
    await Deno.writeTextFile(
      join(root, folder, "one.xml"),
      SMALL_JATS.replace("TEXT", text),
    );
  };
  await write("first", "We sampled 40 lakes.");
  await write("copy", "We sampled 40 lakes.");
  await write("other", "We trained a convolutional neural network.");
  try {
    const first = await study("first");
    await annotateStudy(first);
    await takeName(first);
    await checkSameCorpus(await study("copy"));
    await assert.rejects(checkSameCorpus(await study("other")), /--name OTHER/);
    await Deno.rename(join(root, "first"), join(root, "moved"));
    await checkSameCorpus(await study("moved"));
    await Deno.rename(join(root, "other"), join(root, "first"));
    await Deno.remove(savedSettingsPath({ name }));
    await checkSameCorpus(await study("first"));
  } finally {
    await removeRun(name);
  }
});
