import type { AnswerFormat } from "lib/annotate/llm/prompt.ts";

/** Parameters that a server may refuse and an answer can do without. */
const OPTIONAL = [
  "temperature",
  "seed",
  "reasoning_effort",
  "max_tokens",
  "max_completion_tokens",
  "prompt_cache_key",
] as const;

/** One of the parameters that may be left out. */
export type OptionalParameter = (typeof OPTIONAL)[number];

/** What an endpoint and model are known to take. */
export interface Profile {
  readonly format: AnswerFormat;
  /** How the cap on the answer's length is spelt; null if it is not sent. */
  readonly cap: "max_tokens" | "max_completion_tokens" | null;
  /** What was refused, in the order in which it was. */
  readonly dropped: readonly OptionalParameter[];
}

/** Refused parameters beyond which a server is not adapted to any more. */
const MOST_DROPPED = 4;

/**
 * What is assumed of a server before it has said anything: OpenAI takes
 * `max_completion_tokens`, and some local servers read `max_tokens` alone.
 *
 * @param endpoint The server's base URL.
 */
export function firstProfile(endpoint: string): Profile {
  return {
    format: "json_schema",
    cap: isOpenAi(endpoint) ? "max_completion_tokens" : "max_tokens",
    dropped: [],
  };
}

/** True for OpenAI's own API. */
export function isOpenAi(endpoint: string): boolean {
  return new URL(endpoint).hostname === "api.openai.com";
}

/** What a server's error says about the request, as far as it decides what to change. */
export interface Refusal {
  readonly httpStatus: number | null;
  readonly code: string;
  readonly param: string;
  readonly message: string;
}

/**
 * Changes a profile after a server's refusal: steps down from a JSON schema to
 * any JSON object and then to plain text, leaves out a refused parameter, or
 * spells the cap the other way.
 *
 * @param profile What the refused request was made with.
 * @param error What the server said.
 * @param sent The parameters of that request.
 * @returns The profile to try next, or null if the error is about something else.
 */
export function adaptProfile(
  profile: Profile,
  error: Refusal,
  sent: Readonly<Record<string, unknown>>,
): Profile | null {
  if (error.httpStatus !== 400 && error.httpStatus !== 422) return null;
  const refused = refusedParameter(error, sent);
  if (refused !== null) {
    if (profile.dropped.length >= MOST_DROPPED) return null;
    const dropped = [...profile.dropped, refused];
    if (refused !== profile.cap) return { ...profile, dropped };
    const other = refused === "max_tokens"
      ? "max_completion_tokens"
      : "max_tokens";
    return {
      ...profile,
      cap: profile.dropped.includes(other) ? null : other,
      dropped,
    };
  }
  if (!namesFormat(error)) return null;
  if (profile.format === "text") return null;
  const format = profile.format === "json_schema" ? "json_object" : "text";
  return { ...profile, format };
}

const REFUSED_PARAMETER =
  /(?:unsupported|unknown|unrecogni[sz]ed|invalid) (?:parameter|value|field|argument)s?(?: supplied)?: ?['"`]?([\w.]+)/i;

const REFUSES =
  /not supported|unsupported|does not support|unknown|unrecogni[sz]ed|not permitted|not allowed|extra (?:inputs|fields)|instead/i;

/** The parameter that an error names, if it was sent and may be left out. */
function refusedParameter(
  { code, param, message }: Refusal,
  sent: Readonly<Record<string, unknown>>,
): OptionalParameter | null {
  const about = message.slice(0, 500);
  const candidates = [param, REFUSED_PARAMETER.exec(about)?.[1] ?? ""];
  if (!param && (REFUSES.test(about) || code.startsWith("unsupported"))) {
    candidates.push(...OPTIONAL.filter((name) => about.includes(name)));
  }
  // "max_tokens … use max_completion_tokens instead" names both: the one sent counts.
  return OPTIONAL.find((name) => name in sent && candidates.includes(name)) ??
    null;
}

const FORMAT_PARAM = /response_format|json_schema|format|schema|grammar/i;
const FORMAT_WORDS =
  /response_?\s?format|json_?\s?(?:schema|object|mode)|structured[_ ]outputs?|guided|grammar|schema/i;

function namesFormat({ param, message }: Refusal): boolean {
  return param
    ? FORMAT_PARAM.test(param)
    : FORMAT_WORDS.test(message.slice(0, 500));
}
