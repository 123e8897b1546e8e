/**
 * Peak resident memory of this process in MiB; where the system does not keep
 * it, the memory that is resident now.
 */
export async function peakMegabytes(): Promise<number> {
  try {
    const status = await Deno.readTextFile("/proc/self/status");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
  } catch {
    return Deno.memoryUsage().rss / 2 ** 20;
  }
}
