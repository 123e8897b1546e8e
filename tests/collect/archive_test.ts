import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync, gzipSync } from "node:zlib";
import { openArchive, readArchive } from "lib/collect/archive.ts";

const URL = "http://example.org/text";

/** An archive with one answer, in a new folder. */
async function makeArchive() {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/answers.sqlite`;
  const archive = openArchive(path);
  const body = new TextEncoder().encode("A pre-trained network. ".repeat(50));
  const answer = { url: URL, status: 200, contentType: "", body };
  archive.keep("text", { ...answer, finalUrl: URL }, new Date(0));
  archive.close();
  return {
    path,
    body,
    /** Damages the answer. */
    damage(change: (gzip: Uint8Array) => Uint8Array) {
      using db = new DatabaseSync(path);
      const { body_gzip } = db.prepare("SELECT body_gzip FROM answers").get()!;
      db.prepare("UPDATE answers SET body_gzip = ?")
        .run(change(body_gzip as Uint8Array));
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

Deno.test("an answer that is not what was kept is never used", async (t) => {
  const damages: [name: string, change: (gzip: Uint8Array) => Uint8Array][] = [
    ["cut off", (gzip) => gzip.slice(0, gzip.length >> 1)],
    ["a byte changed", (gzip) => gzip.with(20, gzip[20]! ^ 1)],
    ["another text", (gzip) => {
      const text = new TextDecoder().decode(gunzipSync(gzip));
      return gzipSync(text.replace("pre-trained", "pre-drained"));
    }],
    ["nothing", () => new Uint8Array()],
  ];
  for (const [name, change] of damages) {
    await t.step(name, async () => {
      await using made = await makeArchive();
      made.damage(change);
      for (const open of [openArchive, readArchive]) {
        const archive = open(made.path);
        assert.throws(() => archive.find(URL), {
          message:
            /^Cannot use the kept answer to "http:\/\/example\.org\/text" as it is damaged: put back a copy of ".+answers\.sqlite"/,
        });
        archive.close();
      }
    });
  }
});

Deno.test("an archive can be read where it cannot be written", async () => {
  await using made = await makeArchive();
  const before = await Deno.readFile(made.path);
  const archive = openArchive(made.path, true);
  assert.deepEqual(new Uint8Array(archive.find(URL)!.body), made.body);
  assert.throws(() => archive.fail(URL, "x"), { message: /cannot be written/ });
  archive.close();
  assert.deepEqual(await Deno.readFile(made.path), before);
});

Deno.test("a failure is forgotten once there is an answer", async () => {
  await using made = await makeArchive();
  const archive = openArchive(made.path);
  const { find, fail, failure, keep } = archive;
  const answer = find(URL)!;
  assert.equal(failure(URL), null);
  fail(URL, "HTTP 503");
  assert.deepEqual([find(URL), failure(URL)], [null, "HTTP 503"]);
  keep("text", answer, new Date(0));
  assert.deepEqual([find(URL)!.sha256, failure(URL)], [answer.sha256, null]);
  archive.close();
});

Deno.test("a file that is damaged in the middle is named", async () => {
  await using made = await makeArchive();
  const bytes = await Deno.readFile(made.path);
  await Deno.writeFile(made.path, bytes.fill(0x55, 4096));
  assert.throws(() => openArchive(made.path).find(URL), {
    message: /^Cannot open the kept answers ".+answers\.sqlite"/,
  });
});
