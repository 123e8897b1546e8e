/** The files and the batches API. */

import { pickWeighted, prng, type Random, shuffle } from "lib/stats/random.ts";
import type { BatchOptions, LineFate } from "tests/support/endpoint/options.ts";
import { apiError } from "tests/support/endpoint/seen_request.ts";

const STATES = ["validating", "in_progress", "finalizing"] as const;

interface Batch {
  readonly id: string;
  readonly created_at: number;
  readonly endpoint: string;
  readonly input_file_id: string;
  readonly completion_window: string;
  readonly metadata: unknown;
  status: string;
  output_file_id: string | null;
  error_file_id: string | null;
  errors: unknown;
  request_counts: { total: number; completed: number; failed: number };
}

/** Answers the request of one line. */
export type AnswerLine = (
  // deno-lint-ignore no-explicit-any -- the JSON of a line
  body: any,
) => Promise<{ status: number; body: unknown }>;

/** The API behind /v1/files and /v1/batches. */
export interface BatchesApi {
  /** Answers a request; null if the path is not one of the API. */
  handle(request: Request, path: string): Promise<Response | null>;
  /** Moves one batch, or all, one state on. */
  advance(id?: string): Promise<void>;
}

/** Opens the API without files and batches. */
export function openBatches(
  options: BatchOptions,
  seed: number | string,
  answer: AnswerLine,
): BatchesApi {
  const { looks = 1, end = "completed" } = options;
  const random = prng(`batches ${seed}`);
  const files = new Map<string, { name: string; text: string }>();
  const batches = new Map<string, Batch>();
  const looked = new Map<string, number>();

  const keep = (name: string, text: string) => {
    const id = `file-${files.size + 1}`;
    files.set(id, { name, text });
    return id;
  };
  const describeFile = (id: string) => {
    const { name, text } = files.get(id)!;
    const bytes = new TextEncoder().encode(text).length;
    const purpose = name === "output.jsonl" || name === "errors.jsonl"
      ? "batch_output"
      : "batch";
    return {
      id,
      object: "file",
      bytes,
      created_at: 0,
      filename: name,
      purpose,
    };
  };
  const describe = (batch: Batch) => ({ object: "batch", ...batch });

  const finish = async (batch: Batch) => {
    const lines = linesOf(files.get(batch.input_file_id)!.text);
    if (end === "failed") {
      batch.status = "failed";
      const message = "Invalid line 1";
      batch.errors = { data: [{ code: "invalid_request", message, line: 1 }] };
      return;
    }
    const results = await runLines(lines, options, random, answer, end);
    const { output, errors } = results;
    if (output.length > 0) {
      batch.output_file_id = keep("output.jsonl", jsonLines(output));
    }
    if (errors.length > 0) {
      batch.error_file_id = keep("errors.jsonl", jsonLines(errors));
    }
    batch.request_counts = {
      total: lines.length,
      completed: output.length,
      failed: errors.length,
    };
    batch.status = end;
  };
  const step = async (batch: Batch) => {
    const state = STATES.indexOf(batch.status as typeof STATES[number]);
    if (state === -1) return;
    const next = STATES[state + 1];
    if (next === undefined) await finish(batch);
    else batch.status = next;
  };

  const create = async (request: Request) => {
    const { input_file_id, endpoint, completion_window, metadata = null } =
      await request.json();
    const file = files.get(input_file_id);
    if (!file) return notFound(`file ${input_file_id}`);
    const batch: Batch = {
      id: `batch_${batches.size + 1}`,
      created_at: 0,
      endpoint,
      input_file_id,
      completion_window,
      metadata,
      status: STATES[0],
      output_file_id: null,
      error_file_id: null,
      errors: null,
      request_counts: {
        total: linesOf(file.text).length,
        completed: 0,
        failed: 0,
      },
    };
    batches.set(batch.id, batch);
    return Response.json(describe(batch));
  };
  const look = async (batch: Batch) => {
    const seen = (looked.get(batch.id) ?? 0) + 1;
    looked.set(batch.id, seen);
    if (looks > 0 && seen % looks === 0) await step(batch);
    return Response.json(describe(batch));
  };

  return {
    async advance(id) {
      const chosen = id === undefined
        ? [...batches.values()]
        : [batches.get(id)!];
      for (const batch of chosen) await step(batch);
    },
    async handle(request, path) {
      const [, , kind, id, part] = path.split("/");
      if (kind === "files") {
        if (id === undefined) {
          if (request.method !== "POST") {
            return listOf([...files.keys()].map(describeFile));
          }
          const file = (await request.formData()).get("file") as File;
          return Response.json(
            describeFile(keep(file.name, await file.text())),
          );
        }
        if (!files.has(id)) return notFound(`file ${id}`);
        if (part === "content") return new Response(files.get(id)!.text);
        return Response.json(describeFile(id));
      }
      if (kind !== "batches") return null;
      if (id === undefined) {
        return request.method === "POST"
          ? await create(request)
          : listOf([...batches.values()].reverse().map(describe));
      }
      const batch = batches.get(id);
      if (!batch) return notFound(`batch ${id}`);
      if (part !== "cancel") return await look(batch);
      batch.status = "cancelled";
      return Response.json(describe(batch));
    },
  };
}

/** Runs all lines, each to its fate. */
async function runLines(
  lines: readonly string[],
  { lines: shares = {}, fates = {}, reorder = false }: BatchOptions,
  random: Random,
  answer: AnswerLine,
  end: string,
) {
  const rates = Object.entries(shares) as [LineFate, number][];
  const rest = 1 - rates.reduce((sum, [, share]) => sum + share, 0);
  const choices: [LineFate, number][] = [...rates, ["answered", rest]];
  const output: unknown[] = [];
  const errors: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    const { custom_id, body } = JSON.parse(line);
    const drawn = pickWeighted(random, choices, ([, share]) => share)[0];
    // A batch that runs out of time has done the first half of its lines.
    const isLate = end !== "completed" && index >= lines.length / 2;
    const fate = fates[custom_id] ?? (isLate ? "expired" : drawn);
    const id = `batch_req_${index + 1}`;
    if (fate === "lost") continue;
    if (fate === "expired") {
      const code = end === "cancelled" ? "batch_cancelled" : "batch_expired";
      const message = "This request could not be executed in time.";
      errors.push({ id, custom_id, response: null, error: { code, message } });
      continue;
    }
    const { status, body: answered } = fate === "failed"
      ? {
        status: 500,
        body: {
          error: { message: "The server had an error", type: "server_error" },
        },
      }
      : await answer(body);
    const response = { status_code: status, request_id: id, body: answered };
    const result = { id, custom_id, response, error: null };
    (status === 200 ? output : errors).push(result);
    if (fate === "duplicated" && status === 200) output.push(result);
  }
  return { output: reorder ? shuffle(random, output) : output, errors };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function listOf(data: readonly unknown[]): Response {
  return Response.json({ object: "list", data, has_more: false });
}

function notFound(what: string): Response {
  return apiError(404, {
    message: `No such ${what}`,
    type: "invalid_request_error",
  });
}
