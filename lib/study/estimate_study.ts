import { estimateRun, type RunEstimate } from "lib/annotate/llm/estimate.ts";
import { priceOf } from "lib/annotate/llm/prices.ts";
import { openTokenGauge } from "lib/annotate/llm/tokens.ts";
import { settingsOf } from "lib/annotate/llm/settings.ts";
import { canonicalJson } from "lib/annotate/annotation_key.ts";
import type { AnnotatorIdentity } from "lib/annotate/annotator.ts";
import { openStore } from "lib/annotate/store.ts";
import type { QuestionSummary } from "lib/annotate/store/summary.ts";
import { type Corpus, UnreadablePaper } from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";
import { isThere } from "lib/files.ts";
import { checkSample } from "lib/study/check_sample.ts";
import { questionsOfStudy } from "lib/study/questions_of_study.ts";
import { prng } from "lib/stats/random.ts";
import { storePath } from "lib/study/run_store.ts";
import { annotatorOf, llmOptions } from "lib/study/open_annotator.ts";
import { openCorpus } from "lib/study/open_corpus.ts";
import { type SelectEvents, selectSample } from "lib/study/select_sample.ts";
import type { StudySettings } from "lib/study/settings.ts";

/** What a study is expected to take. */
export interface StudyEstimate {
  readonly sampled: number;
  /** Sampled papers that the store has answers about. */
  readonly begun: number;
  /** For the other papers; null if the annotator asks no server. */
  readonly estimate: RunEstimate | null;
}

/** Texts that are read to find out how long they are. */
const TEXTS = 100;

/**
 * Estimates what a study takes before anything is asked: draws the sample,
 * reads a seeded part of its texts, and takes the rates of the cascade from
 * the study's store if it has one.
 *
 * @param settings The study.
 * @param events What is told while the sample is drawn.
 * @throws {Error} If no paper is in the sample.
 */
export async function estimateStudy(
  settings: StudySettings,
  events: SelectEvents = {},
): Promise<StudyEstimate> {
  const questions = await questionsOfStudy(settings);
  const { identity, mode } = await annotatorOf(settings, questions);
  const corpus = await openCorpus(settings);
  try {
    const selected = await selectSample(settings, corpus, events);
    checkSample(selected, settings);
    const { sample } = selected;
    const sampled = sample.length;
    const known = (await summariesOf(settings, identity)).filter((row) =>
      settings.annotator !== "openai" || row.mode === mode
    );
    const first = known.find(({ question }) => question === questions[0]!.id);
    const begun = Math.min(sampled, first ? askedOf(first) : 0);
    if (settings.annotator !== "openai") {
      return { sampled, begun, estimate: null };
    }
    const { characters, charactersPerToken } = await measureTexts(
      corpus,
      sample,
      settings.seed,
    );
    const options = await llmOptions(settings, questions);
    const papers = sampled - begun;
    const estimate = estimateRun({
      papers,
      characters: papers * characters,
      questions,
      charactersPerToken,
      settings: settingsOf(options),
      mode,
      price: priceOf(options.prices!, identity),
      rates: new Map(
        known.filter(({ answered }) => answered > 0)
          .map((row) => [row.question, row.positive / askedOf(row)]),
      ),
      answerTokens: new Map(
        known.flatMap(({ question, meanCompletionTokens: mean }) =>
          mean === null ? [] : [[mode === "one-pass" ? "all" : question, mean]]
        ),
      ),
    });
    return { sampled, begun, estimate };
  } finally {
    corpus.close?.();
  }
}

/** What the study's store holds of an annotator; nothing if there is no store. */
async function summariesOf(
  settings: StudySettings,
  identity: AnnotatorIdentity,
): Promise<QuestionSummary[]> {
  const path = storePath(settings);
  if (!await isThere(path)) return [];
  const store = openStore(path);
  const wanted = canonicalJson(identity);
  const { questions } = store.summary();
  store.close();
  return questions.filter(({ identity }) => canonicalJson(identity) === wanted);
}

function askedOf({ answered, failed }: QuestionSummary): number {
  return Object.values(failed).reduce((sum, n) => sum + n, answered);
}

/** Mean length of a text, and of a token, on a seeded part of the sample. */
async function measureTexts(
  corpus: Corpus,
  sample: readonly SampledPaper[],
  seed: number | string,
): Promise<{ characters: number; charactersPerToken: number }> {
  const random = prng(seed);
  const left = [...sample];
  const gauge = openTokenGauge(seed);
  let [characters, texts] = [0, 0];
  while (left.length > 0 && texts < TEXTS) {
    const [drawn] = left.splice(Math.floor(random() * left.length), 1);
    try {
      const { text } = await corpus.read(drawn!.metadata);
      await gauge.sample(text);
      characters += text.length;
      texts++;
    } catch (error) {
      if (!(error instanceof UnreadablePaper)) throw error;
    }
  }
  return {
    characters: characters / Math.max(1, texts),
    charactersPerToken: gauge.charactersPerToken,
  };
}
