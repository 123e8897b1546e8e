import assert from "node:assert/strict";
import OpenAI from "@openai/openai";
import { llmAnnotator } from "lib/annotate/llm.ts";
import { requestBody } from "lib/annotate/llm/request.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { isDue } from "lib/annotate/run.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Answer } from "lib/questions/question.ts";
import { type Script, startEndpoint } from "tests/support/endpoint.ts";
import { FIVE, impatientGate } from "tests/annotate/llm/asking.ts";
import { paperOf } from "tests/support/papers.ts";

/** Characters of a token of the scripted server. */
const TOKEN = 4;
/** OpenAI's cache serves prefixes of 1,024 tokens and more, in steps of 128. */
const SHORTEST = 1024;
const STEP = 128;

const QUOTE = "We used a network in this study.";

/** Forty papers of 40 kB: half use deep learning, half of these a pre-trained model. */
const PAPERS = Array.from({ length: 40 }, (_, i) =>
  paperOf(
    `${QUOTE} ` +
      Array.from({ length: 800 }, (_, k) =>
        `Sample ${i} of run ${k} gave ${i * k % 97} counts.`)
        .join(" "),
    { doi: `10.5555/${i}`, citedByCount: i % 4 },
  ));

const answers = (paper: Paper) => ({
  uses_dl: paper.citedByCount! % 2 === 0,
  uses_ptms: paper.citedByCount === 0,
});

/** Answers as the paper's number has it, in the shape that was asked for. */
// deno-lint-ignore no-explicit-any -- the JSON that was sent
function answerTo(body: any): unknown {
  const said = JSON.stringify(body.messages);
  const number = Number(/Sample (\d+) of/.exec(said)![1]);
  const paper = PAPERS[number]!;
  const asked = FIVE.find(({ words }) =>
    said.includes(JSON.stringify(words).slice(1, -1))
  )!;
  const yes = answers(paper)[asked.id as "uses_dl"];
  const part = asked.kind === "mentions"
    ? { mentions: [] }
    : { evidence: yes ? QUOTE : null, result: yes };
  return body.response_format.json_schema.name === "answers"
    ? {
      ...Object.fromEntries(FIVE.map(({ id }) => [id, null])),
      [asked.id]: part,
    }
    : part;
}

/** A server with a prefix cache, which begins with the schema at OpenAI and does not at vLLM. */
function prefixCached(
  countsSchema: boolean,
): { script: Script; shareCached: () => number } {
  const seen = new Set<string>();
  let prompt = 0;
  let cached = 0;
  const script: Script = ({ body }) => {
    const text = (countsSchema ? JSON.stringify(body.response_format) : "") +
      // deno-lint-ignore no-explicit-any -- the JSON that was sent
      body.messages.map((message: any) => message.content).join("\n");
    const tokens = Math.ceil(text.length / TOKEN);
    let hit = 0;
    for (let end = STEP; end <= tokens; end += STEP) {
      const prefix = text.slice(0, end * TOKEN);
      if (seen.has(prefix)) hit = end;
      seen.add(prefix);
    }
    if (hit < SHORTEST) hit = 0;
    prompt += tokens;
    cached += hit;
    return Response.json({
      choices: [{
        finish_reason: "stop",
        message: { content: JSON.stringify(answerTo(body)) },
      }],
      usage: {
        prompt_tokens: tokens,
        completion_tokens: 20,
        prompt_tokens_details: { cached_tokens: hit },
      },
    });
  };
  return { script, shareCached: () => cached / prompt };
}

/** Runs the cascade over all papers, one question at a time. */
async function cascade(
  ask: (paper: Paper, question: typeof FIVE[0]) => Promise<Answer | null>,
): Promise<void> {
  for (const paper of PAPERS) {
    const given = new Map<string, Answer | null>();
    for (const question of FIVE) {
      if (!isDue(question, given)) continue;
      given.set(question.id, await ask(paper, question));
    }
  }
}

/** Share of prompt tokens served from the cache with the annotator as it is. */
async function paperFirst(schema: "own" | "shared", countsSchema = true) {
  const { script, shareCached } = prefixCached(countsSchema);
  await using endpoint = startEndpoint(script);
  const annotator = llmAnnotator({
    model: "m",
    baseUrl: endpoint.baseUrl,
    gate: impatientGate(),
    questions: FIVE,
    schema,
  });
  let counted = 0;
  let prompt = 0;
  await cascade(async (paper, question) => {
    const { answer, usage, message } = await annotator.ask(paper, question);
    assert.equal(message, null);
    counted += usage!.cachedTokens!;
    prompt += usage!.promptTokens!;
    return answer;
  });
  assert.equal(endpoint.requests.length, 40 + 20 + 30);
  assert.equal(counted / prompt, shareCached());
  return shareCached();
}

/** The same requests with the question as the first message. */
async function questionFirst() {
  const { script, shareCached } = prefixCached(false);
  await using endpoint = startEndpoint(script);
  const client = new OpenAI({
    apiKey: "none",
    baseURL: endpoint.baseUrl,
    maxRetries: 0,
  });
  const settings = settingsOf({ model: "m", baseUrl: endpoint.baseUrl });
  await cascade(async (paper, question) => {
    const { body } = requestBody(paper, question, settings);
    const [system, user] = body.messages.map(({ content }) => `${content}`);
    const end = user!.lastIndexOf("</paper-");
    const at = user!.indexOf("\n\n", end);
    const { choices } = await client.chat.completions.create({
      ...body,
      messages: [
        { role: "system", content: `${system}${user!.slice(at)}` },
        { role: "user", content: user!.slice(0, at) },
      ],
    });
    const said = JSON.parse(choices[0]!.message.content!);
    return "result" in said
      ? { kind: "yes-no", ...said }
      : { kind: "mentions", ...said };
  });
  assert.equal(endpoint.requests.length, 40 + 20 + 30);
  return shareCached();
}

Deno.test("the paper before the question lets a prefix cache serve it again; the question first does not", async () => {
  const shared = await paperFirst("shared");
  const own = await paperFirst("own");
  const elsewhere = await paperFirst("own", false);
  const question = await questionFirst();
  console.log(`Prompt tokens from the cache
  paper first, one schema, as OpenAI counts:             ${percent(shared)}
  paper first, a schema a question, as OpenAI counts:    ${percent(own)}
  paper first, schema not in the prompt, as vLLM counts: ${percent(elsewhere)}
  question first, schema not in the prompt:              ${percent(question)}`);
  // 50 of the 90 requests repeat a paper that was sent before.
  assert.ok(shared > 0.5 && shared < 50 / 90);
  assert.ok(elsewhere > 0.5 && elsewhere < 50 / 90);
  assert.ok(own < 0.05);
  assert.ok(question < 0.05);
});

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
