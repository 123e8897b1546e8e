import { createHash } from "node:crypto";
import type { Annotator, Reply } from "lib/annotate/annotator.ts";
import {
  answerImpact,
  answerModels,
  answerReuse,
  answerUsesDl,
  answerUsesPtms,
  type JudgedPaper,
} from "lib/annotate/lexicon/answers.ts";
import { parseCues, readCueFile } from "lib/annotate/lexicon/cues.ts";
import { judge } from "lib/annotate/lexicon/judge.ts";
import { loadModels, type Model } from "lib/annotate/lexicon/models.ts";
import { ownCueRules } from "lib/annotate/lexicon/own_cues.ts";
import { paperReader } from "lib/annotate/lexicon/read_paper.ts";
import { assignRoles } from "lib/annotate/lexicon/roles.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Answer, Question } from "lib/questions/question.ts";

/** Raised whenever the rules change. */
const RULES = "lexicon-1";

/** What the lexicon can answer, by question id. */
const RULES_OF: Readonly<Record<string, (paper: JudgedPaper) => Answer>> = {
  uses_dl: answerUsesDl,
  uses_ptms: answerUsesPtms,
  identify_ptms: answerModels,
  identify_ptm_reuse: answerReuse,
  identify_ptm_impact: answerImpact,
};

/** Where the lexicon's lists come from. */
export interface LexiconOptions {
  /** The models to know by name; `data/models.csv` if not given. */
  readonly models?: readonly Model[];
  /** Gives the text of a cue file; those of `data/lexicon/` if not given. */
  readonly readCueFile?: (file: string) => string;
  /** Questions that will be asked; those that bring cues are answered by these. */
  readonly questions?: readonly Question[];
}

/**
 * Makes the lexicon baseline: it answers the five questions from lists of
 * models and cue words, and other questions from the cues that they bring, with
 * the sentence that each answer rests on. It needs no network, and it is no
 * more than a baseline: it does not understand. For questions with own cues see
 * {@link ownCueRules}; for the five:
 *
 * A sentence has points by its section (methods and results 3, abstract 2,
 * introduction and discussion 1), twice as many if it reports what the
 * authors did, and none if it is negated, planned or other people's work. A
 * paper gets a yes from 6 points on.
 *
 * @returns The annotator. Its identity holds a hash of the lists, so that
 * answers are asked anew when a list changes.
 *
 * @example
 * ```ts
 * import { lexiconAnnotator } from "lib/annotate/lexicon.ts";
 * import assert from "node:assert/strict";
 * assert.equal(lexiconAnnotator().identity.model, "lexicon-1");
 * ```
 */
export function lexiconAnnotator(options: LexiconOptions = {}): Annotator {
  const models = options.models ?? loadModels();
  const hash = createHash("sha256").update(JSON.stringify(models));
  const cues = parseCues((file) => {
    const text = (options.readCueFile ?? readCueFile)(file);
    hash.update(text.replaceAll("\r\n", "\n"));
    return text;
  });
  const asked = options.questions?.filter((one) => one.cues !== undefined) ??
    [];
  if (asked.length > 0) {
    hash.update(JSON.stringify(asked.map(({ id, cues }) => [id, cues])));
  }
  const answerByCues = ownCueRules(asked, cues);
  const read = paperReader(assignRoles(models, cues), cues.sections);
  const known = new WeakMap<Paper, JudgedPaper>();
  const judgePaper = (paper: Paper): JudgedPaper => {
    const before = known.get(paper);
    if (before) return before;
    const { yesFrom } = cues.sections;
    const judged = read(paper).map(judge);
    const result = { text: paper.text, judged, yesFrom };
    known.set(paper, result);
    return result;
  };
  return {
    identity: {
      annotator: "lexicon",
      model: RULES,
      endpoint: "",
      parameters: { lists: hash.digest("hex").slice(0, 12) },
    },
    mode: "single",
    canAnswer: ({ id }) =>
      Object.hasOwn(RULES_OF, id) || asked.some((one) => one.id === id),
    ask(paper, question) {
      const byCues = answerByCues(paper, question);
      if (byCues !== null) return Promise.resolve(reply(byCues, null));
      const rule = Object.hasOwn(RULES_OF, question.id)
        ? RULES_OF[question.id]!
        : null;
      if (rule === null) {
        return Promise.resolve(reply(
          null,
          `Cannot answer "${question.id}" as the lexicon has rules only for ${
            Object.keys(RULES_OF).join(", ")
          }, and for questions that bring their own cues`,
        ));
      }
      return Promise.resolve(reply(rule(judgePaper(paper)), null));
    },
  };
}

function reply(answer: Answer | null, message: string | null): Reply {
  return {
    status: answer ? "answered" : "invalid_answer",
    answer,
    raw: null,
    message,
    usage: null,
    attempts: [],
    notes: {},
  };
}
