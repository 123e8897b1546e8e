import assert from "node:assert/strict";
import { connectZmtp } from "lib/notebook/zmtp.ts";

const text = new TextEncoder();

/** A frame as RFC 37 writes it: flags, length, body. */
function frame(body: string, more: boolean): number[] {
  const bytes = text.encode(body);
  if (bytes.length < 256) return [more ? 1 : 0, bytes.length, ...bytes];
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length));
  return [more ? 3 : 2, ...length, ...bytes];
}

const GREETING = [
  ...[0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1],
  ...text.encode("NULL"),
  ...new Array(48).fill(0),
];
const READY = [4, 6, 5, ...text.encode("READY")];

/** Serves one connection: sends the bytes, then closes. */
async function served(bytes: readonly number[]): Promise<string[][]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = listener.accept().then(async (connection) => {
    await connection.write(Uint8Array.from(bytes));
    await connection.closeWrite();
    while (await connection.read(new Uint8Array(1024)) !== null);
    connection.close();
  });
  const messages: string[][] = [];
  const socket = await connectZmtp(listener.addr.port, "SUB");
  for (
    let frames = await socket.receive();
    frames !== null;
    frames = await socket.receive()
  ) {
    messages.push(frames.map((body) => new TextDecoder().decode(body)));
  }
  socket.close();
  await serving;
  return messages;
}

Deno.test("connectZmtp() receives messages of short and long frames", async () => {
  const long = "x".repeat(70_000);
  const messages = await served([
    ...GREETING,
    ...READY,
    ...frame("one", true),
    ...frame(long, true),
    ...frame("", false),
    ...frame("two", false),
  ]);
  assert.deepEqual(messages, [["one", long, ""], ["two"]]);
});

Deno.test("connectZmtp() takes a message out of the middle of a frame", async () => {
  const [first, second] = ["a".repeat(300), "b".repeat(400)];
  const outer = frame(first + second, false);
  const inner = [...frame("<IDS|MSG>", true), ...frame("idle", false)];
  const cut = outer.length - second.length;
  const messages = await served([
    ...GREETING,
    ...READY,
    ...frame("<IDS|MSG>", true),
    ...outer.slice(0, cut),
    ...inner,
    ...outer.slice(cut),
    ...frame("next", false),
  ]);
  assert.deepEqual(messages, [
    ["<IDS|MSG>", "idle"],
    ["<IDS|MSG>", first + second],
    ["next"],
  ]);
});

Deno.test("connectZmtp() leaves a byte 1 in a frame alone", async () => {
  const body = "\x01\x09<IDS|NOT>\x01";
  const messages = await served([...GREETING, ...READY, ...frame(body, false)]);
  assert.deepEqual(messages, [[body]]);
});

Deno.test("connectZmtp() gives no part of a message that was cut off", async () => {
  const cut = frame("lost", true);
  const messages = await served([
    ...GREETING,
    ...READY,
    ...frame("whole", false),
    ...cut,
  ]);
  assert.deepEqual(messages, [["whole"]]);
});

Deno.test("connectZmtp() refuses what does not speak ZMTP", async () => {
  const http = [...text.encode("HTTP/1.1 400 Bad Request\r\n".padEnd(64))];
  await assert.rejects(served(http), /does not speak ZMTP 3/);
});
