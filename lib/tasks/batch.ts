import { runCollect } from "lib/tasks/batch/collect.ts";
import { runExport } from "lib/tasks/batch/export.ts";
import { readBatchFlags } from "lib/tasks/batch/flags.ts";
import { runStatus } from "lib/tasks/batch/status.ts";
import { runSubmit } from "lib/tasks/batch/submit.ts";
import { EXIT, runCommand } from "lib/tasks/command.ts";
import { RUN_FLAG_HELP } from "lib/tasks/run_flags.ts";
import { flagHelp } from "lib/tasks/study_flags.ts";

const HELP =
  `Ask a study's questions in batches: through OpenAI's batch API at half the price, or with vLLM on any cluster.

Usage: deno task batch export|submit|status|collect [flags]

  export    write what can be asked now into files of requests
  submit    hand the files to the service; it may be stopped and run again
  status    say how far the batches are, and what to do next
  collect   save what came back in the study's store, as a live run would

A study goes through them once for each wave of its questions: those that
depend on none, then those that depend on these, and so on; with --mode
one-pass there is one wave, of one request for each paper. When export finds
nothing left, deno task annotate writes the tables without asking anything.

Flags of export:
  --for TARGET           openai (default), or vllm for files to be run by hand
  --shard-requests N     requests a file: at most 50,000; 500 for vllm
  --shard-mb N           size of a file: at most 200, 180 by default
  --again                also what stands in files that have not come back

Flag of collect:
  --from FOLDER          read result files (.jsonl) instead of asking a service

Flags of the study, the same for all four:
${flagHelp(RUN_FLAG_HELP.filter((line) => line.includes("--retry-failed")))}

Examples:
  deno task batch export --annotator openai --model gpt-5.4-mini
  deno task batch submit --annotator openai --model gpt-5.4-mini
  OPENAI_BASE_URL=http://localhost:8000/v1 deno task batch export --for vllm --annotator openai --model Qwen/Qwen3-32B
  OPENAI_BASE_URL=http://localhost:8000/v1 deno task batch collect --from results --annotator openai --model Qwen/Qwen3-32B

docs/batches.md has the details. Exit codes: 0 done, 1 failed, 2 wrong usage,
130 interrupted.`;

const RUN = {
  export: runExport,
  submit: runSubmit,
  status: runStatus,
  collect: runCollect,
} as const;

if (import.meta.main) {
  await runCommand(async (args, signal) => {
    const flags = await readBatchFlags(args);
    if (flags === null) console.log(HELP);
    else await RUN[flags.command](flags, signal);
    return EXIT.done;
  });
}
