import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { canonicalJson, hashText } from "lib/annotate/annotation_key.ts";
import type { AnnotatorIdentity, AskingMode } from "lib/annotate/annotator.ts";
import type { Price } from "lib/annotate/llm/prices.ts";
import { projectPath } from "lib/paths.ts";
import type { Question } from "lib/questions/question.ts";
import type { RunTotals } from "lib/study/run_totals.ts";
import type { CorpusSpec, StudySettings } from "lib/study/settings.ts";
import { storePath } from "lib/study/run_store.ts";
import { isRunName } from "lib/study/study_keys.ts";
import { VERSION } from "lib/version.ts";

/** What a manifest says of a run beside its settings. */
export interface RunFacts {
  readonly questions: readonly Question[];
  readonly identity: AnnotatorIdentity;
  readonly mode: AskingMode;
  readonly totals: RunTotals;
  /** What the annotator's tokens cost; null if unknown. */
  readonly price: Price | null;
  /** SHA-256 over the sampled texts' hashes, in the order of the DOIs; null if no text was read. */
  readonly textsSha256: string | null;
  /** SHA-256 over what an artifact recorded as answers; null for other studies. */
  readonly recordedSha256: string | null;
}

/**
 * Describes a run so that somebody else can repeat it: what was asked of which
 * texts, by whom, with which words, seed and versions. Paths are cut to file
 * names, so that two machines write the same manifest.
 */
export async function manifestOf(
  settings: StudySettings,
  facts: RunFacts,
): Promise<Record<string, unknown>> {
  const { questions, identity, mode, totals, price } = facts;
  const config = JSON.parse(await Deno.readTextFile(projectPath("deno.json")));
  return {
    study: {
      name: settings.name,
      corpus: corpusName(settings.corpus),
      synthetic: settings.synthetic,
      eligible: settings.eligible,
      sample: settings.sample.size,
      at_least_one: settings.sample.atLeastOne,
      adjudicator: settings.adjudicator,
      prompts: settings.prompts && basename(settings.prompts),
    },
    sources: {
      texts_sha256: facts.textsSha256,
      recorded_sha256: facts.recordedSha256,
      metadata: await fileFacts(settings.metadata),
      ...(settings.corpus.kind === "collected" && {
        papers: await fileFacts(join(settings.corpus.path, "papers.csv")),
      }),
      labels: settings.labels === "planted"
        ? "planted"
        : await fileFacts(settings.labels),
      models: await fileFacts(projectPath("data/models.csv")),
      ...(settings.compare.length > 0 && {
        compare: await Promise.all(
          settings.compare.map((entry) =>
            fileFacts(isRunName(entry) ? storePath({ name: entry }) : entry)
          ),
        ),
      }),
    },
    questions: questions.map((question) => ({
      id: question.id,
      version: question.version,
      sha256: hashText(canonicalJson(question)),
    })),
    ...identity,
    mode,
    seed: settings.seed,
    versions: {
      project: VERSION,
      deno: Deno.version.deno,
      packages: Object.values<string>(config.imports)
        .filter((target) => target.startsWith("npm:"))
        .map((target) => target.slice("npm:".length)).sort(),
    },
    totals,
    price,
  };
}

/** A corpus as manifests and subtitles name it, without the folder it lies in. */
export function corpusName(corpus: CorpusSpec): string {
  return corpus.kind === "demo"
    ? `demo:${corpus.papers}`
    : `${corpus.kind}:${basename(corpus.path)}`;
}

async function fileFacts(path: string | null) {
  if (path === null) return null;
  return {
    file: basename(path),
    sha256: createHash("sha256").update(await Deno.readFile(path))
      .digest("hex"),
  };
}
