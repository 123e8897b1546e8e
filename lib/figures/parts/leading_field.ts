import { leading } from "lib/figures/parts/leading.ts";
import { countOf, formatCount, listWords } from "lib/words.ts";

/** Papers of one field. */
export interface FieldCount {
  readonly field: string;
  readonly papers: number;
}

/** Name of the row of papers that no field is known for. */
export const UNASSIGNED = "Unassigned";

/** The study's yes-no questions, and what a paper does that is answered yes. */
export type YesQuestion = "uses_dl" | "uses_ptms";

/** What one paper, and what several papers do. */
export const DOES: Readonly<Record<YesQuestion, readonly [string, string]>> = {
  uses_dl: ["uses deep learning", "use deep learning"],
  uses_ptms: ["reuses a pre-trained model", "reuse a pre-trained model"],
};

/** Most papers first, then by name; Unassigned comes last. */
export function byPapers(a: FieldCount, b: FieldCount): number {
  return Number(a.field === UNASSIGNED) - Number(b.field === UNASSIGNED) ||
    b.papers - a.papers || (a.field < b.field ? -1 : 1);
}

/**
 * Says which field has the most papers; fields that tie are all named.
 *
 * @param fields One row per field.
 * @param question What the papers were asked.
 * @param remark What to add if one field leads, from its row.
 */
export function leadingField<Row extends FieldCount>(
  fields: readonly Row[],
  question: YesQuestion,
  remark: (leader: Row) => string = () => "",
): string {
  const [does, all] = DOES[question];
  const named = fields.filter((row) => row.field !== UNASSIGNED);
  const top = leading(named, (row) => row.papers);
  const [first] = top;
  if (first === undefined) {
    const papers = fields.reduce((sum, row) => sum + row.papers, 0);
    return papers === 0
      ? `No paper ${does}`
      : `${countOf(papers, "paper")} without a field ${
        papers === 1 ? does : all
      }`;
  }
  const names = top.length > 3
    ? `${top.length} fields`
    : listWords(top.map((row) => row.field));
  const count = formatCount(first.papers);
  return top.length === 1
    ? `${names} has the most papers that ${all} (${count})${remark(first)}`
    : `${names} have the most papers that ${all} (${count} each)`;
}
