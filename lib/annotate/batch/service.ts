import OpenAI, { toStreamingFile } from "@openai/openai";
import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import type { Gate, Outcome } from "lib/annotate/gate/gate.ts";
import { withoutKey } from "lib/annotate/llm/hide_credentials.ts";

/** A batch as the service describes it. */
export interface BatchState {
  readonly id: string;
  /** "validating", "in_progress", "completed", … */
  readonly status: string;
  readonly progress: {
    readonly completed: number;
    readonly failed: number;
    readonly total: number;
  } | null;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  /** Why the service refused the batch as a whole; null if it did not. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** The files and batches of an OpenAI-compatible service. */
export interface BatchService {
  /** Uploads a file of requests. @returns The id of the uploaded file. */
  upload(path: string, name: string): Promise<string>;
  /** Asks for a batch over an uploaded file; sent once, never again. */
  create(fileId: string, metadata: Record<string, string>): Promise<BatchState>;
  /** The batch over an uploaded file that is none of those named. */
  find(fileId: string, known: readonly string[]): Promise<BatchState | null>;
  retrieve(batchId: string): Promise<BatchState>;
  /** Copies a result file to the disk. */
  download(fileId: string, path: string): Promise<void>;
}

/** What is needed to reach the service. */
export interface ServiceOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Waits and sends again where the service is busy. */
  readonly gate: Gate;
  readonly signal?: AbortSignal;
}

/**
 * Opens the batch API of a service through the SDK. Busy servers and lost
 * connections are asked again, but for the one request that would start the
 * same batch twice.
 *
 * @param options Server, key and the gate that paces requests.
 * @returns The service. Its functions throw {@link AnnotatorStopped} with one
 * sentence if the service refuses.
 */
export function openBatchService(options: ServiceOptions): BatchService {
  const { baseUrl, apiKey, gate, signal } = options;
  const client = new OpenAI({
    apiKey: apiKey || "none",
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: 600_000,
    organization: null,
    project: null,
    logLevel: "off",
  });
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  const hidden = withoutKey(apiKey);
  const stop = (what: string, error: unknown) =>
    new AnnotatorStopped(hidden(`Cannot ${what} as ${why(error, host)}`));

  async function call<T>(
    what: string,
    send: (signal: AbortSignal) => Promise<T>,
    busyStatus?: number,
  ): Promise<T> {
    type Result = { value: T } | { error: unknown };
    const outcome = await gate.send<Result>(
      { promptTokens: 0, completionTokens: 0, usd: 0 },
      async (attempt): Promise<Outcome<Result>> => {
        try {
          const value = await send(attempt);
          return { value: { value }, kind: "ok", headers: null, usd: 0 };
        } catch (error) {
          if (attempt.aborted) throw attempt.reason;
          if (!isOfServer(error)) throw error;
          const kind = kindOf(error, busyStatus);
          const headers = error instanceof OpenAI.APIError
            ? error.headers ?? null
            : null;
          return { value: { error }, kind, headers, usd: 0 };
        }
      },
      signal,
    );
    if ("error" in outcome.value) throw stop(what, outcome.value.error);
    return outcome.value.value;
  }

  return {
    async upload(path, name) {
      const { id } = await call(`upload "${path}"`, async (signal) => {
        using file = await Deno.open(path);
        return await client.files.create({
          purpose: "batch",
          file: toStreamingFile(file.readable, name, {
            type: "application/jsonl",
          }),
        }, { signal });
      });
      return id;
    },
    async create(fileId, metadata) {
      try {
        return stateOf(
          await client.batches.create({
            input_file_id: fileId,
            endpoint: "/v1/chat/completions",
            completion_window: "24h",
            metadata,
          }, { signal }),
        );
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw isOfServer(error) ? stop("start a batch", error) : error;
      }
    },
    async find(fileId, known) {
      return await call("list the batches", async (signal) => {
        for await (
          const batch of client.batches.list({ limit: 100 }, { signal })
        ) {
          if (batch.input_file_id === fileId && !known.includes(batch.id)) {
            return stateOf(batch);
          }
        }
        return null;
      });
    },
    async retrieve(batchId) {
      return stateOf(
        await call(
          `see how far batch "${batchId}" is`,
          (signal) => client.batches.retrieve(batchId, { signal }),
        ),
      );
    },
    async download(fileId, path) {
      // A finished batch's files can answer 403 for a moment.
      await call(`download "${fileId}"`, async (signal) => {
        const { body } = await client.files.content(fileId, { signal });
        const part = `${path}.part`;
        await Deno.writeFile(part, body ?? new Uint8Array());
        await Deno.rename(part, path);
      }, 403);
    },
  };
}

function stateOf(batch: OpenAI.Batch): BatchState {
  const { request_counts: counts, errors } = batch;
  const [error] = errors?.data ?? [];
  return {
    id: batch.id,
    status: batch.status,
    progress: counts
      ? {
        completed: counts.completed,
        failed: counts.failed,
        total: counts.total,
      }
      : null,
    outputFileId: batch.output_file_id ?? null,
    errorFileId: batch.error_file_id ?? null,
    refusal: batch.status === "failed"
      ? {
        code: error?.code ?? "",
        message: oneLine(
          (error?.line ? `line ${error.line}: ` : "") +
            (error?.message ?? "the service gives no reason"),
        ),
      }
      : null,
  };
}

/** True for what the server or the network did; a broken transfer is a TypeError. */
function isOfServer(error: unknown): error is Error {
  return error instanceof OpenAI.OpenAIError || error instanceof TypeError;
}

function kindOf(error: unknown, busyStatus?: number): Outcome<unknown>["kind"] {
  if (!(error instanceof OpenAI.APIError)) return "transient";
  const { status } = error;
  if (status === undefined || status === busyStatus) return "transient";
  if (status === 429) {
    return QUOTA.test(codes(error)) ? "final" : "rate_limited";
  }
  if (status === 503 || status === 529) return "overloaded";
  return status === 408 || status === 409 || status >= 500
    ? "transient"
    : "final";
}

const QUOTA = /insufficient_quota|credit_balance|spend_limit|usage_limit/;

const codes = ({ code, type }: { code?: unknown; type?: unknown }) =>
  `${code ?? ""} ${type ?? ""}`;

/** Why a request failed, to stand after "as". */
function why(error: unknown, host: string): string {
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) {
    return `${host} cannot be reached or broke off; check OPENAI_BASE_URL and the network, and run the same command again`;
  }
  const { status } = error;
  const said = oneLine(error.message);
  if (status === 401 || status === 403) {
    return `${host} refused the key in OPENAI_API_KEY (HTTP ${status})`;
  }
  if (status === 404) {
    return `${host} does not know it (HTTP 404): a batch belongs to the key that started it, and not every server has a batch API`;
  }
  if (QUOTA.test(codes(error))) {
    return `the account at ${host} has no quota left; top it up and run the same command again`;
  }
  return `${host} says: ${said}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 300);
}
