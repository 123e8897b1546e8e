import { findJson } from "lib/annotate/recorded/find_json.ts";
import { readEntries } from "lib/annotate/recorded/read_entries.ts";
import { readLabels } from "lib/annotate/recorded/read_labels.ts";
import { unwrapEnvelope } from "lib/annotate/recorded/read_values.ts";
import { readYesNo } from "lib/annotate/recorded/read_yes_no.ts";
import type { Answer, Mention, Question } from "lib/questions/question.ts";

/** Why a recorded text holds no answer; short, and one text for one cause. */
export interface NoAnswer {
  readonly reason: string;
}

/** What a mention is called whose entry names no model. */
export const UNNAMED = "unnamed";

/**
 * Reads a recorded answer as the study's language model gave it, in whatever
 * shape: see {@link findJson} for the text around it, and {@link readYesNo}
 * and {@link readEntries} for the shapes.
 *
 * An entry with several labels becomes several mentions; one without a label
 * becomes a mention whose category is null.
 *
 * @param question What was asked.
 * @param text The recorded text; null if nothing was stored.
 * @returns The answer, or why there is none.
 *
 * @example
 * ```ts
 * import { readRecordedAnswer } from "lib/annotate/recorded/read_recorded_answer.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const questions = await loadQuestions();
 * const impact = questions.find(({ id }) => id === "identify_ptm_impact")!;
 * const text = '{"response": [{"method": "U-Net", "step": "5. Analysis", "prose": ""}]}';
 * assert.deepEqual(readRecordedAnswer(impact, text), {
 *   kind: "mentions",
 *   mentions: [{ name: "U-Net", category: "Analysis", description: null, evidence: "" }],
 * });
 * assert.deepEqual(readRecordedAnswer(impact, ""), { reason: "empty answer" });
 * ```
 */
export function readRecordedAnswer(
  question: Question,
  text: string | null,
): Answer | NoAnswer {
  if (text === null) return { reason: "no answer stored" };
  if (text.trim() === "") return { reason: "empty answer" };
  const found = findJson(text);
  if (found.values === undefined) return { reason: found.reason };
  const inner = found.values.length === 1
    ? unwrapEnvelope(found.values[0])
    : null;
  if (inner !== null) return readRecordedAnswer(question, inner);
  if (question.kind === "yes-no") return readYesNo(found.values);
  const { entries, reason } = readEntries(question, found.values);
  if (entries === undefined) return { reason };
  const { category } = question;
  const mentions = entries.flatMap((entry): Mention[] => {
    const labels = category ? readLabels(category, entry.label) : [];
    return (labels.length > 0 ? labels : [null]).map((label) => ({
      name: entry.name || UNNAMED,
      category: label,
      description: question.description ? entry.description || null : null,
      evidence: entry.evidence,
    }));
  });
  return { kind: "mentions", mentions };
}
