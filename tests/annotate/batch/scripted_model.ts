/** A model whose answer depends on what the paper says, in every way that answers end. */

const CONTEXT = 20_000;

// deno-lint-ignore no-explicit-any -- the JSON of a chat request
export type Body = any;
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const error = (status: number, error: Record<string, unknown>): Answer => ({
  status,
  body: { error: { type: "invalid_request_error", param: null, ...error } },
});

/** A model that always says the same to the same request. */
export function answerTo(body: Body): Answer {
  const [, { content: prompt }] = body.messages;
  const isRepair = body.messages.length > 2;
  const tokens = Math.ceil(prompt.length / 4);
  if (tokens > CONTEXT) {
    return error(400, {
      code: "context_length_exceeded",
      message:
        `This model's maximum context length is ${CONTEXT} tokens. However, your messages resulted in ${tokens} tokens.`,
    });
  }
  const [, text] = prompt.split("\n");
  const says = (words: string) => text.includes(words);
  const ends = (
    content: string | null,
    finish_reason = "stop",
    refusal: string | null = null,
  ): Answer => ({
    status: 200,
    body: {
      id: "chatcmpl-1",
      object: "chat.completion",
      model: "scripted-2026-01-01",
      choices: [{ finish_reason, message: { content, refusal } }],
      usage: {
        prompt_tokens: tokens,
        completion_tokens: 9,
        prompt_tokens_details: { cached_tokens: isRepair ? 64 : 0 },
      },
    },
  });
  if (says("refuses")) return ends(null, "stop", "I cannot.");
  if (says("filter")) return ends("", "content_filter");
  const cap = body.max_tokens ?? body.max_completion_tokens;
  if (says("too long at first") && cap < 4000) return ends('{"ev', "length");
  if (says("always too long")) return ends('{"ev', "length");
  if (says("ever fits") || says("does not fit") && !isRepair) {
    return ends('{"result": "perhaps"}');
  }
  const quote = says("made up") ? "Nobody wrote this." : text;
  const { name, schema } = body.response_format.json_schema;
  const usesPtms = says("BERT");
  const usesDl = usesPtms || says("network");
  const answer = (question: string, shape: Body) => {
    if (question === "uses_dl") return yesNo(usesDl, quote);
    if (question === "uses_ptms") return yesNo(usesPtms, quote);
    if (question === "identify_ptms" && says("One list")) return "no list";
    return { mentions: [mention(shape.properties.mentions.items, quote)] };
  };
  if (name !== "answers") return ends(JSON.stringify(answer(name, schema)));
  // All at once: a question whose condition is not met has no answer.
  const parts = Object.entries(schema.properties).map(([id, part]: Body) => {
    const isMet = id === "uses_dl" || (id === "uses_ptms" ? usesDl : usesPtms);
    return [id, isMet ? answer(id, withoutNull(part)) : null];
  });
  return ends(JSON.stringify(Object.fromEntries(parts)));
}

const yesNo = (result: boolean, quote: string) => ({
  evidence: result ? quote : null,
  result,
});

const mention = ({ properties }: Body, quote: string) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, { enum: values }]: Body) => [
      name,
      name === "evidence" ? quote : values ? values[0] : "BERT",
    ]),
  );

/** The shape of a part that may also be null. */
const withoutNull = (part: Body): Body =>
  part.anyOf?.find(({ type }: Body) => type !== "null") ?? part;
