import assert from "node:assert/strict";
import {
  DamagedMessage,
  decodeMessage,
  encodeRequest,
} from "lib/notebook/message.ts";

const text = new TextEncoder();
const PARTS = [
  '{"msg_type":"status"}',
  '{"msg_id":"r1"}',
  "{}",
  '{"execution_state":"idle"}',
];
// Python: hmac.new(b"secret", b"".join(parts), hashlib.sha256).hexdigest()
const SIGNATURE =
  "42b6d290d4a3964e11a447ee0f781fac52772c70cff96b8d4fad201910c69cc0";

const frames = (...bodies: string[]) => bodies.map((body) => text.encode(body));

Deno.test("decodeMessage() reads a message behind its topic", () => {
  const message = decodeMessage(
    "secret",
    frames("topic", "<IDS|MSG>", SIGNATURE, ...PARTS),
  );
  assert.deepEqual(message, {
    type: "status",
    parent: "r1",
    content: { execution_state: "idle" },
  });
});

Deno.test("decodeMessage() refuses a message that was changed or cut", () => {
  const changed = PARTS.with(3, '{"execution_state":"busy"}');
  for (const parts of [changed, PARTS.slice(0, 3), []]) {
    const damaged = frames("<IDS|MSG>", SIGNATURE, ...parts);
    assert.throws(() => decodeMessage("secret", damaged), DamagedMessage);
  }
  assert.throws(() => decodeMessage("secret", []), DamagedMessage);
  const whole = frames("<IDS|MSG>", SIGNATURE, ...PARTS);
  assert.throws(() => decodeMessage("other key", whole), DamagedMessage);
});

Deno.test("encodeRequest() signs what decodeMessage() accepts", () => {
  const request = { id: "r2", type: "execute_request", content: { code: "1" } };
  const encoded = encodeRequest("secret", request)
    .map((frame) => Uint8Array.from(frame));
  const { type, content } = decodeMessage("secret", encoded);
  assert.deepEqual({ type, content }, {
    type: "execute_request",
    content: { code: "1" },
  });
});
