import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "lib/annotate/store.ts";
import { ANNOTATION } from "tests/support/annotation.ts";
import { metadataOf } from "tests/support/papers.ts";
import { record } from "tests/support/record.ts";

const PAPERS = 1000;
const PAGE_BYTES = 4096;
/** First byte of a page with rows of a table or an index. */
const LEAVES = [0x0a, 0x0d];

/** A store of many pages, closed, so that all of it is in its file. */
async function storeOfManyPages(): Promise<string> {
  const path = join(await Deno.makeTempDir(), "run.sqlite");
  const store = openStore(path);
  const dois = Array.from({ length: PAPERS }, (_, i) => `10.1/${i}`);
  store.begin({
    sample: dois.map((doi) => ({
      metadata: metadataOf({ doi }),
      stratum: "PLOS 2020",
      inclusionProbability: 1,
    })),
    funnel: [],
    dropped: [],
  });
  record(store, ...dois.map((doi) => ({ ...ANNOTATION, key: doi, doi })));
  store.close();
  return path;
}

function readAll(path: string): number {
  const store = openStore(path);
  try {
    return [...store.papers()].length;
  } finally {
    store.close();
  }
}

Deno.test("a store with damaged pages is refused in one sentence, and never read in part", async () => {
  const path = await storeOfManyPages();
  assert.equal(readAll(path), PAPERS);
  const whole = await Deno.readFile(path);
  const pages = Array.from(
    { length: whole.length / PAGE_BYTES },
    (_, page) => page * PAGE_BYTES,
  ).filter((at) => at > 0 && LEAVES.includes(whole[at]!));
  assert.ok(pages.length > 100, "too few pages to tell");
  let refused = 0;
  // Every third page in turn: of the sample, the answers, their requests, ...
  for (const at of pages.filter((_, i) => i % 3 === 0)) {
    const damaged = whole.slice();
    damaged.fill(0xff, at, at + PAGE_BYTES);
    await Deno.writeFile(path, damaged);
    let read: number | null = null;
    let message = "";
    try {
      read = readAll(path);
    } catch (error) {
      message = (error as Error).message;
    }
    // A page that nothing asked for may be damaged unseen.
    if (read !== null) assert.equal(read, PAPERS, `page at ${at}`);
    else {
      refused++;
      assert.equal(
        message,
        `Cannot read the run's store "${path}" as it is damaged; restore it from a copy, or move it away to ask everything anew`,
      );
    }
  }
  assert.ok(refused > 20, "too few pages were read");
});

Deno.test("a store that was cut off is refused in one sentence", async () => {
  const path = await storeOfManyPages();
  const { length } = await Deno.readFile(path);
  await Deno.truncate(path, length / 2);
  assert.throws(
    () => readAll(path),
    /^StoreError: Cannot (read|open) the run's store ".*" as it is damaged; restore it from a copy/,
  );
});
