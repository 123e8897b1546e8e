/** A JSON schema as far as the project uses it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/**
 * Makes an answer that fits a schema: true, a quote for every text, the first
 * of an enumeration, lists of one. Where null is allowed too, it is not used.
 */
export function answerFor(schema: Schema, quote: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) {
    return answerFor(
      schema.anyOf.find(({ type }) => type !== "null") ?? {},
      quote,
    );
  }
  const types = typeof schema.type === "string" ? [schema.type] : schema.type;
  switch (types?.find((type) => type !== "null")) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map((
          [name, part],
        ) => [name, answerFor(part, quote)]),
      );
    case "array":
      return schema.items ? [answerFor(schema.items, quote)] : [];
    case "boolean":
      return true;
    case "string":
      return quote;
    case "integer":
    case "number":
      return 1;
    default:
      return null;
  }
}

/** The first line of a text that reads like a sentence; the text's beginning if none does. */
export function firstSentence(text: string): string {
  for (const [, line] of text.matchAll(/^(.*)$/gm)) {
    const sentence = /^[A-Z][^<>{}]{20,400}?\.(?=\s|$)/.exec(line!)?.[0];
    if (sentence) return sentence;
  }
  return text.slice(0, 40);
}
