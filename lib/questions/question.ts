/**
 * Questions are data: `data/questions/<id>.json` holds the words, what the
 * question depends on, and a kind. The kind gives the shape of the answer.
 */

/** The answer to another question on which a question depends. */
export interface Dependency {
  readonly question: string;
  /** "yes" for a yes-no question, "any" for mentions that are not empty. */
  readonly answer: "yes" | "any";
}

/** One allowed value of a closed list, and what it means. */
export interface Category {
  readonly value: string;
  readonly meaning: string;
}

interface QuestionBase {
  readonly id: string;
  /** Raised whenever the words or the shape change. */
  readonly version: number;
  /** A few words for tables and axes. */
  readonly title: string;
  /** The question as it is put to an annotator. */
  readonly words: string;
  readonly dependsOn: Dependency | null;
}

/**
 * Phrases by which the keyword baseline answers a yes-no question: yes where a
 * sentence holds one of `yes` and none of `no`. Language models never see them.
 */
export interface YesNoCues {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/**
 * Phrases by which the keyword baseline answers a mentions question: those of
 * each name and of each value of the closed list, and those whose sentences do
 * not count. Language models never see them.
 */
export interface MentionsCues {
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly categories: Readonly<Record<string, readonly string[]>>;
  readonly no: readonly string[];
}

/** Asks whether something holds for the paper. */
export interface YesNoQuestion extends QuestionBase {
  readonly kind: "yes-no";
  readonly cues?: YesNoCues | undefined;
}

/** Asks for everything of a sort that the paper mentions. */
export interface MentionsQuestion extends QuestionBase {
  readonly kind: "mentions";
  /** What the name of a mention is, such as "model". */
  readonly name: string;
  /** A closed list that each mention takes one value of. */
  readonly category: {
    readonly name: string;
    readonly values: readonly Category[];
  } | null;
  /** A free description that each mention carries, such as "form". */
  readonly description:
    | { readonly name: string; readonly meaning: string }
    | null;
  readonly cues?: MentionsCues | undefined;
}

/** One question, as loaded and checked from its file. */
export type Question = YesNoQuestion | MentionsQuestion;

/** Answer to a yes-no question. */
export interface YesNoAnswer {
  readonly kind: "yes-no";
  readonly result: boolean;
  /** A passage of the paper, word by word; null if the result is no. */
  readonly evidence: string | null;
}

/** One thing that the paper mentions. */
export interface Mention {
  readonly name: string;
  /** A value of the question's closed list; null if it has none. */
  readonly category: string | null;
  readonly description: string | null;
  readonly evidence: string;
}

/** Answer to a mentions question. */
export interface MentionsAnswer {
  readonly kind: "mentions";
  readonly mentions: readonly Mention[];
}

/** Answer to a question. */
export type Answer = YesNoAnswer | MentionsAnswer;
