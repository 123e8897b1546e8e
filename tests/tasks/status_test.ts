import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "lib/annotate/store.ts";
import { statusOf } from "lib/study/store_status.ts";
import { statusInWords } from "lib/tasks/status.ts";
import { ANNOTATION, usageOf } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";
import { record } from "tests/support/record.ts";

Deno.test("status says what a store holds, what it took and how to go on", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path);
  const identity = {
    annotator: "openai",
    model: "gpt-5.4-mini",
    endpoint: "https://api.openai.com/v1",
    parameters: { prompt: 2 },
  };
  store.begin({
    sample: ["10.1/a", "10.1/b"].map((doi) => ({
      metadata: metadataOf({ doi }),
      stratum: "",
      inclusionProbability: 1,
    })),
    funnel: [],
    dropped: [],
    command: "deno task annotate --name x",
  });
  const attempts = [{
    outcome: "answered" as const,
    httpStatus: 200,
    usage: { ...usageOf(2_000_000, 1000), cachedTokens: 1_000_000 },
    message: null,
  }];
  record(
    store,
    { ...ANNOTATION, identity, attempts },
    {
      ...ANNOTATION,
      key: "f",
      identity,
      status: "timeout",
      answer: null,
      grounded: null,
      attempts: [],
    },
  );
  store.close();
  const status = await statusOf(path);
  assert.ok(status.bytes > 10_000);
  // A million tokens at $0.75, one at $0.075, a thousand at $4.50 per million.
  assert.equal(status.annotators[0]!.spent[0]!.usd!.toFixed(4), "0.8295");
  assert.deepEqual(
    statusInWords(
      "run.sqlite",
      { ...status, bytes: 52_345_678 },
      status.command!,
    ),
    [
      "Store: run.sqlite, 52.3 MB",
      "Current run: 1 of 2 sampled papers begun",
      "",
      'openai gpt-5.4-mini at https://api.openai.com/v1 {"prompt":2}',
      "  uses_dl: 1 answered; failed: 1 timeout; grounded 1 of 1",
      "  1 request: 2,000,000 prompt tokens (1,000,000 cached, 0 written), 1,000 completion tokens (0 reasoning), $0.83",
      "",
      "To go on: deno task annotate --name x",
    ],
  );
});

Deno.test("status says that a run is complete, and how to ask again what failed", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const lastLine = async (command: string) => {
    const status = await statusOf(path);
    return statusInWords("run.sqlite", status, command).at(-1);
  };
  const store = openStore(path);
  store.begin({ sample: [], funnel: [], dropped: [] });
  record(store, ANNOTATION);
  assert.equal(await lastLine("CMD"), "To go on: CMD");
  store.finish();
  assert.equal(
    await lastLine("CMD"),
    "Complete: nothing is left to ask; to write its outputs again: CMD",
  );
  record(store, { ...ANNOTATION, status: "timeout", answer: null });
  for (const command of ["CMD", "CMD --retry-failed"]) {
    assert.equal(
      await lastLine(command),
      "Complete: nothing is left to ask, but 1 question has no answer; to ask it again: CMD --retry-failed",
    );
  }
  store.begin({ sample: [], funnel: [], dropped: [], asks: "another" });
  assert.equal(await lastLine("CMD"), "To go on: CMD");
  store.close();
});

Deno.test("status shows answers given one by one and in one pass apart", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path);
  const notes = { mode: "one-pass" };
  record(store, ANNOTATION, { ...ANNOTATION, key: "o", notes }, {
    ...ANNOTATION,
    key: "f",
    notes,
    answer: null,
    grounded: null,
    status: "timeout",
  });
  store.close();
  const lines = statusInWords("run.sqlite", await statusOf(path), "CMD");
  const heads = lines.flatMap((line, i) =>
    line.startsWith("  uses_dl") ? [`${lines[i - 1]} |${line}`] : []
  );
  assert.equal(heads.length, 2);
  assert.match(heads[0]!, /uses_dl: 1 answered; none failed/);
  assert.doesNotMatch(heads[0]!, /one pass/);
  assert.match(
    heads[1]!,
    /, asked in one pass \| {2}uses_dl: 1 answered; failed: 1 timeout/,
  );
  assert.equal(
    lines.filter((line) => line.startsWith("  2 requests:")).length,
    1,
  );
});

Deno.test("status does not offer to ask an artifact again", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path);
  store.begin({ sample: [], funnel: [], dropped: [] });
  const identity = { ...ANNOTATION.identity, annotator: "artifact" };
  record(store, {
    ...ANNOTATION,
    identity,
    status: "invalid_answer",
    answer: null,
  });
  store.finish();
  store.close();
  assert.equal(
    statusInWords("run.sqlite", await statusOf(path), "CMD").at(-1),
    "Complete: nothing is left to ask; to write its outputs again: CMD",
  );
});

Deno.test("status does not make a store that is not there", async () => {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  await assert.rejects(statusOf(path), {
    name: "StudyError",
    message: /as it is not there: run `deno task annotate`/,
  });
  await assert.rejects(Deno.stat(path));
});
