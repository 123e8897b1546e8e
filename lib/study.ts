/**
 * The study: the only thing that a notebook imports first. It opens a study
 * file and reads what its run wrote; it asks nobody anything.
 */

import { resolve } from "node:path";
import { normaliseDoi } from "lib/corpus/metadata.ts";
import type { Corpus, Paper } from "lib/corpus/paper.ts";
import type { Figure, FigureContext } from "lib/figures/figure.ts";
import {
  otherQuestions,
  questionFigures,
  tablesOf,
} from "lib/figures/question_figures.ts";
import type { Findings } from "lib/findings/claims/finding.ts";
import type { Labels } from "lib/findings/labels.ts";
import type { Row } from "lib/findings/table.ts";
import { projectPath } from "lib/paths.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import type { Question } from "lib/questions/question.ts";
import { exampleDois } from "lib/study/example_dois.ts";
import { labelsOfStudy } from "lib/study/labels_of_study.ts";
import { figureContext } from "lib/study/figure_context.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import {
  type AnnotationLine,
  readAnnotations,
  readRunFile,
  readTable,
} from "lib/study/read_run.ts";
import { settle, type StudySettings } from "lib/study/settings.ts";
import { DEFAULT_STUDY, readStudyFile } from "lib/study/study_file.ts";
import { StudyError } from "lib/study/study_keys.ts";
import { studyOfFolder } from "lib/study/study_of_folder.ts";

export type { AnnotationLine } from "lib/study/read_run.ts";

/** A study with what its run wrote. */
export interface Study {
  readonly settings: StudySettings;
  readonly questions: readonly Question[];
  /** What figures and tables say of their data. */
  readonly context: FigureContext;
  /** What its labels are: "human label", or "planted label" where the data are made up. */
  readonly labelName: string;
  /** A sentence on the corpus; it says so if the papers are made up. */
  readonly corpusInWords: string;
  /**
   * Reads a table of the run.
   *
   * @param name Its file name without ending, such as "papers_by_year".
   * @returns Its rows; none if the study's questions give no such table.
   * @throws {StudyError} If the study was not run: the message says what to do.
   */
  table<T = Row>(name: string): Promise<T[]>;
  /** The figures of the questions that the study's own figures leave out. */
  otherFigures(): Promise<Figure[]>;
  /** Reads the run's findings: claims with their verdicts, trends, comparisons. */
  findings(): Promise<Findings>;
  /** Reads the run's manifest. */
  // deno-lint-ignore no-explicit-any -- JSON whose parts a notebook picks
  manifest(): Promise<any>;
  /** Gives annotations that pass a test, at most `limit`, in the order of their DOIs. */
  annotations(
    test: (line: AnnotationLine) => boolean,
    limit?: number,
  ): Promise<AnnotationLine[]>;
  /** DOIs of papers to look at, one for each number of questions that were asked, most first. */
  examples(): Promise<string[]>;
  /**
   * Reads one sampled paper with its text.
   *
   * @throws {StudyError} If it is not in the sample.
   */
  paper(doi: string): Promise<Paper>;
  /** The human labels, or null if the study has none. */
  labels(): Promise<Labels | null>;
}

/**
 * Opens a study.
 *
 * @param path The study file; by default the one that the variable STUDY names,
 * or the study whose outputs the notebook lies among, or the demo study.
 * @returns The study; its tables are read when they are asked for.
 * @throws {StudyError} If the file is not a valid study: one sentence that
 * says which key is wrong, what it holds and what it may hold.
 */
export async function openStudy(path?: string): Promise<Study> {
  const named = path ?? Deno.env.get("STUDY");
  const own = named ? null : await studyOfFolder(Deno.cwd());
  if (own !== null) return studyOf(own);
  const file = named ? await findStudy(named) : DEFAULT_STUDY;
  return studyOf(await settle(await readStudyFile(file), `study "${file}"`));
}

/**
 * Finds a study file by a relative path: from where the program runs or, since
 * Jupyter runs notebooks in their own folder, from the project's.
 */
async function findStudy(path: string): Promise<string> {
  for (const file of [path, resolve(projectPath(""), path)]) {
    if (await Deno.stat(file).then((found) => found.isFile, () => false)) {
      return file;
    }
  }
  return path;
}

/** Wraps settings that are checked already. */
export async function studyOf(settings: StudySettings): Promise<Study> {
  const { out } = settings;
  const questions = await questionsOfStudy(settings);
  const corpus = await openCorpus(settings);
  const context = figureContext(settings, corpus, questions);
  return {
    settings,
    questions,
    context,
    labelName: corpus.synthetic ? "planted label" : "human label",
    corpusInWords: corpusInWords(corpus),
    async table<T>(name: string) {
      return await readTable(out, name) as T[];
    },
    async otherFigures() {
      const others = otherQuestions(questions);
      const names = others.flatMap(tablesOf);
      const rows = new Map<string, Row[]>();
      for (const name of names) rows.set(name, await readTable(out, name));
      const rowsOf = (name: string) => rows.get(name) ?? [];
      return others.flatMap((question) =>
        questionFigures(question, rowsOf, context)
      );
    },
    async findings() {
      return JSON.parse(await readRunFile(out, "findings.json", "."));
    },
    async manifest() {
      return JSON.parse(await readRunFile(out, "manifest.json"));
    },
    annotations: (test, limit) => readAnnotations(out, test, limit),
    examples: () => exampleDois(out, settings.seed),
    async paper(doi) {
      const wanted = normaliseDoi(doi);
      const row = (await readTable(out, "sample")).find((row) =>
        row.doi === wanted
      );
      if (row === undefined) {
        throw new StudyError(
          `Cannot read paper "${doi}" as it is not in the sample`,
        );
      }
      return await corpus.read({ doi: wanted, source: String(row.source) });
    },
    labels: () => labelsOfStudy(settings, questions),
  };
}

function corpusInWords({ description, synthetic }: Corpus): string {
  return synthetic
    ? `The corpus is ${description}. It is synthetic: the papers were generated with known answers, they show how the method works, and they are no evidence about real research.`
    : `The corpus is ${description}.`;
}
