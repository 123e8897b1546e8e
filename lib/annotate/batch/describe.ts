import type { CollectCounts } from "lib/annotate/batch/collect_counts.ts";
import type {
  BatchFolder,
  BatchManifest,
  Shard,
} from "lib/annotate/batch/manifest.ts";
import { isToCollect } from "lib/annotate/batch/see.ts";
import { isQueueFull, isToSubmit } from "lib/annotate/batch/submit.ts";

const number = (value: number) => value.toLocaleString("en-US");

/** A number with its unit: "1 file", "1,200 requests". */
export function count(value: number, unit: string): string {
  return `${number(value)} ${unit}${value === 1 ? "" : "s"}`;
}

/** What an export asks: "wave 1 of 3 (uses_dl 1,200)", or "all in one pass (…)". */
export function askedInWords(
  { mode, questions, waves: all }: Pick<
    BatchManifest,
    "mode" | "questions" | "waves"
  >,
): string {
  if (mode === "one-pass") {
    const asked = questions.map(({ id, requests }) =>
      `${id} ${number(requests)}`
    );
    return `all in one pass (${asked.join(", ")})`;
  }
  const waves = new Map<number, string[]>();
  for (const { id, wave, requests } of questions) {
    const asked = `${id} ${number(requests)}`;
    waves.set(wave, [...waves.get(wave) ?? [], asked]);
  }
  return [...waves].sort(([a], [b]) => a - b)
    .map(([wave, asked]) => `wave ${wave} of ${all} (${asked.join(", ")})`)
    .join(" and ");
}

/** An export and its files, a line each. */
export function describeExport({ name, manifest }: BatchFolder): string[] {
  const { shards, target } = manifest;
  const requests = shards.reduce((sum, shard) => sum + shard.requests, 0);
  return [
    `Export ${name}: ${askedInWords(manifest)}, ${
      count(requests, "request")
    } in ${count(shards.length, "file")} for ${target}`,
    ...shards.map((shard) => `  ${describeShard(shard)}`),
  ];
}

/** One file of requests: its name, size and state. */
export function describeShard(shard: Shard): string {
  const { file, requests, bytes } = shard;
  return `${file}  ${count(requests, "request")}, ${
    (bytes / 1e6).toFixed(1)
  } MB: ${stateInWords(shard)}`;
}

function stateInWords(shard: Shard): string {
  const { state, status, progress, refusal, collected } = shard;
  switch (state) {
    case "exported":
      return "written, not sent";
    case "uploaded":
      return refusal ? "to be submitted again" : "uploaded, no batch yet";
    case "creating":
      return "uploaded, a batch may have been started";
    case "submitted": {
      const done = progress
        ? `, ${number(progress.completed)} done and ${
          number(progress.failed)
        } failed of ${number(progress.total)}`
        : "";
      return `${status?.replaceAll("_", " ")}${done}`;
    }
    case "failed":
      return isQueueFull(refusal)
        ? `not run, as the service's queue is full for this account: ${
          refusal!.message
        }`
        : `refused by the service: ${
          [refusal!.code, refusal!.message].filter((part) => part !== "")
            .join(", ")
        }`;
    case "collected":
      return `collected, ${describeCounts(collected!)}`;
  }
}

/** What became of requests, in one line. */
export function describeCounts(counts: CollectCounts): string {
  const classes = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([name, n]) => `${number(n)} ${name}`);
  const parts = [`${number(counts.answered)} answered`];
  if (counts.before > 0) parts.push(`${number(counts.before)} answered before`);
  const failed = classes(counts.failed);
  if (failed.length > 0) parts.push(`without an answer: ${failed.join(", ")}`);
  const again = classes(counts.again);
  if (again.length > 0) parts.push(`to be sent again: ${again.join(", ")}`);
  if (counts.duplicates > 0) {
    parts.push(count(counts.duplicates, "line") + " too many");
  }
  if (counts.conflicts.length > 0) {
    parts.push(
      `${
        count(counts.conflicts.length, "answer")
      } that came twice and differ, the first was kept`,
    );
  }
  return parts.join("; ");
}

/** What a study's batches wait for. */
export type NextStep = "export" | "submit" | "collect" | "wait" | "run";

/**
 * Finds the command that goes on with a study's batches.
 *
 * @param folders Its exports, as last seen.
 * @returns "run" if files wait for `vllm run-batch`; "wait" if batches are
 * under way; otherwise the command.
 */
export function nextStep(folders: readonly BatchFolder[]): NextStep {
  const shards = folders.flatMap(({ manifest: { shards, target } }) =>
    shards.map((shard) => ({ shard, target }))
  );
  const isUnderWay = shards.some(({ shard }) =>
    shard.state === "submitted" && !isToCollect(shard)
  );
  if (
    shards.some(({ shard }) =>
      isToCollect(shard) && !isQueueFull(shard.refusal)
    )
  ) return "collect";
  const toSubmit = shards.filter(({ shard, target }) =>
    target === "openai" && isToSubmit(shard)
  );
  const waitsForQueue = isUnderWay &&
    toSubmit.every(({ shard }) => isQueueFull(shard.refusal));
  if (toSubmit.length > 0 && !waitsForQueue) return "submit";
  if (isUnderWay) return "wait";
  return shards.some(({ shard }) => shard.state === "exported")
    ? "run"
    : "export";
}
