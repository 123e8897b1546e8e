import { z } from "zod";
import published from "../../../data/published/findings.json" with {
  type: "json",
};

const measureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("funnel"), step: z.string() }),
  z.strictObject({ kind: z.literal("yes-count"), question: z.string() }),
  z.strictObject({ kind: z.literal("yes-share"), question: z.string() }),
  z.strictObject({
    kind: z.literal("category-count"),
    question: z.string(),
    category: z.string(),
  }),
  z.strictObject({
    kind: z.literal("category-share"),
    question: z.string(),
    category: z.string(),
  }),
  z.strictObject({
    kind: z.literal("name-count"),
    question: z.string(),
    name: z.string(),
  }),
]);

const factSchema = z.strictObject({
  id: z.string().min(1),
  quantity: z.string().min(1),
  measure: measureSchema,
  value: z.number().nonnegative(),
  of: z.int().positive().optional(),
  source: z.string().min(1),
});

const claimSchema = z.strictObject({
  id: z.string().min(1),
  claim: z.string().min(1),
  source: z.string().min(1),
  reported: z.strictObject({
    quantity: z.string().min(1),
    value: z.number().nullable(),
    source: z.string().min(1),
  }),
});

const fileSchema = z.strictObject({
  note: z.string(),
  paper: z.record(z.string(), z.string()),
  claims: z.array(claimSchema),
  facts: z.array(factSchema),
});

/** How a reported number is counted in a run. */
export type FactMeasure = Readonly<z.infer<typeof measureSchema>>;

/** A number that the paper, or its data, report. */
export type PublishedFact = Readonly<z.infer<typeof factSchema>>;

/** A claim of the paper, and the number that it reports for it. */
export type PublishedClaim = Readonly<z.infer<typeof claimSchema>>;

/** What the paper reports: `data/published/findings.json`. */
export function loadPublished(): {
  readonly claims: readonly PublishedClaim[];
  readonly facts: readonly PublishedFact[];
} {
  return fileSchema.parse(published);
}

/**
 * Finds a claim.
 *
 * @throws {RangeError} If the paper makes no such claim.
 */
export function publishedClaim(id: string): PublishedClaim {
  const claim = loadPublished().claims.find((claim) => claim.id === id);
  if (claim === undefined) {
    throw new RangeError(
      `Cannot judge claim "${id}" as data/published/findings.json has none of that name`,
    );
  }
  return claim;
}
