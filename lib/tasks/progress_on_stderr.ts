import { type Progress, startProgress } from "lib/tasks/progress.ts";

const encoder = new TextEncoder();

/** A progress display on standard error. */
export function progressOnStderr(title: string, unit: string): Progress {
  return startProgress({
    title,
    unit,
    isTerminal: Deno.stderr.isTerminal(),
    write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    now: () => performance.now(),
  });
}
