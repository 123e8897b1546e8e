import assert from "node:assert/strict";
import { join } from "node:path";
import { openArchive } from "lib/collect/archive.ts";
import { checkText, isWholeXml } from "lib/collect/texts/check_text.ts";
import { openPlosZip } from "lib/collect/texts/plos_zip.ts";
import type { Reply } from "lib/collect/ask.ts";
import { loadServices } from "lib/collect/services.ts";
import { makeZip } from "tests/corpus/make_zip.ts";
import { articleOf } from "tests/support/services.ts";
import { startServices } from "tests/support/services.ts";
import { tryStudy } from "tests/collect/try_collect.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const paper = {
  number: 1,
  doi: "10.1371/journal.pone.9000001",
  pmcid: "PMC9000001",
  journal: "PLOS ONE",
  issn: "1932-6203",
  year: 2021,
  keywords: [],
  oddity: "none" as const,
};

Deno.test("checkText() takes the article asked for, and nothing else", async (t) => {
  const article = articleOf(paper);
  const { title, licence } = checkText(bytes(article), "url", paper.doi);
  assert.equal(title, "Invented title 1");
  assert.equal(licence, "https://creativecommons.org/licenses/by/4.0/");
  const wrong: [text: string, reason: string][] = [
    [
      "<!DOCTYPE html><html><body>Just a moment</body></html>",
      "HTML page, not JATS",
    ],
    ["{}", "not XML"],
    ["", "empty file"],
    [article.replace(/PONE\.9000001/, "PONE.9000002"), "text of another paper"],
    [articleOf({ ...paper, oddity: "abstract only" }), "abstract only"],
    [article.slice(0, -20), "truncated or malformed XML"],
  ];
  for (const [text, reason] of wrong) {
    await t.step(reason, () => {
      assert.throws(
        () => checkText(bytes(text), "url", paper.doi),
        { name: "UnreadablePaper", reason },
      );
    });
  }
});

Deno.test("checkText() tells version and review of an F1000 paper", () => {
  const f1000 = { ...paper, doi: "10.12688/f1000research.9.3" };
  const article = articleOf(f1000);
  const read = (text: string) => {
    const id = "10.12688/f1000research.9";
    const { version, isReviewed } = checkText(bytes(text), "url", id);
    return [version, isReviewed];
  };
  const bare = article.replace(/<sub-article.*<\/sub-article>/, "");
  assert.deepEqual(read(article), [3, true]);
  assert.deepEqual(read(bare), [3, false]);
  const titled = (words: string) =>
    bare.replace("Invented title 1", `T [version 3; ${words}]`);
  assert.deepEqual(read(titled("peer review: 2 approved")), [3, true]);
  assert.deepEqual(read(titled("referees: 1 not approved")), [3, true]);
  assert.deepEqual(read(titled("peer review: awaiting peer review")), [
    3,
    false,
  ]);
});

Deno.test("isWholeXml() tells an article that was cut off", () => {
  const article = articleOf(paper);
  assert.ok(isWholeXml(bytes(article)));
  assert.ok(isWholeXml(bytes(article + "\n<!-- end -->\n")));
  for (const length of [200, article.length >> 1, article.length - 1]) {
    assert.ok(!isWholeXml(bytes(article.slice(0, length))), String(length));
  }
  // What is no article at all is for checkText() to tell.
  assert.ok(isWholeXml(bytes("<html><body>")));
  assert.ok(isWholeXml(bytes("not found")));
});

Deno.test("a copy of allofplos.zip gives single articles and is not needed again", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "allofplos.zip");
  await Deno.writeFile(
    path,
    makeZip([
      { name: "journal.pone.9000001.xml", bytes: bytes(articleOf(paper)) },
      { name: "journal.pone.9000002.xml", bytes: bytes("x") },
    ]),
  );
  const archive = openArchive(":memory:");
  const tools = {
    ask: () => Promise.reject(new Error("nobody is asked")),
    services: await loadServices(),
  };
  const read = async (isOffline: boolean) => {
    const options = { archive, dois: [paper.doi], isOffline, now: () => 0 };
    const source = await openPlosZip(path, options);
    const replies: Reply[] = [];
    for (const doi of [paper.doi, "10.1371/journal.pone.3", "10.3389/x"]) {
      const candidates = source.candidates({ dois: [doi], pmcids: [] }, tools);
      for await (const reply of candidates) replies.push(reply);
    }
    return replies;
  };
  const replies = await read(false);
  assert.deepEqual(replies.map(({ status }) => status), [200, null]);
  assert.ok(replies[0]!.status === 200);
  assert.equal(
    replies[0]!.url,
    "zip:allofplos.zip/journal.pone.9000001.xml",
  );
  assert.ok(checkText(replies[0]!.body, "url", paper.doi));
  await Deno.remove(folder, { recursive: true });
  assert.deepEqual(await read(true), replies);
  archive.close();
});

Deno.test("texts come from the zip first, so that no service is asked for them", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services, { plos_zip: "plos.zip" });
  const plos = services.world.filter(({ doi }) => doi.startsWith("10.1371/"));
  await Deno.writeFile(
    join(study.file, "..", "plos.zip"),
    makeZip(plos.map((paper) => ({
      name: `${paper.doi.split("/")[1]}.xml`,
      bytes: bytes(articleOf(paper)),
    }))),
  );
  const { collected: { rows } } = await study.run();
  const from = rows.filter(({ doi, textFrom }) =>
    doi.startsWith("10.1371/") && textFrom !== ""
  ).map(({ textFrom }) => textFrom);
  assert.ok(from.length > 10);
  assert.deepEqual([...new Set(from)], ["plos.zip"]);
  const good = new Set(rows.filter(({ textFrom }) => textFrom === "plos.zip"));
  const asked = services.world.filter(({ doi, pmcid }) =>
    [...good].some((row) => row.doi === doi) &&
    services.log.some(({ path }) => path.includes(pmcid))
  );
  assert.deepEqual(asked, []);
});
