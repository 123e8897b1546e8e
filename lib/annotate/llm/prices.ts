import { z } from "zod";
import type { Usage } from "lib/annotate/annotator.ts";
import { projectPath } from "lib/paths.ts";

const priceSchema = z.strictObject({
  model: z.string().min(1),
  host: z.string().min(1).nullable(),
  date: z.iso.date(),
  input: z.number().nonnegative(),
  cached: z.number().nonnegative().nullable(),
  written: z.number().nonnegative().nullable(),
  output: z.number().nonnegative(),
  batch: z.number().positive().max(1).nullable(),
  source: z.string().min(1),
});

const tableSchema = z.strictObject({
  unit: z.literal("US dollars per million tokens"),
  note: z.string().optional(),
  prices: z.array(priceSchema),
});

/**
 * What one model costs, in US dollars per million tokens: `input`, and of it
 * what the server's cache served (`cached`) or stored (`written`), both the
 * price of input where null; `output`, reasoning included; `batch` is the
 * factor for batches, null where there are none. `host` is the server that
 * charges this, null for any; `date` is when it held.
 */
export type Price = Readonly<z.infer<typeof priceSchema>>;

/** Dated prices of models. */
export type PriceTable = readonly Price[];

/**
 * Loads a table of prices.
 *
 * @param file A file of the user's own; the project's by default.
 * @throws {SyntaxError} If it cannot be read or is not such a table: the
 * message names the file and the key.
 */
export async function loadPrices(
  file: string = projectPath("data/prices.json"),
): Promise<PriceTable> {
  let value: unknown;
  try {
    value = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    throw new SyntaxError(
      `Cannot read prices "${file}": ${(error as Error).message}`,
    );
  }
  const checked = tableSchema.safeParse(value);
  if (checked.success) return checked.data.prices;
  const issue = checked.error.issues[0]!;
  throw new SyntaxError(
    `Cannot read prices "${file}" as ${
      issue.path.join(".") || "the file"
    } is not valid: ${issue.message}`,
  );
}

/**
 * Finds the price of a model at a server. A dated snapshot such as
 * "gpt-5-mini-2025-08-07" costs what its model costs.
 *
 * @returns The latest price, or null if it is unknown, which is not nothing.
 */
export function priceOf(
  table: PriceTable,
  { model, endpoint }: { readonly model: string; readonly endpoint: string },
): Price | null {
  const { hostname } = new URL(endpoint);
  const fitting = pricesOfModel(table, model).filter(({ host }) =>
    host === null || host === hostname
  );
  const exact = fitting.filter((price) => price.model === model);
  return (exact.length > 0 ? exact : fitting)
    .toSorted((a, b) => a.date < b.date ? 1 : -1)[0] ?? null;
}

/** The servers for which a model's price is listed. */
export function hostsWithPrice(table: PriceTable, model: string): string[] {
  const hosts = pricesOfModel(table, model).flatMap(({ host }) => host ?? []);
  return [...new Set(hosts)];
}

function pricesOfModel(table: PriceTable, model: string): Price[] {
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  return table.filter((price) =>
    price.model === model || price.model === undated
  );
}

/**
 * Computes what tokens cost.
 *
 * @param usage Tokens as the server counted them.
 * @param price Price of the model; null if unknown.
 * @param options batch: whether the request was a line of a batch.
 * @returns US dollars, or null if a price or a count is unknown.
 *
 * @example A million tokens, half of them from the cache
 * ```ts
 * import { costOf, loadPrices, priceOf } from "lib/annotate/llm/prices.ts";
 * import assert from "node:assert/strict";
 * const endpoint = "https://api.openai.com/v1";
 * const price = priceOf(await loadPrices(), { model: "gpt-5.4-mini", endpoint });
 * const usage = {
 *   promptTokens: 1_000_000,
 *   cachedTokens: 500_000,
 *   writtenTokens: null,
 *   reasoningTokens: null,
 *   completionTokens: 0,
 * };
 * assert.equal(costOf(usage, price), 0.5 * 0.75 + 0.5 * 0.075);
 * ```
 */
export function costOf(
  usage: Usage,
  price: Price | null,
  { batch = false }: { readonly batch?: boolean } = {},
): number | null {
  const { promptTokens, completionTokens } = usage;
  if (price === null || promptTokens === null || completionTokens === null) {
    return null;
  }
  if (batch && price.batch === null) return null;
  const cached = usage.cachedTokens ?? 0;
  const written = usage.writtenTokens ?? 0;
  const fresh = Math.max(0, promptTokens - cached - written);
  const dollars = fresh * price.input +
    cached * (price.cached ?? price.input) +
    written * (price.written ?? price.input) +
    completionTokens * price.output;
  return dollars * (batch ? price.batch! : 1) / 1e6;
}
