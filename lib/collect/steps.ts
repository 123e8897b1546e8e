import { belongsTo } from "lib/collect/natural_science.ts";
import type { PaperRow } from "lib/collect/paper_row.ts";
import type { CollectSettings } from "lib/collect/settings.ts";

/** A step of the funnel. */
export interface Step {
  readonly name: string;
  /** Why a paper leaves here; null if it goes on. */
  readonly leave: (row: PaperRow) => string | null;
  /** Why the step is not applied; null if it is. */
  readonly skipped: string | null;
}

/** What a study asks of its papers. */
export type Conditions = Pick<
  CollectSettings,
  "eligible" | "natural_science" | "article_type"
>;

/** Tells whether the conditions are on what OpenAlex says: citations or fields. */
export function asksOpenAlex(
  { eligible }: Pick<Conditions, "eligible">,
): boolean {
  return eligible !== null && (eligible.cited || eligible.fields.length > 0);
}

/** The steps from all papers found to those whose text is worth asking for. */
export function stepsBeforeText(
  { eligible, natural_science }: Conditions,
): Step[] {
  return [
    {
      name: "found",
      skipped: null,
      leave: () => null,
    },
    {
      name: "identified",
      skipped: null,
      leave: ({ problem }) => problem || null,
    },
    {
      name: "in OpenAlex",
      skipped: asksOpenAlex({ eligible })
        ? null
        : "the study asks for neither citations nor fields",
      leave: ({ openAlex }) => openAlex === "" ? "not in OpenAlex" : null,
    },
    {
      name: "cited",
      skipped: eligible?.cited ? null : "the study does not ask for citations",
      leave: ({ citedByCount }) =>
        citedByCount === null
          ? "citations unknown"
          : citedByCount > 0
          ? null
          : "never cited",
    },
    {
      name: "natural science",
      skipped: (eligible?.fields.length ?? 0) > 0
        ? null
        : "the study does not ask for fields",
      leave: ({ topicFields }) =>
        topicFields.length === 0
          ? "fields unknown"
          : belongsTo(topicFields, natural_science, eligible!.fields)
          ? null
          : "other fields only",
    },
    {
      name: "open access",
      skipped: null,
      leave: ({ isOpenAccess }) =>
        isOpenAccess === false ? "not open access" : null,
    },
  ];
}

/** All steps up to the papers that can be sampled. */
export function stepsOf(conditions: Conditions): Step[] {
  return [
    ...stepsBeforeText(conditions),
    {
      name: "with text",
      skipped: null,
      leave: ({ textFrom, textProblem }) =>
        textFrom === "" ? textProblem || "not asked yet" : null,
    },
    {
      name: "research article",
      skipped: conditions.article_type === null
        ? "the study takes articles of all types"
        : null,
      leave: ({ articleType }) =>
        articleType === "research-article" || articleType === ""
          ? null
          : `article type "${articleType.slice(0, 80)}"`,
    },
  ];
}

/** Where a paper leaves, and why; null if it goes through all steps. */
export function whereItLeft(
  row: PaperRow,
  steps: readonly Step[],
): { step: string; reason: string } | null {
  for (const { name, leave, skipped } of steps) {
    const reason = skipped === null ? leave(row) : null;
    if (reason !== null) return { step: name, reason };
  }
  return null;
}
