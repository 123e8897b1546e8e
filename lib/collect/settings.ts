import { basename, dirname, isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { type Journal, parseJournals } from "lib/collect/journals.ts";
import {
  loadServices,
  serviceChanges,
  type Services,
} from "lib/collect/services.ts";
import { RULES } from "lib/collect/natural_science.ts";
import type { Eligibility } from "lib/corpus/select.ts";
import { projectPath } from "lib/paths.ts";
import { CORPUS, StudyError, type StudySource } from "lib/study/study_keys.ts";

/** Whose search can be asked. */
export const SEARCHES = ["europepmc", "plos", "f1000"] as const;

/** Who can be asked for a text. */
export const TEXTS = ["europepmc", "plos", "pmc", "f1000"] as const;

/** A contact that services can write to: an e-mail address or a page. */
const CONTACT = /^(?:[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()"]+|https?:\/\/\S+)$/;

/** A list of at least one value, each once. */
const listOf = <T extends z.ZodType<string>>(value: T) =>
  z.array(value).min(1, "it names none").refine(
    (values) => new Set(values).size === values.length,
    "it names one twice",
  );

const schema = z.strictObject({
  contact: z.string().regex(CONTACT, "it is no e-mail address and no URL")
    .nullable().default(null),
  search: listOf(z.enum(SEARCHES)).default(["europepmc"]),
  keywords: listOf(
    z.string().trim().regex(
      /^[^;]*[\p{L}\p{N}][^;]*$/u,
      "it holds no word to search for, or a semicolon",
    ),
  ).default([
    "Deep Learning",
    "Deep Neural Network",
    "Hugging Face",
    "Model Checkpoint",
    "Model Weights",
    "Pre-Trained Model",
  ]),
  journals: z.string().min(1).nullable().default(null),
  years: z.tuple([
    z.int().min(1600).max(2999),
    z.int().min(1600).max(2999),
  ]).refine(([first, last]) => first <= last, "the first is after the last")
    .default([2000, 2025]),
  article_type: z.literal("research-article").nullable()
    .default("research-article"),
  natural_science: z.enum(RULES).default("any"),
  texts: listOf(z.enum(TEXTS)).default([...TEXTS]),
  plos_zip: z.string().min(1).nullable().default(null),
  services: serviceChanges.default({}),
  patience_seconds: z.number().min(0).default(600),
});

/** What a study collects, checked, with absolute paths. */
export interface CollectSettings extends
  Omit<
    z.infer<typeof schema>,
    "journals" | "services" | "patience_seconds"
  > {
  /** Folder that the answers and tables go to. */
  readonly folder: string;
  readonly journals: readonly Journal[];
  readonly eligible: Eligibility | null;
  readonly services: Services;
  /** Longest wait that a service may ask for before the command stops. */
  readonly patienceMs: number;
}

/** Tells whether a text can be the contact address of a study. */
export function isContact(text: string): boolean {
  return CONTACT.test(text);
}

/**
 * Reads what a study collects.
 *
 * @param source The study file, checked, with absolute paths.
 * @param file Its path; other paths start from its folder.
 * @throws {StudyError} If the study does not collect, or a value is not
 * allowed: the message names the key.
 */
export async function readCollectSettings(
  source: StudySource,
  file: string,
): Promise<CollectSettings> {
  const refuse = (why: string) =>
    new StudyError(`Cannot use study "${file}" as ${why}`);
  const [, , kind, folder] = CORPUS.exec(String(source.corpus ?? "")) ?? [];
  if (kind !== "collected") {
    throw refuse(
      `its corpus is not collected: write "corpus": "collected:papers" for a folder "papers" beside the study file`,
    );
  }
  const checked = schema.safeParse(source.collect ?? {});
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    const key = ["collect", ...issue.path].join(".");
    throw refuse(`"${key}" is not allowed as it is: ${issue.message}`);
  }
  const { patience_seconds, journals, services, plos_zip, ...settings } =
    checked.data;
  const absolute = (path: string) =>
    isAbsolute(path) ? path : resolve(dirname(resolve(file)), path);
  const list = journals === null
    ? projectPath("data/journals.csv")
    : absolute(journals);
  try {
    return {
      ...settings,
      folder: folder!,
      plos_zip: plos_zip && absolute(plos_zip),
      journals: parseJournals(await Deno.readTextFile(list), basename(list)),
      eligible: (source.eligible as Eligibility | undefined) ?? null,
      services: await loadServices(services),
      patienceMs: 1000 * patience_seconds,
    };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw refuse(`"collect.journals" names "${list}", which is not there`);
  }
}
