/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | null;
  // deno-lint-ignore no-explicit-any -- the JSON that a client sent
  readonly body: any;
}

/** An error as OpenAI words it. */
export function apiError(
  status: number,
  error: Record<string, unknown>,
): Response {
  return Response.json({
    error: {
      message: "scripted",
      type: null,
      param: null,
      code: null,
      ...error,
    },
  }, { status });
}
