import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openArchive } from "lib/collect/archive.ts";
import { budgetSpent, startServices } from "tests/support/services.ts";
import { tryStudy } from "tests/collect/try_collect.ts";

Deno.test("a budget that is spent stops the command with a sentence, and it goes on later", async () => {
  await using services = startServices({ papers: 186 });
  await using study = await tryStudy(services);
  services.fault = ({ service }) =>
    service === "openalex" ? budgetSpent(41_210) : null;
  const { code, text } = await study.command();
  assert.equal(code, 3);
  assert.match(
    text,
    /Stopped for now as 127\.0\.0\.1:\d+ allows no further request for 11 h 27 min \("Insufficient budget\..+go on later with: deno task collect --study/,
  );
  const { length } = services.log;
  const known = new Set(services.log.map(({ path }) => path));
  services.fault = () => null;
  assert.equal((await study.command()).code, 0);
  const again = services.log.slice(length).filter(({ path }) =>
    known.has(path) && !path.startsWith("/works")
  );
  assert.deepEqual(again, []);
});

Deno.test("a dry run asks nobody, and says what is left", async () => {
  await using services = startServices({ papers: 62 });
  await using study = await tryStudy(services);
  const { code, text } = await study.command("--dry-run");
  assert.equal(code, 0);
  assert.equal(services.log.length, 0);
  assert.match(text, /^Searches: 12, of which 0 are done$/m);
  // 17,511 papers of the published study, twice as many found, 100 to a list.
  assert.match(text, /^ {2}OpenAlex: 351, 122\.6 MB$/m);
  assert.match(text, /^Time: at least /m);
  assert.match(text, /BMJ: CC BY-NC by default: non-commercial use only/);
  assert.match(text, /few hundred lists a day/);
  await assert.rejects(Deno.stat(study.papers));
  await study.run();
  const { length } = services.log;
  const { text: later } = await study.command("--dry-run");
  assert.equal(services.log.length, length);
  assert.match(later, /^Requests: about 0$/m);
  assert.match(later, /so far: CC BY \d+, CC BY-NC \d/);
});

Deno.test("what a dry run says after the searches is about what the run then takes", async () => {
  await using services = startServices({ papers: 310, bytes: 140_000 });
  for (const service of Object.values(services.settings)) {
    Object.assign(service as object, {
      limits: [{ requests: 10, seconds: 1 }],
    });
  }
  await using study = await tryStudy(services);
  services.fault = ({ service }) =>
    service === "openalex" ? budgetSpent(41_210) : null;
  await study.command();
  const { text } = await study.command("--dry-run");
  assert.match(text, /half of these papers meet the study's conditions/);
  const [, requests] = /^Requests: about (\d+)$/m.exec(text)!;
  const [, megabytes] = /^Bytes: about ([\d.]+) MB/m.exec(text)!;
  services.log.length = 0;
  services.fault = () => null;
  await study.run();
  using db = new DatabaseSync(join(study.papers, "answers.sqlite"));
  const { bytes } = db.prepare(
    "SELECT sum(bytes) AS bytes FROM answers WHERE kind <> 'search'",
  ).get()!;
  const factors = [
    services.log.length / Number(requests),
    Number(bytes) / 1e6 / Number(megabytes),
  ];
  assert.ok(factors.every((f) => f > 1 / 2.5 && f < 2.5), factors.join());
});

Deno.test("the contact is asked for once, kept in the study file and sent along", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services, { contact: null });
  await assert.rejects(study.command(), {
    name: "UsageError",
    message: /whom to write to: give .+ once with --contact ADDRESS/,
  });
  assert.equal(services.log.length, 0);
  await assert.rejects(study.command("--contact", "nobody"), {
    message: /"nobody" .+ no e-mail address and no URL/,
  });
  assert.equal(
    (await study.command("--contact", "a.b@example.org")).code,
    0,
  );
  const file = JSON.parse(await Deno.readTextFile(study.file));
  assert.equal(file.collect.contact, "a.b@example.org");
  assert.ok(
    services.log.every(({ userAgent }) =>
      /^\S+\/[\d.]+ \(a\.b@example\.org\)$/.test(userAgent)
    ),
  );
  assert.equal((await study.command()).code, 0);
});

Deno.test("a key goes to OpenAlex in a header, and is kept nowhere", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  await study.run({ openAlexKey: "planted-key-4711" });
  for (const { service, authorization, path } of services.log) {
    const expected = service === "openalex" ? "Bearer planted-key-4711" : null;
    assert.equal(authorization, expected);
    assert.ok(!path.includes("4711"));
  }
  for await (const { name } of Deno.readDir(study.papers)) {
    const bytes = await Deno.readFile(join(study.papers, name));
    assert.ok(!new TextDecoder().decode(bytes).includes("4711"), name);
  }
});

Deno.test("a challenge page instead of a search's answer stops the command and is asked for again", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  services.fault = () =>
    new Response("<!DOCTYPE html><html>Just a moment</html>");
  await assert.rejects(study.run(), {
    message: "Cannot read the answer of Europe PMC as it is an HTML page",
  });
  assert.equal(services.log.length, 1);
  services.fault = () => null;
  await study.run();
});

Deno.test("a search that is refused stops the command with the service's words", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  services.fault = () =>
    Response.json({ message: "robots are\nnot welcome" }, { status: 403 });
  await assert.rejects(study.run(), {
    message:
      /^Cannot go on as http:.+\/search answers 403 and says "robots are not welcome"$/,
  });
});

Deno.test("a contact goes into a study file only if the study collects", async () => {
  await using services = startServices({ papers: 1 });
  await using study = await tryStudy(services, { years: [2025, 2000] });
  for (const text of [await Deno.readTextFile(study.file), "{ no JSON"]) {
    await Deno.writeTextFile(study.file, text);
    await assert.rejects(study.command("--contact", "a.b@example.org"), {
      name: "StudyError",
    });
    assert.equal(await Deno.readTextFile(study.file), text);
  }
});

Deno.test("a zip that is not there is missed before anybody is asked", async () => {
  await using services = startServices({ papers: 1 });
  await using study = await tryStudy(services, { plos_zip: "no.zip" });
  await assert.rejects(study.command(), {
    name: "UsageError",
    message: /^Cannot take texts from ".+no\.zip".+ as it is not there$/,
  });
  assert.equal(services.log.length, 0);
});

Deno.test("one run at a time works in a folder", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  await Deno.mkdir(study.papers);
  using file = await Deno.open(join(study.papers, "lock"), {
    write: true,
    create: true,
  });
  await file.lock(true);
  await assert.rejects(study.run(), { message: /another run is at it/ });
});

Deno.test("every request is noted, with how it ended", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  await study.run();
  const archive = openArchive(join(study.papers, "answers.sqlite"));
  const hosts = new Set(
    Object.values(services.settings).map((service) =>
      new URL((service as { url: string }).url).host
    ),
  );
  const noted = [...hosts].flatMap((host) => archive.sentSince(host, 0));
  archive.close();
  assert.equal(noted.length, services.log.length);
});

Deno.test("what is wrong with a study file is named by its key", async (t) => {
  await using services = startServices({ papers: 1 });
  const wrong: [changes: Record<string, unknown>, message: RegExp][] = [
    [{ years: [2025, 2000] }, /"collect\.years" .+ first is after the last/],
    [{ keyword: ["x"] }, /"collect" .+ "keyword"/],
    [{ search: ["google"] }, /"collect\.search\.0"/],
    [{ journals: "nowhere.csv" }, /"collect\.journals" .+ not there/],
    [
      { services: { openalex: { url: "http://x/?api_key=1" } } },
      /"collect\.services\.openalex\.url" .+ more than a host and a path/,
    ],
    [{ contact: "a\nb@c.d" }, /"collect\.contact"/],
    [{ keywords: [] }, /"collect\.keywords" .+ names none/],
    [{ keywords: ['""'] }, /"collect\.keywords\.0" .+ no word/],
    [{ keywords: ["a", "b", "a "] }, /"collect\.keywords" .+ one twice/],
    [{ texts: ["pmc", "pmc"] }, /"collect\.texts" .+ one twice/],
  ];
  for (const [changes, message] of wrong) {
    await t.step(JSON.stringify(changes), async () => {
      await using study = await tryStudy(services, changes);
      await assert.rejects(study.command("--dry-run"), {
        name: "StudyError",
        message,
      });
    });
  }
  for (
    const [flags, message] of [
      [["--refresh", "all"], /only metadata and texts/],
      [["--refresh", "texts", "--offline"], /more than one/],
      [["--offline", "--dry-run"], /more than one/],
      [["--fast"], /"--fast" .+ not a flag/],
      [["--offline"], /nothing was collected/],
    ] as const
  ) {
    await t.step(flags.join(" "), async () => {
      await using study = await tryStudy(services);
      await assert.rejects(study.command(...flags), {
        name: "UsageError",
        message,
      });
    });
  }
});

Deno.test("what comes next is a study of the papers, if there are any", async () => {
  await using services = startServices({ papers: 31 });
  await using study = await tryStudy(services);
  const next = async (...flags: string[]) =>
    /^Next: deno task (\w+)|^No paper is left/m.exec(
      (await study.command(...flags)).text,
    );
  await Deno.mkdir(study.papers);
  openArchive(join(study.papers, "answers.sqlite")).close();
  assert.equal((await next("--offline"))![1], "collect"); // no search was asked
  assert.equal((await next())![1], "annotate");
  const file = JSON.parse(await Deno.readTextFile(study.file));
  file.eligible.fields = [12];
  await Deno.writeTextFile(study.file, JSON.stringify(file));
  assert.equal((await next("--offline"))![0], "No paper is left");
});
