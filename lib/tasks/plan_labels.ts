/** `deno task plan-labels`: how many papers humans should label, and which. */

import { dirname, resolve } from "node:path";
import { isThere } from "lib/files.ts";
import { agreedLabels } from "lib/findings/agreed_labels.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import { describeProblems } from "lib/findings/labels/problems.ts";
import { divide } from "lib/findings/labels/plan/strata.ts";
import { estimateErrorRates } from "lib/findings/labels/plan/error_rates.ts";
import {
  drawPapers,
  labelSheet,
} from "lib/findings/labels/plan/label_sheet.ts";
import {
  type LabelPlan,
  planLabels,
} from "lib/findings/labels/plan/plan_labels.ts";
import type { YesNoQuestion } from "lib/questions/question.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { EXIT, runCommand, UsageError, userFolder } from "lib/tasks/command.ts";
import { readPlanFlags } from "lib/tasks/plan_labels/flags.ts";
import { planInWords } from "lib/tasks/plan_labels/plan_in_words.ts";
import { readAnswered } from "lib/tasks/plan_labels/read_answered.ts";
import { studyOfRun } from "lib/tasks/run_by_name.ts";
import { readStudyFlags } from "lib/tasks/study_flags.ts";

const HELP =
  `Say how many papers humans must label so that a share can be adjusted for the annotator's errors, and draw them.

Usage: deno task plan-labels [flags]

One of these says what the labels are for:
  --width W              full width of the 95 % interval of the adjusted share, such as 0.10
  --power P              with --difference D: chance to find that the adjusted share
                         differs by D from a given one, in a two-sided test at 5 %
  --budget N             labels that can be afforded

  --study FILE           study file; the demo study by default. It has been annotated before
  --name NAME            name of a run: its settings and its labels
  --labels FILE          labels so far: they tell the annotator's error rates, and their
                         papers are not asked again; the study's by default, or none
  --adjudicator NAME     annotator whose labels decide, instead of the majority
  --question ID          a yes-no question; uses_ptms by default
  --strata A,B           answer (default), field, year, megajournal
  --at-least N           labels in each stratum, as far as it has papers; 10 by default
  --seed SEED            of the draw; the study's by default
  --out FILE             writes the sheet to fill in: annotator and value for each paper
  --passages HOW         hidden (default), or shown: seeing the annotator's answer biases
  --help                 this text

The column inclusion_probability, which the adjustment needs, differs between
strata: hide it while you label. The filled-in sheet is a labels file.

Examples:
  deno task plan-labels --width 0.10
  deno task plan-labels --power 0.8 --difference 0.05 --strata answer,field
  deno task plan-labels --study my-study/study.json --budget 150 --out sheet.csv`;

/** Rows that a warning about labels names. */
const MOST_ROWS = 20;

/**
 * Runs the command.
 *
 * @param args What stands behind the command's name.
 * @param options.folder Where relative paths start.
 * @returns The exit code.
 */
export async function planCommand(
  args: readonly string[],
  { folder, print = console.log, warn = console.error }: {
    readonly folder: string;
    readonly print?: (text: string) => void;
    readonly warn?: (text: string) => void;
  },
): Promise<number> {
  const flags = readPlanFlags(args);
  if (flags === null) {
    print(HELP);
    return EXIT.done;
  }
  const chosen = await studyOfRun(flags.study);
  const { settings } = (await readStudyFlags(chosen, folder))!;
  const questions = await questionsOfStudy(settings);
  const question = questions.find(({ id }) => id === flags.question);
  if (question?.kind !== "yes-no") {
    throw new UsageError(
      `Cannot plan labels for "${flags.question}" as it must be a yes-no question of the study: ${
        questions.filter(({ kind }) => kind === "yes-no").map(({ id }) => id)
          .join(", ")
      }`,
    );
  }
  const out = flags.out === null ? null : resolve(folder, flags.out);
  if (out !== null && await isThere(out)) {
    throw new UsageError(
      `Cannot write "${flags.out}" as it is there already and may hold labels: give another name`,
    );
  }
  if (out !== null && !await isThere(dirname(out))) {
    throw new UsageError(
      `Cannot write "${flags.out}" as there is no folder "${dirname(out)}"`,
    );
  }
  const papers = await readAnswered(settings, question, questions);
  const labels = await labelsOfStudy(settings, questions);
  if (labels !== null) {
    describeProblems(labels.problems, labels.file, MOST_ROWS)
      .forEach((warning) => warn(`Warning: ${warning}`));
  }
  const given = new Set(
    labels?.given.filter((row) => row.question === question.id)
      .map(({ doi }) => doi),
  );
  const rates = estimateErrorRates(
    papers,
    decided(labels?.rows ?? [], question),
  );
  const open = papers.filter(({ doi }) => !given.has(doi));
  const labelled = papers.length - open.length;
  const plan = planWithin(divide(open, flags.strata), {
    ...flags,
    rates,
    labelled,
  });
  const context = { ...flags, rates, papers: papers.length, labelled };
  print(planInWords(plan, context).join("\n"));
  if (out === null) return EXIT.done;
  const drawn = drawPapers(plan, flags.seed ?? settings.seed);
  await Deno.writeTextFile(
    out,
    labelSheet(drawn, { ...flags, question: question.id }),
    { createNew: true },
  );
  print(
    `\nWrote "${flags.out}": fill in annotator and value (yes or no) for each paper; passage is for the words that decided`,
  );
  return EXIT.done;
}

/** A plan; a target that the papers do not allow is wrong usage. */
function planWithin(...given: Parameters<typeof planLabels>): LabelPlan {
  try {
    return planLabels(...given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}

/** The labels of a question that nobody contradicts, by DOI. */
function decided(
  rows: readonly LabelRow[],
  { id }: YesNoQuestion,
): Map<string, string> {
  const { rows: agreed } = agreedLabels(
    rows.filter((row) => row.question === id),
  );
  return new Map(agreed.map(({ doi, value }) => [doi, value]));
}

if (import.meta.main) {
  await runCommand((args) => planCommand(args, { folder: userFolder() }));
}
