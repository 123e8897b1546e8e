import type { Annotator } from "lib/annotate/annotator.ts";
import type { StudySettings } from "lib/study/settings.ts";

/**
 * Opens the annotator that a study names. A language model's server and key
 * come from the environment: OPENAI_BASE_URL and OPENAI_API_KEY.
 *
 * @throws {AnnotatorStopped} If it cannot be used: one sentence that says why.
 */
export async function openAnnotator(
  { annotator, model }: Pick<StudySettings, "annotator" | "model">,
): Promise<Annotator> {
  if (annotator === "lexicon") {
    const { lexiconAnnotator } = await import("lib/annotate/lexicon.ts");
    return lexiconAnnotator();
  }
  const { llmAnnotator } = await import("lib/annotate/llm.ts");
  return llmAnnotator({
    model: model!,
    baseUrl: Deno.env.get("OPENAI_BASE_URL"),
    apiKey: Deno.env.get("OPENAI_API_KEY"),
  });
}

/** How tables and subtitles name an annotator. */
export function annotatorTitle(
  { annotator, model }: Pick<StudySettings, "annotator" | "model">,
): string {
  return annotator === "lexicon" ? "lexicon baseline" : model!;
}
