import assert from "node:assert/strict";
import { emptyTotals } from "lib/study/run_totals.ts";
import { isAnswered, unansweredWarnings } from "lib/study/unanswered.ts";

/** Totals of two questions: how many were answered, and how others ended. */
function totals(
  ...counts: [answered: number, failed: Record<string, number>][]
) {
  const { questions } = emptyTotals([{ id: "a" }, { id: "b" }]);
  for (const [i, [answered, failed]] of counts.entries()) {
    const part = Object.values(questions)[i]!;
    const without = Object.values(failed).reduce((sum, n) => sum + n, 0);
    Object.assign(part, { answered, failed, asked: answered + without });
  }
  return questions;
}

const MODEL = { annotator: "openai" } as const;

Deno.test("unansweredWarnings() counts what failed by class and says how to ask again", () => {
  assert.deepEqual(unansweredWarnings(totals([9, {}]), MODEL), []);
  const some = totals([1190, { timeout: 2, invalid_answer: 8 }], [40, {}]);
  assert.deepEqual(unansweredWarnings(some, MODEL), [
    "10 of 1,240 questions have no answer: no valid answer (8), timed out (2); --retry-failed asks them again",
  ]);
  assert.equal(isAnswered(some), true);
});

Deno.test("unansweredWarnings() names a question that no paper has an answer to", () => {
  const one = totals([9, {}], [0, { invalid_answer: 5 }]);
  assert.deepEqual(unansweredWarnings(one, MODEL), [
    "5 of 14 questions have no answer: no valid answer (5); --retry-failed asks them again",
    'no paper has an answer to "b"',
  ]);
  assert.equal(isAnswered(one), true);
});

Deno.test("unansweredWarnings() says why nothing at all is answered", () => {
  const none = totals([0, { not_recorded: 336 }]);
  assert.deepEqual(unansweredWarnings(none, { annotator: "replay" }), [
    "none of the 336 questions was answered: no answer recorded (336); the recording has answers to the same texts and versions of questions only: is it one of this corpus?",
  ]);
  assert.equal(isAnswered(none), false);
  const refused = totals([0, { refused: 2 }]);
  assert.deepEqual(unansweredWarnings(refused, { annotator: "replay" }), [
    "none of the 2 questions was answered: model refused (2)",
  ]);
  assert.equal(isAnswered(totals()), true);
  assert.deepEqual(
    unansweredWarnings(totals([5, { not_recorded: 1 }]), {
      annotator: "recorded",
    }),
    [
      "1 of 6 questions have no answer: no answer recorded (1); they are the artifact's own, and annotations.jsonl says of each why it has none",
    ],
  );
});
