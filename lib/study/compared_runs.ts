import { basename, dirname } from "node:path";
import { identityText } from "lib/annotate/replay/recorded_answers.ts";
import {
  readRecordedLines,
  type RecordedLine,
  replyOf,
} from "lib/annotate/replay/recorded_lines.ts";
import { isStore } from "lib/annotate/replay/recording.ts";
import { openStore, type Store } from "lib/annotate/store.ts";
import { copyStore } from "lib/annotate/store/copy_store.ts";
import type {
  AnnotatorAnswers,
  GivenAnswer,
} from "lib/findings/validation/answers.ts";
import { annotatorId } from "lib/findings/validation/annotator_id.ts";
import type { Question } from "lib/questions/question.ts";
import { storePath } from "lib/study/run_store.ts";
import { isRunName } from "lib/study/study_keys.ts";

/** Other annotators, as far as they can be compared. */
export interface ComparedRuns {
  readonly annotators: readonly AnnotatorAnswers[];
  /** One sentence for each entry that gives nothing to compare. */
  readonly warnings: readonly string[];
}

/** What one entry holds: answers by annotator and paper. */
type Found = Map<
  string,
  { readonly id: string; readonly papers: Map<string, GivenAnswer[]> }
>;

/** What answers are wanted of. */
interface Wanted {
  /** The labelled papers. */
  readonly dois: ReadonlySet<string>;
  readonly questions: readonly Question[];
}

/**
 * Reads what other annotators answered about the labelled papers, from runs of
 * this project, their stores, or exported annotations. Papers are matched by
 * DOI; answers to another version of a question do not count. Nothing of them
 * is changed.
 *
 * @param entries Names of runs, or files, as in a study's `compare`.
 * @param own Name of the study's own annotator in tables: a namesake gets the
 * name of its run.
 * @throws {Error} If a file cannot be read: one sentence that says why.
 */
export async function readComparedRuns(
  entries: readonly string[],
  own: string,
  wanted: Wanted,
): Promise<ComparedRuns> {
  const taken = new Set([own]);
  const annotators: AnnotatorAnswers[] = [];
  const warnings: string[] = [];
  for (const entry of entries) {
    const path = isRunName(entry) ? storePath({ name: entry }) : entry;
    const found = await isStore(path)
      ? readStore(path, wanted)
      : await readLines(path, wanted);
    if (found.size === 0) {
      warnings.push(
        `"${
          basename(entry)
        }" is not compared as it answers none of the study's questions about a labelled paper`,
      );
    }
    for (const { id, papers } of found.values()) {
      annotators.push({ id: freeId(id, runOf(entry), taken), papers });
    }
  }
  return { annotators, warnings };
}

/** The name of a run or file; exports all have the same, but for their folder. */
function runOf(entry: string): string {
  const name = basename(entry).replace(/\.(jsonl|sqlite)$/, "");
  return name === "annotations" ? basename(dirname(entry)) : name;
}

/** A name that no annotator has yet. */
function freeId(id: string, run: string, taken: Set<string>): string {
  let free = id;
  for (let i = 1; taken.has(free); i++) {
    free = `${id}#${run}${i === 1 ? "" : `-${i}`}`;
  }
  taken.add(free);
  return free;
}

function readStore(path: string, { dois, questions }: Wanted): Found {
  const versions = new Map(questions.map(({ id, version }) => [id, version]));
  const found: Found = new Map();
  const copy = copyStore(path);
  let store: Store | undefined;
  try {
    store = openStore(copy.path);
    for (const { metadata: { doi }, annotations } of store.papers()) {
      if (!dois.has(doi)) continue;
      for (const annotation of annotations) {
        const { question, questionVersion, identity } = annotation;
        if (versions.get(question) !== questionVersion) continue;
        addAnswer(found, identity, doi, annotation);
      }
    }
  } finally {
    store?.close();
    copy.remove();
  }
  return found;
}

async function readLines(
  path: string,
  { dois, questions }: Wanted,
): Promise<Found> {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const found: Found = new Map();
  for await (const line of readRecordedLines(path)) {
    const { doi, provenance } = line;
    const question = byId.get(line.question);
    if (doi === undefined || !dois.has(doi)) continue;
    if (question?.version !== provenance.question_version) continue;
    addAnswer(found, provenance, doi, givenIn(line, question));
  }
  return found;
}

function givenIn(line: RecordedLine, question: Question): GivenAnswer {
  const { status, answer, notes } = replyOf(line, question);
  return {
    question: question.id,
    status,
    answer,
    evidence: line.evidence.flatMap(({ quote, match }) =>
      match === undefined
        ? []
        : [{ quote, match, start: null, end: null, section: null }]
    ),
    grounded: line.grounded ?? null,
    notes,
  };
}

function addAnswer(
  found: Found,
  identity: Parameters<typeof identityText>[0],
  doi: string,
  given: GivenAnswer,
): void {
  const under = identityText(identity);
  const annotator = found.get(under) ??
    { id: annotatorId(identity), papers: new Map<string, GivenAnswer[]>() };
  found.set(under, annotator);
  const answers = annotator.papers.get(doi) ?? [];
  annotator.papers.set(doi, [...answers, given]);
}
