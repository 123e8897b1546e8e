import { z } from "zod";
import { projectPath } from "lib/paths.ts";

/** The services that papers are collected from. */
export const SERVICES = [
  "europepmc",
  "openalex",
  "plos_search",
  "plos",
  "f1000",
  "pmc",
] as const;

/** One of {@link SERVICES}. */
export type ServiceName = (typeof SERVICES)[number];

/** Most requests in any such time. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** How a service may be used. */
export interface Service {
  readonly title: string;
  /** What its addresses begin with, without a slash at the end. */
  readonly url: string;
  readonly limits: readonly RateLimit[];
  /** Most requests under way at once. */
  readonly connections: number;
  /** What it allows, and where that is written. */
  readonly terms: string;
}

/** All services. */
export type Services = Readonly<Record<ServiceName, Service>>;

const serviceSchema = z.strictObject({
  title: z.string().min(1),
  // Addresses are kept and shown: a key or password has no place in them.
  url: z.url({ protocol: /^https?$/ }).refine(
    (url) => !/[?#]|\/\/[^/]*@/.test(url),
    "it holds more than a host and a path",
  ).transform((url) => url.replace(/\/+$/, "")),
  limits: z.array(z.strictObject({
    requests: z.int().positive(),
    seconds: z.number().positive(),
  })).min(1),
  connections: z.int().min(1).max(16),
  terms: z.string(),
});

/** What a study file may change of a service. */
export const serviceChanges = z.partialRecord(
  z.enum(SERVICES),
  serviceSchema.pick({ url: true, limits: true, connections: true }).partial(),
);

/**
 * Reads how the services may be used: the project's own list,
 * `data/services.json`, with the changes of a study laid over it.
 */
export async function loadServices(
  changes: z.infer<typeof serviceChanges> = {},
): Promise<Services> {
  const text = await Deno.readTextFile(projectPath("data/services.json"));
  const services = z.record(z.enum(SERVICES), serviceSchema).parse(
    JSON.parse(text),
  );
  return Object.fromEntries(
    SERVICES.map((name) => [name, { ...services[name], ...changes[name] }]),
  ) as unknown as Services;
}
