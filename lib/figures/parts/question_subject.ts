import type { FigureContext } from "lib/figures/figure.ts";

/** What the study's questions ask for. */
const SUBJECTS: Readonly<Record<string, string>> = {
  uses_dl: "use of deep learning",
  uses_ptms: "reuse of pre-trained models",
  identify_ptms: "models",
  identify_ptm_reuse: "reuse pattern",
  identify_ptm_impact: "scientific stage",
};

type Subjects = Pick<FigureContext, "subjects">;

/** Says what a question asks for; one that nobody names by its id. */
export function subjectOf(question: string, { subjects }: Subjects): string {
  return SUBJECTS[question] ?? subjects?.[question]?.name ??
    question.replaceAll("_", " ");
}

/** Says what the answers to a question name, in the singular; models if nobody says. */
export function nounOf(question: string, { subjects }: Subjects): string {
  return subjects?.[question]?.noun || "model";
}
