import type { LabelRow } from "lib/findings/labels.ts";

/** Labels on which all who labelled a paper agree. */
export interface AgreedLabels {
  /** One row for each paper and question, of the first annotator in the file. */
  readonly rows: readonly LabelRow[];
  /** Paper and question with contradicting labels: they judge nobody. */
  readonly disputed: readonly {
    readonly doi: string;
    readonly question: string;
  }[];
}

/**
 * Reduces the labels of several humans to those that they agree on, so that no
 * paper counts twice.
 *
 * @param rows Labels of a yes-no question or several, by any number of humans.
 *
 * @example
 * ```ts
 * import { agreedLabels } from "lib/findings/agreed_labels.ts";
 * import assert from "node:assert/strict";
 * const label = (doi: string, annotator: string, value: string) =>
 *   ({ doi, annotator, value, question: "uses_dl", model: "", passage: "" });
 * const { rows, disputed } = agreedLabels([
 *   label("10.1/a", "ann", "yes"),
 *   label("10.1/a", "bob", "yes"),
 *   label("10.1/b", "ann", "yes"),
 *   label("10.1/b", "bob", "no"),
 * ]);
 * assert.deepEqual(rows.map(({ doi }) => doi), ["10.1/a"]);
 * assert.deepEqual(disputed, [{ doi: "10.1/b", question: "uses_dl" }]);
 * ```
 */
export function agreedLabels(rows: readonly LabelRow[]): AgreedLabels {
  const groups = Map.groupBy(
    rows,
    ({ doi, question }) => `${doi}\n${question}`,
  );
  const agreed: LabelRow[] = [];
  const disputed: { doi: string; question: string }[] = [];
  for (const [first, ...others] of groups.values()) {
    const { doi, question, value } = first!;
    if (others.every((other) => other.value === value)) agreed.push(first!);
    else disputed.push({ doi, question });
  }
  return { rows: agreed, disputed };
}
