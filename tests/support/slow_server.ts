/**
 * A chat server as a process of its own, for the benchmark: answers every
 * request "no" after a set latency. Prints its base URL.
 */

const latencyMs = Number(Deno.args[0] ?? 200);
const CHARACTERS_PER_TOKEN = 4;

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/v1`),
}, async (request) => {
  const { length } = await request.text();
  await new Promise((resolve) => setTimeout(resolve, latencyMs));
  return Response.json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "bench",
    choices: [{
      index: 0,
      finish_reason: "stop",
      message: {
        role: "assistant",
        content: '{"evidence": null, "result": false}',
        refusal: null,
      },
    }],
    usage: {
      prompt_tokens: Math.ceil(length / CHARACTERS_PER_TOKEN),
      completion_tokens: 10,
      total_tokens: Math.ceil(length / CHARACTERS_PER_TOKEN) + 10,
    },
  });
});
