/** Ordinary annotations from the answers that an artifact recorded. */

import { basename } from "node:path";
import { annotationKey, hashText } from "lib/annotate/annotation_key.ts";
import type {
  AnnotationStatus,
  AnnotatorIdentity,
} from "lib/annotate/annotator.ts";
import {
  isGrounded,
  locateEvidence,
  uncheckedEvidence,
} from "lib/annotate/evidence.ts";
import type { Annotation } from "lib/annotate/store/annotation.ts";
import type {
  ArtifactAnswer,
  ArtifactAnswers,
} from "lib/annotate/recorded/read_artifact_answers.ts";
import { breathing } from "lib/breathe.ts";
import {
  type Corpus,
  type Dropped,
  type Paper,
  type PaperMetadata,
  UnreadablePaper,
} from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";
import type { Question } from "lib/questions/question.ts";

/** The annotator's name of a run that takes its answers from an artifact. */
export const ARTIFACT_ANNOTATOR = "artifact";

/**
 * Who gave the answers of an artifact. No table holds the language model's
 * name, so it is "unknown" unless the user says it.
 *
 * @param path The artifact.
 * @param model The language model, if the user knows it.
 */
export function artifactIdentity(
  path: string,
  model: string | null,
): AnnotatorIdentity {
  return {
    annotator: ARTIFACT_ANNOTATOR,
    model: model ?? "unknown",
    endpoint: "",
    parameters: { artifact: basename(path) },
  };
}

/** What becomes of recorded answers. */
export interface RecordedRun {
  readonly sample: readonly SampledPaper[];
  readonly questions: readonly Question[];
  readonly identity: AnnotatorIdentity;
  /** The recorded answers by question id. */
  readonly answers: ReadonlyMap<string, ArtifactAnswers>;
  /**
   * The corpus, if quotes are to be located, which means reading every text;
   * null keeps them as they are.
   */
  readonly ground: Corpus | null;
  readonly signal?: AbortSignal;
}

/** One sampled paper with its annotations, by the positions of their questions. */
export interface RecordedPaper {
  readonly metadata: PaperMetadata;
  readonly annotations: ReadonlyMap<number, Annotation>;
  /** Why its text could not be read; null if it could, or was not wanted. */
  readonly lost: Dropped | null;
}

/**
 * Turns recorded answers into annotations, paper by paper. All answers that
 * were recorded count, as they are the study's cascade: a paper that it did
 * not ask is not asked here either.
 *
 * Without `ground` the quotes are not checked and the text hash is empty, since
 * no text was read.
 *
 * @param run The recorded answers and the papers.
 */
export async function* annotateRecorded(
  run: RecordedRun,
): AsyncIterable<RecordedPaper> {
  const breathe = breathing(run.signal);
  for (const { metadata } of run.sample) {
    await breathe();
    try {
      const paper = run.ground ? await run.ground.read(metadata) : null;
      yield {
        metadata,
        annotations: annotate(metadata, paper, run),
        lost: null,
      };
    } catch (error) {
      if (!(error instanceof UnreadablePaper)) throw error;
      const lost = {
        source: metadata.source,
        reason: error.reason,
        detail: error.message,
      };
      yield { metadata, annotations: new Map(), lost };
    }
  }
}

function annotate(
  { doi }: PaperMetadata,
  paper: Paper | null,
  { questions, identity, answers }: RecordedRun,
): Map<number, Annotation> {
  const textHash = paper ? hashText(paper.text) : "";
  const annotations = new Map<number, Annotation>();
  for (const [position, question] of questions.entries()) {
    const recorded = answers.get(question.id)?.byDoi.get(doi);
    if (recorded === undefined) continue;
    const { answer, reason, raw } = recorded;
    const evidence = answer === null
      ? []
      : paper
      ? locateEvidence(paper, answer)
      : uncheckedEvidence(answer);
    annotations.set(position, {
      key: annotationKey(
        textHash || `doi:${doi}`,
        question,
        identity,
        "single",
      ),
      doi,
      question: question.id,
      questionVersion: question.version,
      identity,
      textHash,
      status: statusOf(recorded),
      answer,
      evidence,
      grounded: paper ? isGrounded(answer, evidence) : null,
      raw,
      message: reason,
      usage: null,
      attempts: [],
      notes: {},
    });
  }
  return annotations;
}

function statusOf({ answer, reason }: ArtifactAnswer): AnnotationStatus {
  if (answer !== null) return "answered";
  if (reason === "cut off") return "length";
  return reason === "no answer stored" ? "not_recorded" : "invalid_answer";
}

/**
 * Counts papers whose answer asked for the next question, which the study did
 * not ask: its own reader took fewer answers for a yes.
 *
 * @returns Papers by the id of the question that was not asked.
 */
export function countNotAsked(
  questions: readonly Question[],
  answers: ReadonlyMap<string, ArtifactAnswers>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, dependsOn } of questions) {
    const before = dependsOn && answers.get(dependsOn.question);
    if (!before) continue;
    const asked = answers.get(id)?.byDoi;
    let notAsked = 0;
    for (const [doi, { answer }] of before.byDoi) {
      const isDue = answer?.kind === "yes-no"
        ? answer.result
        : (answer?.mentions.length ?? 0) > 0;
      if (isDue && !asked?.has(doi)) notAsked++;
    }
    counts.set(id, notAsked);
  }
  return counts;
}
