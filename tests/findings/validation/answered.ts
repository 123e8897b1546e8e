import type { LabelRow } from "lib/findings/labels.ts";
import type {
  AnnotatorAnswers,
  GivenAnswer,
} from "lib/findings/validation/answers.ts";
import type { GivenName } from "lib/findings/validation/given_name.ts";

/** A label of one human. */
export function label(
  doi: string,
  question: string,
  value: string,
  model = "",
  annotator = "human",
): LabelRow {
  return { doi, question, value, annotator, model, passage: `label of ${doi}` };
}

/** An answer with its quotes found in the paper, unless told otherwise. */
export function answerTo(
  question: string,
  answer: GivenAnswer["answer"],
  parts: Partial<GivenAnswer> & { isFound?: boolean } = {},
): GivenAnswer {
  const { isFound = true, ...rest } = parts;
  const quotes = answer === null
    ? []
    : answer.kind === "mentions"
    ? answer.mentions.map(({ evidence }) => evidence)
    : answer.evidence === null
    ? []
    : [answer.evidence];
  return {
    question,
    status: answer === null ? "refused" : "answered",
    answer,
    evidence: quotes.map((quote) => ({
      quote,
      match: isFound ? "exact" : "none",
      start: null,
      end: null,
      section: null,
    })),
    grounded: quotes.length === 0 ? null : isFound,
    notes: {},
    ...rest,
  };
}

/** Yes with a quote, no, or no answer at all. */
export function yesNo(
  question: string,
  letter: string,
  parts: Parameters<typeof answerTo>[2] = {},
): GivenAnswer {
  const result = letter === "y";
  const evidence = result ? "a quote" : null;
  return answerTo(
    question,
    letter === "f" ? null : { kind: "yes-no", result, evidence },
    parts,
  );
}

/** Names with their categories. */
export function names(
  question: string,
  pairs: readonly (readonly [name: string, category: string | null])[],
  parts: Parameters<typeof answerTo>[2] = {},
): GivenAnswer {
  return answerTo(question, {
    kind: "mentions",
    mentions: pairs.map(([name, category]) => ({
      name,
      category,
      description: null,
      evidence: `quote of ${name}`,
    })),
  }, parts);
}

/**
 * An annotator's answers: for each paper one letter for uses_dl and, if it was
 * asked, one for uses_ptms: "y" yes, "n" no, "f" no answer.
 */
export function annotatorOf(
  id: string,
  letters: Readonly<Record<string, string>>,
): AnnotatorAnswers {
  const ids = ["uses_dl", "uses_ptms"];
  return {
    id,
    papers: new Map(
      Object.entries(letters).map(([doi, answers]) => [
        doi,
        [...answers].map((letter, i) => yesNo(ids[i]!, letter)),
      ]),
    ),
  };
}

/** A name as the judges see it. */
export function given(name: string, category = ""): GivenName {
  return {
    key: name.toLowerCase(),
    name,
    family: "",
    category,
    passage: "",
    located: null,
  };
}
