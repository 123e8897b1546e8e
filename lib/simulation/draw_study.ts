import type { BinomialDraws } from "lib/simulation/binomial_draws.ts";
import { GATE, type Setting } from "lib/simulation/setting.ts";
import type { AnswerCell } from "lib/stats/answer_cell.ts";

/** Chances of one answer of the annotator, and of what is true where it is given. */
interface AnswerChances {
  readonly answer: number;
  /** That the paper has the property, given the answer. */
  readonly positive: number;
  /** That it belongs to what the share is of, given the answer and not the property. */
  readonly other: number;
}

/** Cells of one made-up study: answered yes, answered no and, if asked, outside. */
export type DrawnStudy = readonly AnswerCell[];

/**
 * Makes a source of studies. Papers and their answers are drawn from an endless
 * population, labels from the papers: simply at random, or as many of each
 * answer (as far as it has papers; the rest goes to the commonest answer).
 *
 * @param setting What is true.
 * @param draw Source of randomness.
 */
export function studyDraws(
  setting: Setting,
  draw: BinomialDraws,
): () => DrawnStudy {
  const chances = answerChances(setting);
  const { papers, labels, design, of } = setting;
  // What is left for this answer and the next ones.
  const rest = chances.map(({ answer }, k) =>
    answer / chances.slice(k).reduce((sum, next) => sum + next.answer, 0)
  );
  const spread = (n: number) => {
    let left = n;
    return rest.map((chance) => {
      const own = draw(left, chance);
      left -= own;
      return own;
    });
  };
  return () => {
    let drawn: number[];
    let answered: number[];
    if (design === "simple") {
      drawn = spread(labels);
      answered = spread(papers - labels).map((others, k) => others + drawn[k]!);
    } else {
      answered = spread(papers);
      drawn = drawEvenly(answered, labels);
    }
    return chances.map(({ positive, other }, k) => {
      const n = drawn[k]!;
      const positives = draw(n, positive);
      return {
        papers: answered[k]!,
        labels: n,
        of: of === "all" ? n : positives + draw(n - positives, other),
        positives,
      };
    });
  };
}

/** Chances of the annotator's answers, and of the truth behind each. */
export function answerChances(
  { of, prevalence, sensitivity, specificity, part }: Setting,
): AnswerChances[] {
  const gate = of === "all" ? { sensitivity: 1, specificity: 1 } : GATE;
  const passed = part * gate.sensitivity;
  const wrong = (1 - part) * (1 - gate.specificity);
  const joint = [
    {
      positive: passed * prevalence * sensitivity,
      other: passed * (1 - prevalence) * (1 - specificity),
      outside: wrong * (1 - specificity),
    },
    {
      positive: passed * prevalence * (1 - sensitivity),
      other: passed * (1 - prevalence) * specificity,
      outside: wrong * specificity,
    },
    {
      positive: (part - passed) * prevalence,
      other: (part - passed) * (1 - prevalence),
      outside: 1 - part - wrong,
    },
  ];
  return joint.slice(0, of === "all" ? 2 : 3).map(
    ({ positive, other, outside }) => {
      const answer = positive + other + outside;
      return {
        answer,
        positive: positive / answer,
        other: other / (other + outside),
      };
    },
  );
}

function drawEvenly(answered: readonly number[], labels: number): number[] {
  const each = Math.floor(labels / answered.length);
  const drawn = answered.map((papers) => Math.min(papers, each));
  const commonest = answered.indexOf(Math.max(...answered));
  const left = labels - drawn.reduce((sum, n) => sum + n, 0);
  drawn[commonest] = Math.min(answered[commonest]!, drawn[commonest]! + left);
  return drawn;
}
