import assert from "node:assert/strict";
import { openArtifact } from "lib/corpus/artifact.ts";
import { PAPERS, withFile } from "tests/corpus/artifact/example_artifact.ts";

Deno.test("openArtifact() leaves the file and its folder as they were", async () => {
  for (const wal of [false, true]) {
    await withFile(PAPERS, async (path, folder) => {
      const before = await stateOf(path);
      const artifact = await openArtifact(path);
      assert.equal(artifact.papers.length, 4);
      const beside = [...Deno.readDirSync(folder)].map(({ name }) => name);
      artifact.close();
      assert.deepEqual(beside, ["a db #1.sqlite3"]);
      assert.deepEqual(await stateOf(path), before);
      assert.equal([...Deno.readDirSync(folder)].length, 1);
    }, { wal });
  }
});

Deno.test("openArtifact() reads what still waits in a log, from a copy", async () => {
  await withFile(PAPERS, async (path, folder) => {
    const { DatabaseSync } = await import("node:sqlite");
    const writer = new DatabaseSync(path);
    writer.exec("PRAGMA wal_autocheckpoint = 0");
    writer.exec("INSERT INTO articles (_id, doi) VALUES (99, '10.1371/late')");
    const before = await stateOf(path);
    const list = () =>
      [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    const files = list();
    assert.ok(files.includes("a db #1.sqlite3-wal"));
    const artifact = await openArtifact(path);
    assert.equal(artifact.papers.length, 5);
    assert.ok(artifact.warnings.some((warning) => warning.includes("-wal")));
    artifact.close();
    assert.deepEqual(await stateOf(path), before);
    assert.deepEqual(list(), files);
    writer.close();
  }, { wal: true });
});

Deno.test("openArtifact() refuses what is no database, in one sentence", async () => {
  await withFile(PAPERS, async (path, folder) => {
    const whole = await Deno.readFile(path);
    const bad: [name: string, bytes: Uint8Array, message: RegExp][] = [
      ["empty", new Uint8Array(0), /is empty/],
      [
        "text",
        new TextEncoder().encode("doi,title\n".repeat(200)),
        /not an SQLite/,
      ],
      ["encrypted", whole.map((byte) => byte ^ 0xa5), /encrypted/],
      [
        "truncated",
        whole.slice(0, whole.length / 2),
        /truncated: it has \d+ of \d+/,
      ],
    ];
    for (const [name, bytes, message] of bad) {
      const file = `${folder}/${name}`;
      await Deno.writeFile(file, bytes);
      await assert.rejects(openArtifact(file), (error: Error) => {
        assert.match(error.message, message);
        assert.match(error.message, /^Cannot open artifact "[^\n]*$/);
        return true;
      });
    }
    await assert.rejects(openArtifact(`${folder}/none`), /no such file/);
    const { DatabaseSync } = await import("node:sqlite");
    const other = new DatabaseSync(`${folder}/other`);
    other.exec("CREATE TABLE cats (name)");
    other.close();
    await assert.rejects(
      openArtifact(`${folder}/other`),
      /none of the study's/,
    );
  });
});

Deno.test("openArtifact() says so if pages of the database are overwritten", async () => {
  const articles = Array.from({ length: 3000 }, (_, i) => ({
    ...{ doi: `10.1371/journal.pone.${i}`, title: "x".repeat(200) },
  }));
  await withFile({ articles }, async (path) => {
    const bytes = await Deno.readFile(path);
    bytes.fill(0xff, bytes.length / 2);
    await Deno.writeFile(path, bytes);
    await assert.rejects(openArtifact(path), /^Error: Cannot .* damaged/);
  });
});

async function stateOf(path: string) {
  const { mtime, size } = await Deno.stat(path);
  const bytes = await Deno.readFile(path);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [mtime?.getTime(), size, ...new Uint8Array(digest)];
}
