import { join } from "node:path";
import type { BatchFolder } from "lib/annotate/batch/manifest.ts";

/** How an export's files are run by vLLM itself, without a server. */
export interface VllmCommands {
  /** A command for each file, for a machine with a GPU. */
  readonly lines: readonly string[];
  /** A Slurm script that runs the files as an array of jobs. */
  readonly slurm: string;
}

/**
 * Writes out how `vllm run-batch` runs an export. It writes a file's results
 * when all of them are there, so each goes to a local disk first and is then
 * moved into its place in one step: what is in the results folder is whole.
 *
 * @param folder The export.
 */
export function vllmCommands({ path, manifest }: BatchFolder): VllmCommands {
  const results = resultsPath(path);
  const flags = [
    `--model ${quote(manifest.identity.model)}`,
    "--enable-prompt-tokens-details",
    // Without it some models write spaces up to the token limit.
    `--structured-outputs-config '{"backend":"xgrammar","disable_any_whitespace":true}'`,
  ].join(" ");
  const lines = [
    `mkdir -p ${quote(results)}`,
    ...manifest.shards.map(({ file }) =>
      `vllm run-batch -i ${quote(join(path, file))} -o ${
        quote(join(results, file))
      } ${flags}`
    ),
  ];
  const slurm = `#!/bin/bash
#SBATCH --job-name=${manifest.study.replace(/[^A-Za-z0-9._-]/g, "-")}
#SBATCH --array=1-${manifest.shards.length}
#SBATCH --gres=gpu:1
#SBATCH --time=04:00:00
set -euo pipefail
export_folder=${quote(path)}
file="$(printf '%04d' "$SLURM_ARRAY_TASK_ID").jsonl"
output="$(mktemp -d)/$file"
mkdir -p "$export_folder/results"
vllm run-batch -i "$export_folder/$file" -o "$output" \\
  ${flags}
cp "$output" "$export_folder/results/$file.part"
mv "$export_folder/results/$file.part" "$export_folder/results/$file"
`;
  return { lines, slurm };
}

/** Folder that an export's results go to, and are collected from. */
export function resultsPath(folder: string): string {
  return join(folder, "results");
}

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
