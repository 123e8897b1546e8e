import { annotateWithProgress } from "lib/tasks/annotate_with_progress.ts";
import { EXIT, runCommand, userFolder } from "lib/tasks/command.ts";
import { flagHelp, readStudyFlags } from "lib/tasks/study_flags.ts";

const HELP =
  `Read a study's corpus, draw its sample, ask its questions, and write tables and figures.

Usage: deno task annotate [flags]

${flagHelp()}

Examples:
  deno task annotate
  deno task annotate --study my-study/study.json
  deno task annotate --corpus pdf:my-papers --annotator openai --model gpt-5-mini

A run that was stopped goes on where it was; what is answered is not asked again.`;

if (import.meta.main) {
  await runCommand(async (args, signal) => {
    const flags = await readStudyFlags(args, userFolder());
    if (flags === null) {
      console.log(HELP);
      return EXIT.done;
    }
    await annotateWithProgress(flags.settings, { ...flags, signal });
    return EXIT.done;
  });
}
