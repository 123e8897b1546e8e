import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { fetchSource } from "lib/fetch/fetch_source.ts";
import { loadSources, parseSources, type Source } from "lib/fetch/sources.ts";
import { pickRecordFile } from "lib/fetch/zenodo_record.ts";
import { fetchCommand } from "lib/tasks/fetch.ts";
import { makeXlsx } from "tests/findings/labels/make_xlsx.ts";

/** 300 kB that repeat nowhere. */
const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i + i) >> 5);
const SHA256 = createHash("sha256").update(BYTES).digest("hex");
const MD5 = createHash("md5").update(BYTES).digest("hex");

/** What the server does with a request, given how many came before it. */
type Script = (request: Request, before: number) => Response;

/** Runs a test with a server on loopback and a folder. */
async function withServer(
  script: Script,
  test: (
    url: string,
    folder: string,
    ranges: (string | null)[],
  ) => Promise<void>,
) {
  const ranges: (string | null)[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      ranges.push(request.headers.get("range"));
      return script(request, ranges.length - 1);
    },
  );
  const folder = await Deno.makeTempDir();
  try {
    await test(`http://127.0.0.1:${server.addr.port}/file`, folder, ranges);
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

function sourceAt(url: string, parts: Partial<Source> = {}): Source {
  return {
    title: "A file",
    file: "file.bin",
    url,
    kind: "file",
    size: BYTES.length,
    sha256: SHA256,
    licence: "CC0",
    source: "doi:10.5555/a",
    ...parts,
  };
}

/** Sends what the range asks for, as RFC 9110 says. */
function ranged(request: Request): Response {
  const from = Number(request.headers.get("range")?.match(/\d+/)?.[0] ?? 0);
  if (from >= BYTES.length) {
    const headers = { "content-range": `bytes */${BYTES.length}` };
    return new Response(null, { status: 416, headers });
  }
  if (from === 0) return new Response(BYTES);
  return new Response(BYTES.slice(from), {
    status: 206,
    headers: {
      "content-range": `bytes ${from}-${BYTES.length - 1}/${BYTES.length}`,
    },
  });
}

/** Announces the whole body, sends the first part and closes the connection. */
function broken(bytes: Uint8Array<ArrayBuffer>, sent: number): Response {
  const body = new Blob([bytes.slice(0, sent)]).stream();
  return new Response(body, {
    headers: { "content-length": String(bytes.length) },
  });
}

Deno.test("fetchSource() goes on with the bytes that are there, and verifies all of them", async () => {
  await withServer(ranged, async (url, folder, ranges) => {
    await Deno.writeFile(`${folder}/file.bin.part`, BYTES.slice(0, 100_000));
    const seen: number[] = [];
    const file = await fetchSource(sourceAt(url), {
      out: folder,
      mirror: null,
      onProgress: (done, total) => {
        seen.push(done);
        assert.equal(total, BYTES.length);
      },
    });
    assert.deepEqual(ranges, ["bytes=100000-"]);
    assert.equal(seen.at(-1), BYTES.length);
    assert.deepEqual(await Deno.readFile(file.path), BYTES);
    assert.deepEqual([file.isVerified, file.wasThere], [true, false]);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [
      "file.bin",
    ]);
    const again = await fetchSource(sourceAt(url), {
      out: folder,
      mirror: null,
    });
    assert.equal(again.wasThere, true);
    assert.equal(ranges.length, 1);
  });
});

Deno.test("fetchSource() takes a broken connection up where it broke", async () => {
  const script: Script = (request, before) =>
    before < 2 && request.headers.get("range") === null
      ? broken(BYTES, 50_000)
      : ranged(request);
  await withServer(script, async (url, folder, ranges) => {
    const source = sourceAt(url, { size: null });
    const options = { out: folder, mirror: null, pauseMs: 1 };
    const file = await fetchSource(source, options);
    assert.equal(file.sha256, SHA256);
    const offset = Number(ranges.at(-1)!.match(/\d+/)![0]);
    assert.ok(offset > 0 && offset <= 50_000, `${offset}`);
  });
});

Deno.test("fetchSource() begins anew where the server knows no ranges", async () => {
  await withServer(() => new Response(BYTES), async (url, folder) => {
    await Deno.writeFile(`${folder}/file.bin.part`, new Uint8Array(1000));
    const file = await fetchSource(sourceAt(url), {
      out: folder,
      mirror: null,
    });
    assert.equal(file.sha256, SHA256);
  });
});

Deno.test("fetchSource() gives up on a server that never sends more, and keeps what came", async () => {
  const script: Script = () => new Response("busy", { status: 503 });
  await withServer(script, async (url, folder, ranges) => {
    await Deno.writeFile(`${folder}/file.bin.part`, BYTES.slice(0, 10));
    await assert.rejects(
      fetchSource(sourceAt(url), { out: folder, mirror: null, pauseMs: 1 }),
      /^Error: Cannot download .*broke 5 times at byte 10 \(the server answers 503/,
    );
    assert.equal(ranges.length, 5);
    assert.equal((await Deno.stat(`${folder}/file.bin.part`)).size, 10);
  });
  const gone: Script = () => new Response("gone", { status: 404 });
  await withServer(gone, async (url, folder, ranges) => {
    await assert.rejects(
      fetchSource(sourceAt(url), { out: folder, mirror: null, pauseMs: 1 }),
      /answers 404/,
    );
    assert.equal(ranges.length, 1);
  });
});

Deno.test("fetchSource() names a host that is not there, and the way without it", async () => {
  let gone = "";
  await withServer(ranged, (url) => Promise.resolve(void (gone = url)));
  const folder = await Deno.makeTempDir();
  const { host } = new URL(gone);
  for (const kind of ["file", "zenodo-record"] as const) {
    const options = { out: folder, mirror: null, pauseMs: 1 };
    await assert.rejects(fetchSource(sourceAt(gone, { kind }), options), {
      message:
        `Cannot fetch ${gone} as ${host} cannot be reached (no connection: refused): is this computer online? Or take the file from a folder with --mirror DIR`,
    });
  }
  await Deno.writeFile(`${folder}/file.bin.part`, BYTES.slice(0, 10));
  await assert.rejects(
    fetchSource(sourceAt(gone), { out: folder, mirror: null, pauseMs: 1 }),
    /10 bytes are there, the same command goes on from them; or take the file/,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("fetchSource() refuses a file with the wrong hash and leaves the old one", async () => {
  await withServer(ranged, async (url, folder) => {
    await Deno.writeTextFile(`${folder}/file.bin`, "old");
    const source = sourceAt(url, { sha256: "0".repeat(64) });
    await assert.rejects(
      fetchSource(source, { out: folder, mirror: null }),
      new RegExp(`SHA-256 is ${SHA256} instead of 0{64}`),
    );
    assert.equal(await Deno.readTextFile(`${folder}/file.bin`), "old");
    assert.equal([...Deno.readDirSync(folder)].length, 1);
  });
});

Deno.test("fetchSource() takes the database out of a Zenodo record, and checks its MD5", async () => {
  for (
    const [md5, isRight] of [[MD5, true], ["0".repeat(32), false]] as const
  ) {
    const script: Script = (request) => {
      const url = new URL(request.url);
      if (url.pathname !== "/file") return ranged(request);
      const self = `${url.origin}/files/a.db/content`;
      return Response.json({
        files: [
          { key: "README.md", size: 3, links: { self } },
          {
            key: "a.db",
            size: BYTES.length,
            checksum: `md5:${md5}`,
            links: { self },
          },
        ],
      });
    };
    await withServer(script, async (url, folder) => {
      const source = sourceAt(url, {
        ...{ kind: "zenodo-record", size: null, sha256: null },
      });
      const fetching = fetchSource(source, { out: folder, mirror: null });
      if (isRight) assert.equal((await fetching).isVerified, false);
      else await assert.rejects(fetching, /MD5/);
    });
  }
});

Deno.test("pickRecordFile() asks for a name if a record has no database or several", () => {
  const file = (key: string) => ({
    key,
    size: 1,
    links: { self: "https://x.org" },
  });
  const record = { files: [file("a.db"), file("b.sqlite3"), file("c.txt")] };
  const at = { url: "https://x.org/record" };
  assert.throws(
    () => pickRecordFile(record, at, null),
    /2 databases.*--file.*c\.txt/,
  );
  assert.equal(pickRecordFile(record, at, "b.sqlite3").name, "b.sqlite3");
  assert.throws(() => pickRecordFile(record, at, "d"), /0 files named "d"/);
  assert.throws(
    () => pickRecordFile({ message: "gone" }, at, null),
    /no Zenodo record/,
  );
});

Deno.test("fetchCommand() takes a file from a mirror, and prints the hash it cannot check", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/mirror`);
    await Deno.writeFile(`${folder}/mirror/other-name.db`, BYTES);
    const printed: string[] = [];
    const run = (args: string[], source: Source) =>
      fetchCommand(args, {
        folder,
        sources: new Map([["artifact", source]]),
        print: (text) => printed.push(text),
        fetch: () => Promise.reject(new Error("no network here")),
      });
    const args = ["artifact", "--mirror", "mirror", "--out", "raw"];
    const source = sourceAt("https://x.org", {
      file: "a.sqlite3",
      sha256: null,
    });
    assert.equal(await run(args, source), 0);
    assert.deepEqual(await Deno.readFile(`${folder}/raw/a.sqlite3`), BYTES);
    assert.match(
      printed[0]!,
      new RegExp(`SHA-256 ${SHA256}, compared with nothing`),
    );
    await assert.rejects(run(["artefact"], source), /takes one of artifact/);
    await assert.rejects(run(["artifact", "--fast"], source), /"--fast"/);
    await assert.rejects(
      run(
        ["artifact", "--mirror", "mirror", "--out", "x"],
        sourceAt("https://x.org"),
      ),
      /does not have "file.bin"/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("fetchCommand() writes the authors' sheet as labels.csv beside it", async () => {
  const folder = await Deno.makeTempDir();
  const sheet = makeXlsx([
    [
      ...["DOI", "Review Date", "Uses DL?", "Are PTMs Used?"],
      "PTM and PTM Reuse Method Pairings",
    ],
    ["10.1/a", "", "False", "False", null],
    ["10.1/b", "", "True", "False", null],
    [
      "10.1/c",
      "",
      "True",
      "True",
      "[U-Net, Adaptation]; [ViT, Conceptual]; [X]",
    ],
  ]);
  const printed: string[] = [];
  const run = (bytes: Uint8Array) => {
    Deno.writeFileSync(`${folder}/file.xlsx`, bytes);
    const source = sourceAt("https://x.org", {
      file: "file.xlsx",
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    return fetchCommand(["labels", "--mirror", ".", "--out", "raw"], {
      folder,
      sources: new Map([["labels", source]]),
      print: (text) => printed.push(text),
      fetch: () => Promise.reject(new Error("no network here")),
    });
  };
  try {
    assert.equal(await run(sheet), 0);
    assert.deepEqual(printed[1]!.split("\n"), [
      'Wrote "labels.csv" beside it: 3 papers, of which 1 use no deep learning, 1 use it without a pre-trained model and 1 reuse one; 2 pairs of model and pattern (1 adaptation, 1 conceptual)',
      'file.xlsx, column PTM and PTM Reuse Method Pairings, row 4 "[X]": not [model, pattern], left out',
    ]);
    assert.equal(
      await Deno.readTextFile(`${folder}/raw/labels.csv`),
      `doi,annotator,question,value,model,passage
10.1/a,authors,uses_dl,no,,
10.1/a,authors,uses_ptms,no,,
10.1/b,authors,uses_dl,yes,,
10.1/b,authors,uses_ptms,no,,
10.1/c,authors,uses_dl,yes,,
10.1/c,authors,uses_ptms,yes,,
10.1/c,authors,identify_ptm_reuse,adaptation,U-Net,
10.1/c,authors,identify_ptm_reuse,conceptual,ViT,
`,
    );
    await assert.rejects(
      run(new TextEncoder().encode("<html>Not found</html>")),
      /"file\.xlsx" as it is not an \.xlsx workbook/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("data/sources.json names the artifact and the labels, with licence and source", async () => {
  const sources = await loadSources();
  assert.deepEqual([...sources.keys()], ["artifact", "labels"]);
  assert.equal(sources.get("labels")!.sha256!.length, 64);
  assert.throws(
    () => parseSources('{"a": {"url": "x"}}', "s.json"),
    /"s.json" as a\./,
  );
});
