import { type Annotator, AnnotatorStopped } from "lib/annotate/annotator.ts";
import type { Gate } from "lib/annotate/gate/gate.ts";
import type { LlmOptions } from "lib/annotate/llm.ts";
import type { Question } from "lib/questions/question.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** The part of a study that says who answers, and how. */
export type AnnotatorSettings = Pick<
  StudySettings,
  | "annotator"
  | "model"
  | "corpus"
  | "artifactModel"
  | "recording"
  | "mode"
  | "temperature"
  | "maxTokens"
>;

/**
 * Opens the annotator that a study names. A language model's server and key
 * come from the environment: OPENAI_BASE_URL and OPENAI_API_KEY.
 *
 * @param settings The study.
 * @param questions Its questions.
 * @param options.gate When a language model's requests are sent; one at a time
 * by default.
 * @throws {AnnotatorStopped} If it cannot be used: one sentence that says why.
 */
export async function openAnnotator(
  settings: AnnotatorSettings,
  questions: readonly Question[],
  { gate }: { readonly gate?: Gate } = {},
): Promise<Annotator> {
  const { recording } = settings;
  if (recording !== null) {
    const { openRecording } = await import(
      "lib/annotate/replay/recording.ts"
    );
    const { replayAnnotator } = await import("lib/annotate/replay.ts");
    return replayAnnotator(
      await openRecording(recording.path),
      recording.identity,
    );
  }
  if (settings.annotator === "lexicon") {
    const { lexiconAnnotator } = await import("lib/annotate/lexicon.ts");
    return lexiconAnnotator({ questions });
  }
  const { llmAnnotator } = await import("lib/annotate/llm.ts");
  return llmAnnotator({ ...await llmOptions(settings, questions), gate });
}

/** How a study's language model is reached and asked. */
export async function llmOptions(
  { model, mode, temperature, maxTokens }: AnnotatorSettings,
  questions: readonly Question[],
): Promise<LlmOptions> {
  const { loadPrices } = await import("lib/annotate/llm/prices.ts");
  return {
    model: model!,
    baseUrl: Deno.env.get("OPENAI_BASE_URL"),
    apiKey: Deno.env.get("OPENAI_API_KEY"),
    mode,
    parameters: {
      ...(temperature === null ? {} : { temperature }),
      ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
    },
    prices: await loadPrices(),
    questions,
  };
}

/**
 * Says who answers a study, and how its questions are put; no key is needed
 * for that.
 */
export async function annotatorOf(
  settings: AnnotatorSettings,
  questions: readonly Question[],
): Promise<Pick<Annotator, "identity" | "mode">> {
  const { annotator, mode, corpus, artifactModel, recording } = settings;
  if (recording !== null) {
    return { identity: recording.identity, mode: "single" };
  }
  if (annotator === "recorded" && corpus.kind === "artifact") {
    const { artifactIdentity } = await import(
      "lib/annotate/recorded/annotate_recorded.ts"
    );
    return {
      identity: artifactIdentity(corpus.path, artifactModel),
      mode: "single",
    };
  }
  if (annotator !== "openai") return await openAnnotator(settings, questions);
  const { identityOf, settingsOf } = await import(
    "lib/annotate/llm/settings.ts"
  );
  const options = await llmOptions(settings, questions);
  return { identity: identityOf(settingsOf(options)), mode };
}

/**
 * Checks that spending can be limited before anything is spent.
 *
 * @throws {AnnotatorStopped} If the price of the language model is not known.
 */
export async function checkPrice(settings: AnnotatorSettings): Promise<void> {
  const { hostsWithPrice, priceOf } = await import(
    "lib/annotate/llm/prices.ts"
  );
  const { settingsOf } = await import("lib/annotate/llm/settings.ts");
  const { prices, ...options } = await llmOptions(settings, []);
  const asked = settingsOf(options);
  if (priceOf(prices!, asked) !== null) return;
  const hosts = hostsWithPrice(prices!, asked.model);
  const { hostname } = new URL(asked.endpoint);
  throw new AnnotatorStopped(
    `Cannot keep to --max-usd as the price of "${settings.model}" is ${
      hosts.length === 0
        ? "not known"
        : `listed for ${hosts.join(" and ")}, not for ${hostname}`
    }; add it to data/prices.json, or limit the requests with --max-calls`,
  );
}

/** How tables and subtitles name an annotator. */
export function annotatorTitle(
  { annotator, model, artifactModel, recording }: Pick<
    StudySettings,
    "annotator" | "model" | "artifactModel" | "recording"
  >,
): string {
  const who = recording?.identity ??
    (annotator === "recorded"
      ? { annotator: "artifact", model: artifactModel ?? "unknown" }
      : { annotator, model });
  if (who.annotator === "artifact") return `artifact:${who.model}`;
  return who.annotator === "lexicon" ? "lexicon baseline" : who.model!;
}
