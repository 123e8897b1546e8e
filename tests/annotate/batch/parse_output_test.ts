import assert from "node:assert/strict";
import { parseOutput } from "lib/annotate/batch/parse_output.ts";

const completion = { id: "c", choices: [{ message: { content: "{}" } }] };
const read = (line: unknown) => parseOutput(JSON.stringify(line));

Deno.test("parseOutput() reads an answer as OpenAI and vLLM write it", () => {
  const expected = {
    id: "a-1",
    httpStatus: 200,
    completion,
    error: null,
  };
  const response = { status_code: 200, request_id: "r", body: completion };
  const written = { id: "b", custom_id: "a-1", response, error: null };
  assert.deepEqual(read(written), expected);
  // Old builds of vLLM put the completion where its envelope belongs.
  assert.deepEqual(
    read({ custom_id: "a-1", response: completion, error: null }),
    expected,
  );
});

// Shapes from the facts sheet on endpoints and from vLLM's run_batch.
const ERRORS: [
  name: string,
  line: Record<string, unknown>,
  status: number | null,
  code: string,
  message: string,
][] = [
  [
    "a request that was not run",
    {
      response: null,
      error: { code: "batch_expired", message: "This request expired" },
    },
    null,
    "batch_expired",
    "This request expired",
  ],
  [
    "an HTTP error in the body",
    {
      response: {
        status_code: 429,
        body: { error: { code: "rate_limit_exceeded", message: "slow down" } },
      },
      error: null,
    },
    429,
    "rate_limit_exceeded",
    "slow down",
  ],
  [
    "an error as text",
    { response: { status_code: 400, body: null }, error: "This\nis wrong" },
    400,
    "",
    "This is wrong",
  ],
  [
    "an error in an error",
    {
      response: { status_code: 400, body: null },
      error: { error: { code: 400, message: "no", type: "BadRequestError" } },
    },
    400,
    "400",
    "no",
  ],
  [
    "the flat error of old vLLM builds",
    {
      response: {
        status_code: 400,
        body: { object: "error", message: "flat", code: 40303 },
      },
    },
    400,
    "40303",
    "flat",
  ],
  [
    "an error with status 200",
    { response: { status_code: 200, body: { error: { message: "oops" } } } },
    null,
    "",
    "oops",
  ],
  [
    "nothing at all",
    { response: null, error: null },
    null,
    "",
    "no answer came",
  ],
];

Deno.test("parseOutput() reads errors in every shape", async (t) => {
  for (const [name, line, status, code, message] of ERRORS) {
    await t.step(name, () => {
      const found = read({ custom_id: "a-1", ...line })!;
      assert.equal(found.completion, null);
      assert.equal(found.httpStatus, status);
      assert.equal(found.error?.code, code);
      assert.equal(found.error?.message, message);
    });
  }
});

Deno.test("parseOutput() gives null for what is not a line of a batch", () => {
  for (
    const text of ['{"custom_id":"a-1","resp', "[]", "null", '{"custom_id":7}']
  ) {
    assert.equal(parseOutput(text), null);
  }
});
