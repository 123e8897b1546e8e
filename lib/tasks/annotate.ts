import { annotateWithProgress } from "lib/tasks/annotate_with_progress.ts";
import {
  commandLine,
  EXIT,
  runCommand,
  userFolder,
} from "lib/tasks/command.ts";
import { printDryRun } from "lib/tasks/dry_run.ts";
import {
  oldNotebooksInWords,
  resultsInWords,
} from "lib/tasks/results_in_words.ts";
import { flagHelp, readStudyFlags } from "lib/tasks/study_flags.ts";

const HELP =
  `Read a study's corpus, draw its sample, ask its questions, and write tables and figures.

Usage: deno task annotate [flags]

${flagHelp()}

Examples:
  deno task annotate
  deno task annotate --study my-study/study.json
  deno task annotate --corpus pdf:my-papers --annotator openai --model gpt-5.4-mini --dry-run
  deno task annotate --corpus pdf:my-papers --annotator openai --model gpt-5.4-mini --max-usd 20

A run that was stopped goes on where it was; what is answered is not asked
again. Several processes may do the same run together. The server and key of a
language model come from OPENAI_BASE_URL and OPENAI_API_KEY.

Exit codes: 0 done, 1 failed or nothing was answered, 2 wrong usage, 3 stopped
at a limit of money or calls, 130 interrupted.`;

if (import.meta.main) {
  await runCommand(async (args, signal) => {
    const flags = await readStudyFlags(args, userFolder());
    if (flags === null) {
      console.log(HELP);
      return EXIT.done;
    }
    if (flags.dryRun) {
      await printDryRun(flags.settings, signal);
      return EXIT.done;
    }
    const command = commandLine("annotate", args);
    const { settings } = flags;
    const isAnswered = await annotateWithProgress(settings, {
      ...flags,
      command,
      signal,
    });
    const again = commandLine("reproduce", args);
    const old = await oldNotebooksInWords(settings, userFolder(), again);
    if (old !== null) console.error(old);
    console.error(resultsInWords(settings, userFolder()));
    return isAnswered ? EXIT.done : EXIT.failed;
  });
}
