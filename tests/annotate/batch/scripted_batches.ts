/** A scripted service with the files and batches API, on loopback. */

/** What the service does with the lines of a batch. */
export interface BatchScript {
  /** Lines of the output and the error file; null leaves the batch under way. */
  run(lines: readonly string[], batch: number):
    | {
      readonly output?: readonly string[];
      readonly errors?: readonly string[];
      readonly status?: "completed" | "expired" | "cancelled";
    }
    | { readonly refusal: { readonly code: string; readonly message: string } }
    | null;
}

/** A running service. */
export interface BatchServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** Requests, as "POST /v1/batches". */
  readonly requests: string[];
  /** Input file of each batch, by name, in the order in which they were made. */
  readonly started: string[];
}

/** Starts a service whose batches end at once, as a script says. */
export function startBatchServer(script: BatchScript): BatchServer {
  const files = new Map<string, { name: string; text: string }>();
  // deno-lint-ignore no-explicit-any -- JSON of the batches API
  const batches = new Map<string, any>();
  const requests: string[] = [];
  const started: string[] = [];

  const keep = (name: string, text: string) => {
    const id = `file-${files.size + 1}`;
    files.set(id, { name, text });
    return id;
  };
  const keepLines = (name: string, lines: readonly string[] = []) =>
    lines.length > 0
      ? keep(name, lines.map((line) => `${line}\n`).join(""))
      : undefined;

  async function answer(request: Request, path: string): Promise<Response> {
    const [, kind, id, part] = path.split("/").slice(1);
    if (request.method === "POST" && kind === "files") {
      const form = await request.formData();
      const file = form.get("file") as File;
      return Response.json({ id: keep(file.name, await file.text()) });
    }
    if (request.method === "POST" && kind === "batches") {
      const { input_file_id, metadata } = await request.json();
      const { name, text } = files.get(input_file_id)!;
      started.push(name);
      const lines = text.split("\n").filter((line) => line !== "");
      const end = script.run(lines, started.length);
      const refusal = end && "refusal" in end ? end.refusal : null;
      const results = end && "refusal" in end ? null : end;
      const { output, errors } = results ?? {};
      const batch = {
        id: `batch_${started.length}`,
        object: "batch",
        input_file_id,
        metadata,
        status: refusal
          ? "failed"
          : results
          ? results.status ?? "completed"
          : "in_progress",
        errors: refusal && { data: [refusal] },
        output_file_id: keepLines("output", output),
        error_file_id: keepLines("errors", errors),
        request_counts: {
          total: lines.length,
          completed: output?.length ?? 0,
          failed: errors?.length ?? 0,
        },
      };
      batches.set(batch.id, batch);
      return Response.json({ ...batch, status: "validating" });
    }
    if (part === "content") return new Response(files.get(id!)!.text);
    if (id !== undefined) return Response.json(batches.get(id));
    const data = [...batches.values()].reverse();
    return Response.json({ data, has_more: false });
  }

  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      // A client that is killed breaks its upload off.
      onError: () => new Response(null, { status: 500 }),
    },
    (request) => {
      const { pathname } = new URL(request.url);
      requests.push(`${request.method} ${pathname}`);
      return answer(request, pathname);
    },
  );
  return {
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
    requests,
    started,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
