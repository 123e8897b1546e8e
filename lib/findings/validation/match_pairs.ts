import type { GivenName } from "lib/findings/validation/given_name.ts";
import type { Labelled } from "lib/findings/validation/label_chances.ts";
import type {
  JudgedNames,
  NamedPaper,
} from "lib/findings/validation/judge_names.ts";

/** A labelled name and category, and what the annotator says of the same name. */
export interface MatchedPair extends Labelled {
  readonly doi: string;
  /** Null if only the annotator gives this name, or gives it once more. */
  readonly labelled: GivenName | null;
  /** Null if only the label gives this name, or gives it once more. */
  readonly given: GivenName | null;
}

/**
 * Matches the labelled pairs of name and category of each paper with those of
 * the annotator by their normalised names. Where a side gives several
 * categories for one name, equal ones meet first, and the rest in the order of
 * the closed list; what then has no partner stands alone.
 *
 * @param judged Names by paper; papers without an answer are left out.
 */
export function matchPairs({ question, papers }: JudgedNames): MatchedPair[] {
  const order = question.category?.values.map(({ value }) => value) ?? [];
  return papers.flatMap((paper) => matchPaper(paper, order));
}

function matchPaper(
  { doi, chance, labelled, given }: NamedPaper,
  order: readonly string[],
): MatchedPair[] {
  if (given === null) return [];
  const rank = ({ category }: GivenName) => order.indexOf(category);
  const keys = new Set([...labelled, ...given].map(({ key }) => key));
  return [...keys].flatMap((key) => {
    const ofKey = (names: readonly GivenName[]) =>
      names.filter((name) => name.key === key)
        .toSorted((a, b) => rank(a) - rank(b));
    const [left, right] = [ofKey(labelled), ofKey(given)];
    const same = left.flatMap((label): [GivenName, GivenName][] => {
      const partner = right.find(({ category }) => category === label.category);
      return partner === undefined ? [] : [[label, partner]];
    });
    const met = new Set(same.flat());
    const [rest, others] = [left, right].map((names) =>
      names.filter((name) => !met.has(name))
    );
    const pairs: [GivenName | null, GivenName | null][] = Array.from(
      { length: Math.max(rest!.length, others!.length) },
      (_, i) => [rest![i] ?? null, others![i] ?? null],
    );
    return [...same, ...pairs].map(([labelled, given]) => ({
      doi,
      chance,
      labelled,
      given,
    }));
  });
}
