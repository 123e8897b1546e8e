import assert from "node:assert/strict";
import { openArchive } from "lib/collect/archive.ts";
import { type AskOptions, type Request, startAsking } from "lib/collect/ask.ts";
import { startScheduler } from "lib/collect/scheduler.ts";
import { prng } from "lib/stats/random.ts";
import { fastClock } from "tests/collect/try_collect.ts";

type Handler = (
  request: globalThis.Request,
  before: number,
) => Response | Promise<Response>;

/** A server with a script, and someone who asks it. */
function start(handler: Handler, changes: Partial<AskOptions> = {}) {
  const seen: Headers[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => handler(request, seen.push(new Headers(request.headers)) - 1),
  );
  const archive = openArchive(":memory:");
  const clock = fastClock();
  const slept: number[] = [];
  const sleep = (ms: number, signal?: AbortSignal) => {
    slept.push(ms);
    return clock.sleep(ms, signal);
  };
  const ask = startAsking({
    ...clock,
    sleep,
    archive,
    scheduler: startScheduler({
      ...clock,
      rules: () => ({
        limits: [{ requests: 1000, seconds: 1 }],
        connections: 1,
      }),
      sentSince: archive.sentSince,
    }),
    userAgent: "test (someone@example.org)",
    random: prng(1),
    patienceMs: 600_000,
    signal: new AbortController().signal,
    ...changes,
  });
  const base = `http://127.0.0.1:${server.addr.port}`;
  const get = (path: string, more: Partial<Request> = {}) =>
    ask({ kind: "text", url: base + path, ...more });
  return {
    ...{ seen, slept, archive, base, get },
    async [Symbol.asyncDispose]() {
      archive.close();
      await server.shutdown();
    },
  };
}

const fine = () => new Response("fine");

Deno.test("an answer is kept with its facts, and asked for once", async () => {
  await using service = start(fine);
  const first = await service.get("/a");
  assert.deepEqual(await service.get("/a"), first);
  assert.equal(service.seen.length, 1);
  assert.ok(first.status !== null);
  assert.equal(new TextDecoder().decode(first.body), "fine");
  // `printf fine | sha256sum`
  assert.equal(
    first.sha256,
    "d14a58bae804a2b80b5b76a010239c88ffca1fc7951a90f8e9131beda1e23c1b",
  );
  assert.match(first.date, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.equal(
    service.seen[0]!.get("user-agent"),
    "test (someone@example.org)",
  );
});

Deno.test("only what can pass is asked for again", async (t) => {
  for (const status of [408, 429, 500, 502, 503, 504]) {
    await t.step(`${status} again`, async () => {
      await using service = start((_, before) =>
        before < 2 ? new Response("", { status }) : fine()
      );
      assert.equal((await service.get("/a")).status, 200);
      assert.equal(service.seen.length, 3);
      assert.ok(service.slept.every((ms) => ms <= 2000));
    });
  }
  for (const status of [400, 401, 403, 404, 410]) {
    await t.step(`${status} final, also in the next run`, async () => {
      await using service = start(() => new Response("", { status }));
      assert.equal((await service.get("/a")).status, status);
      assert.equal((await service.get("/a")).status, status);
      assert.equal(service.seen.length, 1);
    });
  }
  await t.step("a connection that breaks again", async () => {
    await using service = start((_, before) =>
      before > 0 ? fine() : new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new Uint8Array(9));
            controller.close();
          },
        }),
        { headers: { "content-length": "99" } },
      )
    );
    assert.equal((await service.get("/a")).status, 200);
    assert.equal(service.seen.length, 2);
  });
  await t.step("an answer that ends too early again", async () => {
    await using service = start((_, before) =>
      new Response(before > 0 ? "<a></a>" : "<a>")
    );
    const isWhole = (body: Uint8Array) => body.length === 7;
    assert.equal((await service.get("/a", { isWhole })).status, 200);
    assert.equal(service.seen.length, 2);
  });
});

Deno.test("a text that keeps failing is left for the next run, a search stops the command", async () => {
  await using service = start(() => new Response("", { status: 500 }));
  assert.deepEqual(await service.get("/a"), {
    status: null,
    why: "HTTP 500",
    isReached: true,
  });
  assert.equal(service.seen.length, 6);
  await assert.rejects(service.get("/b", { kind: "search" }), {
    message: /^Cannot go on as 127.+ does not answer \(HTTP 500\)/,
  });
});

Deno.test("who is not online hears it after two tries, in plain words", async () => {
  const other = start(fine);
  await other[Symbol.asyncDispose](); // nobody listens there any more
  await using service = start(fine);
  const url = `${other.base}/a`;
  const text = await service.get("", { url });
  assert.deepEqual(text, {
    status: null,
    why: "no connection: refused",
    isReached: false,
  });
  assert.equal(service.slept.length, 1);
  const { host } = new URL(url);
  await assert.rejects(service.get("", { url, kind: "search" }), {
    message:
      `Cannot go on as ${host} cannot be reached (no connection: refused): is this computer online? The same command goes on from here`,
  });
  // Not one text after the other: with the sixth failure it is over.
  await assert.rejects(service.get("", { url }), { name: "ServiceDown" });
  // Once another host has answered, it is this one that is ill: patience.
  await service.get("/a");
  service.slept.length = 0;
  await service.get("", { url });
  assert.equal(service.slept.length, 5);
});

Deno.test("a text that was refused is asked for again only by a refresh, once", async (t) => {
  const page = "<!DOCTYPE html><html>Just a moment</html>";
  for (
    const [name, refusal, isAgain] of [
      ["401", () => new Response("", { status: 401 }), true],
      ["403", () => new Response("", { status: 403 }), true],
      ["HTML page", () => new Response(page), true],
      ["404", () => new Response(page, { status: 404 }), false],
      ["410", () => new Response("", { status: 410 }), false],
      ["another text", () => new Response("<article/>"), false],
    ] as const
  ) {
    await t.step(name, async () => {
      let answer: () => Response = refusal;
      await using service = start(() => answer(), { refreshTexts: true });
      const { archive, base } = service;
      const url = `${base}/a`;
      const facts = { contentType: "", finalUrl: url };
      const old = refusal();
      const body = new Uint8Array(await old.arrayBuffer());
      archive.keep(
        "text",
        { url, status: old.status, body, ...facts },
        new Date(0),
      );
      const first = await service.get("/a"); // refused again, if asked
      assert.equal(service.seen.length, isAgain ? 1 : 0);
      assert.equal(first.status, old.status);
      answer = fine;
      assert.deepEqual(await service.get("/a"), first);
      assert.equal(service.seen.length, isAgain ? 1 : 0);
    });
  }
});

Deno.test("a service that is out is not asked for every paper", async () => {
  await using service = start(() => new Response("", { status: 503 }));
  await assert.rejects(async () => {
    for (let i = 0; i < 100; i++) await service.get(`/${i}`);
  }, /does not answer/);
  assert.equal(service.seen.length, 24);
});

Deno.test("a wait that a service names is kept to by all requests", async () => {
  const headers = { "retry-after": "120" };
  await using service = start((_, before) =>
    before === 0 ? new Response("", { status: 503, headers }) : fine()
  );
  await service.get("/a");
  assert.ok(service.slept[0]! >= 120_000 && service.slept[0]! < 121_000);
});

Deno.test("a wait can be named as a date", async () => {
  const http = (at: number) => new Date(at).toUTCString();
  // By the clock of the service, if it shows it; else by our own, at noon.
  const noon = Date.UTC(2026, 10, 23, 12);
  for (
    const headers of [
      { date: http(0), "retry-after": http(90_000) },
      { date: "", "retry-after": http(noon + 95_000) },
    ]
  ) {
    await using service = start((_, before) =>
      before === 0 ? new Response("", { status: 429, headers }) : fine()
    );
    await service.get("/a");
    const [slept] = service.slept;
    assert.ok(slept! >= 89_000 && slept! < 96_000, `${slept} ms`);
  }
});

Deno.test("a wait of hours stops at once, as header and as body", async () => {
  const said = { message: "Insufficient budget.", retryAfter: 41_210 };
  for (const headers of [{ "retry-after": "41210" }, undefined]) {
    await using service = start(() =>
      Response.json(said, { status: 429, headers })
    );
    await assert.rejects(service.get("/a"), {
      name: "StoppedForNow",
      message:
        /no further request for 11 h 27 min \("Insufficient budget\."\)$/,
    });
    assert.deepEqual(service.slept, []);
    assert.equal(service.seen.length, 1);
  }
});

Deno.test("an answer that is not what it should be is not kept", async () => {
  await using service = start((_, before) =>
    new Response(before === 0 ? "<html>Just a moment</html>" : "{}")
  );
  const check = (body: Uint8Array) =>
    JSON.parse(new TextDecoder().decode(body));
  await assert.rejects(service.get("/a", { kind: "search", check }));
  assert.equal(
    (await service.get("/a", { kind: "search", check })).status,
    200,
  );
});

Deno.test("redirects are followed, and a key does not leave its service", async () => {
  await using other = start(fine);
  await using service = start(({ url }) =>
    url.endsWith("/a")
      ? Response.redirect(`${other.base}/b?signature=secret`)
      : fine()
  );
  const headers = { authorization: "Bearer secret" };
  const reply = await service.get("/a", { headers });
  assert.ok(reply.status === 200);
  assert.equal(reply.finalUrl, `${other.base}/b`);
  assert.equal(service.seen[0]!.get("authorization"), "Bearer secret");
  assert.equal(other.seen[0]!.get("authorization"), null);
});

Deno.test("redirects in a circle end", async () => {
  await using service = start(({ url }) => Response.redirect(url));
  assert.equal((await service.get("/a")).status, 302);
  assert.equal(service.seen.length, 6);
});

Deno.test("offline asks nobody", async () => {
  await using service = start(fine, { userAgent: null });
  assert.deepEqual(await service.get("/a"), { status: null, why: "not asked" });
  assert.equal(service.seen.length, 0);
});
