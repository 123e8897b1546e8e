/** What the study's questions ask for. */
const SUBJECTS: Readonly<Record<string, string>> = {
  uses_dl: "use of deep learning",
  uses_ptms: "reuse of pre-trained models",
  identify_ptms: "models",
  identify_ptm_reuse: "reuse pattern",
  identify_ptm_impact: "scientific stage",
};

/** Says what a question asks for; one that is not the study's by its id. */
export function subjectOf(question: string): string {
  return SUBJECTS[question] ?? question.replaceAll("_", " ");
}
