import { hashText } from "lib/annotate/annotation_key.ts";
import type {
  Annotator,
  AnnotatorIdentity,
  Reply,
} from "lib/annotate/annotator.ts";
import type { RecordedAnswers } from "lib/annotate/replay/recorded_answers.ts";
import type { Question } from "lib/questions/question.ts";

/**
 * An annotator that gives the answers of a recording again, found by the
 * paper's text, the question and its version. It is who was recorded: the same
 * identity, so that a run of it differs in nothing from the recorded one. It
 * needs no network and sends no request; the tokens are those of the recording.
 *
 * @param recording Recorded answers.
 * @param identity Whose answers to give.
 * @returns The annotator. What was not recorded is answered with the status
 * "not_recorded".
 */
export function replayAnnotator(
  recording: RecordedAnswers,
  identity: AnnotatorIdentity,
): Annotator {
  return {
    identity,
    mode: "single",
    ask(paper, question) {
      const textHash = hashText(paper.text);
      const reply = recording.find(identity, textHash, question);
      return Promise.resolve(reply ?? notRecorded(question));
    },
  };
}

function notRecorded({ id, version }: Question): Reply {
  return {
    status: "not_recorded",
    answer: null,
    raw: null,
    message:
      `The recording has no answer to version ${version} of "${id}" for this text`,
    usage: null,
    attempts: [],
    notes: {},
  };
}
