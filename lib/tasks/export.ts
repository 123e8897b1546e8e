import { exportRun } from "lib/study/export_run.ts";
import { EXIT, runCommand, UsageError, userFolder } from "lib/tasks/command.ts";
import { studyOfRun } from "lib/tasks/run_by_name.ts";
import { flagHelp, readStudyFlags } from "lib/tasks/study_flags.ts";
import { countOf } from "lib/words.ts";

const HELP =
  `Write the annotations of a study's run for others: annotations.jsonl, annotations.csv and manifest.json.

Usage: deno task export --out DIR [flags]

${flagHelp()}

Examples:
  deno task export --out exported
  deno task export --study my-study/study.json --out exported
  deno task export --name my-run --out exported
  deno task annotate --annotator replay:exported/annotations.jsonl`;

if (import.meta.main) {
  await runCommand(async (args) => {
    const flags = await readStudyFlags(await studyOfRun(args), userFolder());
    if (flags === null) {
      console.log(HELP);
      return EXIT.done;
    }
    if (!args.some((arg) => /^--out(=|$)/.test(arg))) {
      throw new UsageError(
        "Cannot export as no folder is named: give one with --out DIR",
      );
    }
    const { out } = flags.settings;
    const { papers, annotations } = await exportRun(flags.settings, out);
    console.error(
      `Wrote ${countOf(annotations, "annotation")} of ${
        countOf(papers, "paper")
      }`,
    );
    return EXIT.done;
  });
}
