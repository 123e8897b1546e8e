import type { Setting } from "lib/simulation/setting.ts";
import type {
  MethodScore,
  SimulationOptions,
} from "lib/simulation/simulate_setting.ts";
import type {
  SimulationOrder,
  SimulationReply,
} from "lib/simulation/simulation_worker.ts";

/** How a simulation is run. */
export interface SimulationRun extends SimulationOptions {
  /** Threads at work. */
  readonly workers: number;
  /** Is told how many settings are done. */
  readonly onProgress?: (done: number) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * Simulates settings on several threads. Each setting has random numbers of its
 * own, so that the result does not depend on the number of threads.
 *
 * @returns What came of each setting, in the order of the settings.
 */
export async function simulateSettings(
  settings: readonly Setting[],
  { workers, onProgress, signal, ...options }: SimulationRun,
): Promise<MethodScore[][]> {
  const scores: MethodScore[][] = settings.map(() => []);
  let next = 0;
  let done = 0;
  const { studies, seed } = options;
  const work = async (): Promise<void> => {
    const url = new URL("./simulation_worker.ts", import.meta.url).href;
    const worker = new Worker(url, { type: "module" });
    try {
      while (next < settings.length) {
        signal?.throwIfAborted();
        const index = next++;
        const setting = settings[index]!;
        const order = { index, setting, options: { studies, seed } };
        scores[index] = [...(await askWorker(worker, order, signal)).scores];
        onProgress?.(++done);
      }
    } finally {
      worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return scores;
}

function askWorker(
  worker: Worker,
  order: SimulationOrder,
  signal: AbortSignal | undefined,
): Promise<SimulationReply> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SimulationReply>) =>
      resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`Cannot simulate setting: ${event.message}`));
    };
    signal?.addEventListener("abort", () => reject(signal.reason), {
      once: true,
    });
    worker.postMessage(order);
  });
}
