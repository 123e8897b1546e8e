import type { AnnotatorIdentity } from "lib/annotate/annotator.ts";
import { publicUrl } from "lib/annotate/llm/hide_credentials.ts";
import { isOpenAi } from "lib/annotate/llm/profile.ts";
import { PROMPT_VERSION } from "lib/annotate/llm/prompt.ts";
import type {
  RequestParameters,
  RequestSettings,
  SchemaChoice,
} from "lib/annotate/llm/request.ts";
import type { Question } from "lib/questions/question.ts";

/** Where questions go to when no base URL is given. */
export const OPENAI_URL = "https://api.openai.com/v1";

/** What a user chooses, as far as it decides what is asked. */
export interface AskingOptions {
  /** Name of the model as the server knows it. */
  readonly model: string;
  /** Base URL of an OpenAI-compatible API, ending in "/v1" as a rule. */
  readonly baseUrl?: string;
  /** Sent as they are; by default the temperature is 0, and left to OpenAI there. */
  readonly parameters?: RequestParameters;
  /** All questions of the study: what the shared schema is made of. */
  readonly questions?: readonly Question[];
  /** "shared" for OpenAI, which counts the schema into the cached prefix, and "own" elsewhere, by default. */
  readonly schema?: SchemaChoice;
}

/**
 * What every request is made with.
 *
 * @throws {AnnotatorStopped} If the base URL is not a URL.
 */
export function settingsOf(options: AskingOptions): RequestSettings {
  const { model, questions = [], parameters } = options;
  const endpoint = publicUrl(options.baseUrl || OPENAI_URL);
  const openAi = isOpenAi(endpoint);
  const isShared = openAi && questions.length > 0;
  return {
    model,
    endpoint,
    questions,
    schema: options.schema ?? (isShared ? "shared" : "own"),
    parameters: { ...(openAi ? {} : { temperature: 0 }), ...parameters },
  };
}

/** Who answers, for the key of an annotation: live and in batches the same. */
export function identityOf(
  { model, endpoint, schema, parameters }: RequestSettings,
): AnnotatorIdentity {
  return {
    annotator: "openai",
    model,
    endpoint,
    parameters: {
      response_format: "json_schema",
      schema,
      prompt: PROMPT_VERSION,
      ...parameters,
    },
  };
}
