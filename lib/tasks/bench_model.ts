import { projectPath } from "lib/paths.ts";
import { runMeasured } from "lib/tasks/run_measured.ts";

/** What is asked of the server. */
export interface ModelLoad {
  /** Papers of 40 kB; one question about each. */
  readonly papers: number;
  /** Milliseconds until the server answers. */
  readonly latencyMs: number;
  /** Requests in flight. */
  readonly atOnce: number;
}

/** How a language model's answers were got. */
export interface ModelMeasure extends ModelLoad {
  readonly seconds: number;
  /** Of the process that asks, in milliseconds. */
  readonly cpuMsPerRequest: number;
  /** Resident memory of that process, in MiB. */
  readonly peakMegabytes: number;
}

/** Asks a scripted server, which runs in a process of its own. */
export async function measureModel(load: ModelLoad): Promise<ModelMeasure> {
  const { papers, latencyMs, atOnce } = load;
  const server = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-net=127.0.0.1", "tests/support/endpoint_process.ts"],
      JSON.stringify({ latencyMs }),
    ],
    cwd: projectPath(""),
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  try {
    const said = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const baseUrl = (await said.read()).value!.trim();
    const found = await runMeasured<Omit<ModelMeasure, keyof ModelLoad>>(
      "lib/tasks/bench_annotate.ts",
      [baseUrl, String(papers), String(atOnce)],
    );
    await said.cancel();
    return { ...load, ...found };
  } finally {
    await server.stdin.close();
    await server.status;
  }
}

/**
 * Puts a measure into lines for people. The ideal is that every request
 * follows the one before it at once: papers over requests in flight, times the
 * server's latency.
 *
 * @example
 * ```ts
 * import { formatModelMeasure } from "lib/tasks/bench_model.ts";
 * import assert from "node:assert/strict";
 * const lines = formatModelMeasure({
 *   ...{ papers: 6400, latencyMs: 200, atOnce: 64 },
 *   ...{ seconds: 25, cpuMsPerRequest: 1.234, peakMegabytes: 250.4 },
 * });
 * assert.equal(lines[1], "  speed: 80.0 % of the ideal, 25.0 s for 20.0 s (goal: at least 95 %)");
 * ```
 */
export function formatModelMeasure(measure: ModelMeasure): string[] {
  const { papers, latencyMs, atOnce, seconds } = measure;
  const ideal = papers / atOnce * latencyMs / 1000;
  return [
    `language model: ${
      papers.toLocaleString("en-US")
    } papers of 40 kB, one question each, from a server that takes ${latencyMs} ms, ${atOnce} requests at once`,
    `  speed: ${(100 * ideal / seconds).toFixed(1)} % of the ideal, ${
      seconds.toFixed(1)
    } s for ${ideal.toFixed(1)} s (goal: at least 95 %)`,
    `  processor time: ${
      measure.cpuMsPerRequest.toFixed(2)
    } ms per request (goal: under 2 ms)`,
    `  memory: ${
      Math.round(measure.peakMegabytes)
    } MB at most (goal: under 300 MB)`,
  ];
}
