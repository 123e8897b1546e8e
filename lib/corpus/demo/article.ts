/** A synthetic article before it becomes XML. */
export interface Article {
  readonly title: string;
  readonly abstract: readonly string[];
  readonly sections: readonly ArticleSection[];
  readonly references: number;
}

/** A top-level section. */
export interface ArticleSection {
  readonly type: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/**
 * A part of a section. Sentences are plain text with these marks: `_italics_`,
 * `[cite]`, `[fig]` and `[tab]`.
 */
export type Block =
  | { readonly kind: "paragraph"; readonly sentences: readonly string[] }
  | {
    readonly kind: "subsection";
    readonly title: string;
    readonly blocks: readonly Block[];
  }
  | { readonly kind: "figure"; readonly caption: string }
  | {
    readonly kind: "table";
    readonly caption: string;
    readonly rows: readonly (readonly string[])[];
  }
  | { readonly kind: "supplement"; readonly caption: string };

/** A sentence as it reads once the marks are resolved. */
export function plainText(sentence: string): string {
  return sentence.replaceAll("_", "");
}
