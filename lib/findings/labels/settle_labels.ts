import {
  answerKeys,
  type CanonicalName,
  humanAnswers,
} from "lib/findings/labels/human_answers.ts";
import type { LabelRow } from "lib/findings/labels/label_row.ts";
import type { Question } from "lib/questions/question.ts";

/** Something that humans answer differently. */
export interface Dispute {
  readonly doi: string;
  readonly question: string;
  /** Model and category of which not all speak; empty for a yes-no question. */
  readonly mention: string;
  /** What each human says, in the order of their names. */
  readonly answers: readonly {
    readonly annotator: string;
    readonly answer: string;
  }[];
  /** What counts in the end; empty if nothing does. */
  readonly decision: string;
  /** Who decided. */
  readonly decidedBy: "adjudicator" | "majority" | "nobody";
}

/** How disagreements are settled. */
export interface SettleOptions {
  readonly questions: readonly Question[];
  /** Whose answers decide wherever there is one; null for the majority alone. */
  readonly adjudicator: string | null;
  readonly canonicalName: CanonicalName;
}

/** Labels of which no more than one answer is left, and what was disputed. */
export interface Settled {
  /** Answers that no majority decides stand here as they were given, side by side. */
  readonly rows: readonly LabelRow[];
  readonly disputes: readonly Dispute[];
}

/** Stands as the annotator of a list of names that several humans made by majority. */
const MAJORITY = "majority";

/**
 * Settles what several humans answer differently: the adjudicator's answer
 * counts where there is one, else what more than half of those say who
 * answered. A list of names is decided name by name; if half of them give a
 * name and half do not, the whole list of that paper is left open.
 *
 * @example Two of three say yes
 * ```ts
 * import { settleLabels } from "lib/findings/labels/settle_labels.ts";
 * import { loadQuestions } from "lib/questions/load_questions.ts";
 * import assert from "node:assert/strict";
 * const say = (annotator: string, value: string) =>
 *   ({ doi: "10.1/a", annotator, question: "uses_dl", value, model: "", passage: "" });
 * const { rows, disputes } = settleLabels(
 *   [say("ann", "no"), say("bob", "yes"), say("cleo", "yes")],
 *   { questions: await loadQuestions(), adjudicator: null, canonicalName: (name) => name },
 * );
 * assert.deepEqual(rows.map(({ value }) => value), ["yes"]);
 * assert.equal(disputes[0]?.decidedBy, "majority");
 * ```
 */
export function settleLabels(
  rows: readonly LabelRow[],
  { questions, adjudicator, canonicalName }: SettleOptions,
): Settled {
  const disputes: Dispute[] = [];
  const settled = questions.flatMap((question) =>
    [...humanAnswers(rows, question)].flatMap(([doi, answers]) => {
      const sides = [...answers].map(([annotator, own]) => ({
        annotator,
        rows: own,
        keys: answerKeys(own, question, canonicalName),
      }));
      const [first] = sides;
      const texts = new Set(sides.map(({ keys }) => JSON.stringify(keys)));
      if (texts.size === 1) return first!.rows;
      const judge = sides.find(({ annotator }) => annotator === adjudicator);
      const verdict = judge ? judge.keys : majority(sides, question);
      const decidedBy = judge
        ? "adjudicator"
        : verdict === null
        ? "nobody"
        : "majority";
      const about = { doi, question: question.id, decidedBy } as const;
      disputes.push(...disputesOf(sides, verdict, question, about));
      if (judge) return judge.rows;
      if (verdict !== null) return rowsOf(sides, verdict, question);
      // One side without a row would leave the other one undisputed.
      return sides.some((side) => side.rows.length === 0)
        ? []
        : sides.flatMap((side) => side.rows);
    })
  );
  return { rows: settled, disputes };

  /** The rows of a majority, all under one name. */
  function rowsOf(
    sides: readonly Side[],
    verdict: readonly string[],
    question: Question,
  ): LabelRow[] {
    return verdict.map((key) => {
      const row = sides.flatMap((side) => side.rows).find((row) =>
        answerKeys([row], question, canonicalName)[0] === key
      )!;
      return question.kind === "yes-no" ? row : { ...row, annotator: MAJORITY };
    });
  }
}

interface Side {
  readonly annotator: string;
  readonly rows: readonly LabelRow[];
  readonly keys: readonly string[];
}

/** What more than half say, key by key; null if nothing can be decided. */
function majority(
  sides: readonly Side[],
  { kind }: Question,
): string[] | null {
  const kept: string[] = [];
  for (const key of new Set(sides.flatMap(({ keys }) => keys))) {
    const votes = sides.filter(({ keys }) => keys.includes(key)).length;
    if (2 * votes === sides.length) return null;
    if (2 * votes > sides.length) kept.push(key);
  }
  return kind === "yes-no" && kept.length === 0 ? null : kept;
}

function disputesOf(
  sides: readonly Side[],
  verdict: readonly string[] | null,
  { kind }: Question,
  about: Pick<Dispute, "doi" | "question" | "decidedBy">,
): Dispute[] {
  if (kind === "yes-no") {
    const answers = sides.map(({ annotator, keys }) => ({
      annotator,
      answer: keys.join(" and "),
    }));
    return [{ ...about, mention: "", answers, decision: verdict?.[0] ?? "" }];
  }
  const say = (isNamed: boolean) => isNamed ? "named" : "not named";
  return [...new Set(sides.flatMap(({ keys }) => keys))]
    .filter((key) => sides.some(({ keys }) => !keys.includes(key)))
    .map((mention) => ({
      ...about,
      mention,
      answers: sides.map(({ annotator, keys }) => ({
        annotator,
        answer: say(keys.includes(mention)),
      })),
      decision: verdict === null ? "" : say(verdict.includes(mention)),
    }));
}
