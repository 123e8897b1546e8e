import { join } from "node:path";
import { otherQuestions } from "lib/figures/question_figures.ts";
import { cellsFor } from "lib/notebook/cells_for.ts";
import { executeNotebook, type ExecuteOptions } from "lib/notebook/execute.ts";
import { projectPath } from "lib/paths.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { savedSettingsPath } from "lib/study/saved_settings.ts";
import type { StudySettings } from "lib/study/settings.ts";
import { annotateWithProgress } from "lib/tasks/annotate_with_progress.ts";
import {
  commandLine,
  EXIT,
  runCommand,
  userFolder,
} from "lib/tasks/command.ts";
import { printDryRun } from "lib/tasks/dry_run.ts";
import { progressOnStderr } from "lib/tasks/progress_on_stderr.ts";
import { resultsInWords } from "lib/tasks/results_in_words.ts";
import { flagHelp, readStudyFlags } from "lib/tasks/study_flags.ts";

/** The notebooks in the order in which a reader takes them. */
export const NOTEBOOKS = [
  "01_sample.ipynb",
  "02_classify.ipynb",
  "03_validate.ipynb",
  "04_findings.ipynb",
  "05_simulation.ipynb",
] as const;

const HELP =
  `Run a study from its corpus to its notebooks: sample, answers, tables, figures, and every notebook executed.

Usage: deno task reproduce [flags]

${flagHelp()}

Examples:
  deno task reproduce
  deno task reproduce --study my-study/study.json
  deno task reproduce --corpus jats:articles --metadata metadata.csv
  deno task reproduce --corpus pdf:my-papers.d --labels labels.csv --out results
  deno task reproduce --corpus demo:5000 --sample 0.1

The demo study without flags writes to notebooks/ and figures/demo/. Any other
run writes to figures/NAME/, its notebooks to figures/NAME/notebooks/.`;

if (import.meta.main) {
  await runCommand(async (args, signal) => {
    const flags = await readStudyFlags(args, userFolder());
    if (flags === null) {
      console.log(HELP);
      return EXIT.done;
    }
    const { settings, isDefault } = flags;
    if (flags.dryRun) {
      await printDryRun(settings, signal);
      return EXIT.done;
    }
    const command = commandLine("reproduce", args);
    const isAnswered = await annotateWithProgress(settings, {
      ...flags,
      command,
      signal,
    });
    if (!isAnswered) {
      console.error("No notebook is executed, as no question was answered");
      console.error(resultsInWords(settings, userFolder()));
      return EXIT.failed;
    }
    const folder = isDefault
      ? projectPath("notebooks")
      : join(settings.out, "notebooks");
    await executeAll(folder, {
      env: { STUDY: savedSettingsPath(settings) },
      // The notebooks of the project itself keep what they say of any study.
      ...(isDefault ? {} : { keeps: await cellsOf(settings) }),
      signal,
    });
    console.error(resultsInWords(settings, userFolder()));
    return EXIT.done;
  });
}

/** Leaves out the cells about what a study does not ask or have. */
async function cellsOf(settings: StudySettings) {
  const questions = await questionsOfStudy(settings);
  const ids = (some: typeof questions) => some.map(({ id }) => id);
  return cellsFor(
    ids(questions),
    ids(otherQuestions(questions)),
    settings.labels !== null,
  );
}

/** Executes all notebooks, one after the other, and stops at the first failure. */
async function executeAll(
  folder: string,
  options: Pick<ExecuteOptions, "env" | "keeps" | "signal">,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const name of NOTEBOOKS) {
    const progress = progressOnStderr(name, "cells");
    await executeNotebook({
      path: projectPath(`notebooks/${name}`),
      output: join(folder, name),
      ...options,
      onCell: ({ kind, cell, cells }) => {
        if (kind === "done") progress.update(cell, cells);
      },
    });
    progress.finish(`Executed ${name}`);
  }
}
