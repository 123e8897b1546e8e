import type { Judged } from "lib/annotate/lexicon/judge.ts";
import type { Hit } from "lib/annotate/lexicon/read_paper.ts";
import type { Model } from "lib/annotate/lexicon/models.ts";
import type { Answer, Mention } from "lib/questions/question.ts";

/** The paper's sentences, weighed, and its text. */
export interface JudgedPaper {
  readonly text: string;
  readonly judged: readonly Judged[];
  readonly yesFrom: number;
}

/** Supporting words alone never make a yes: they add at most this many points. */
const MOST_SUPPORT = 3;
/** A mention needs a sentence of this many points, if the paper has one. */
const MENTION_POINTS = 4;
/** Name of a model that the paper does not name. */
const UNNAMED = "unnamed pre-trained model";
/** Models of these modalities are usually taken as a backbone, others as a finished tool. */
const BACKBONES: ReadonlySet<string> = new Set(["vision", "language", "video"]);

/** Answers "uses_dl". */
export function answerUsesDl({ text, judged, yesFrom }: JudgedPaper): Answer {
  const support = sum(judged, ({ support }) => support);
  const points = sum(judged, ({ deepLearning }) => deepLearning);
  const total = points > 0 ? points + Math.min(support, MOST_SUPPORT) : 0;
  return yesNo(text, total >= yesFrom, best(judged, "deepLearning"));
}

/** Answers "uses_ptms". */
export function answerUsesPtms({ text, judged, yesFrom }: JudgedPaper): Answer {
  const points = sum(judged, ({ reuse }) => reuse);
  return yesNo(text, points >= yesFrom, best(judged, "reuse"));
}

/** Answers "identify_ptms": each model once. */
export function answerModels(paper: JudgedPaper): Answer {
  return mentions(
    reusedModels(paper).map(({ name, places }) => ({
      name,
      category: null,
      description: null,
      evidence: quote(paper.text, places[0]!.judged),
    })),
  );
}

/**
 * Answers "identify_ptm_reuse". Each model gets the pattern of the strong cue
 * nearest to its name, and a second one only if another sentence of full
 * points says so; without a strong cue the weak cue nearest to it decides, and
 * without any the model's modality.
 */
export function answerReuse(paper: JudgedPaper): Answer {
  return mentions(
    reusedModels(paper).flatMap(({ name, model, places }) => {
      const found = new Map<string, { place: Place; cue: Hit | null }>();
      for (const strong of [true, false]) {
        if (found.size > 0) break;
        for (const place of places) {
          const cue = nearest(
            place,
            ({ role }) => role.kind === "pattern" && role.strong === strong,
          );
          if (cue?.role.kind !== "pattern") continue;
          const isFull = place.judged.reuse >= paper.yesFrom;
          if (found.size > 0 && !isFull) continue;
          if (!found.has(cue.role.value)) {
            found.set(cue.role.value, { place, cue });
          }
        }
      }
      if (found.size === 0) {
        const isBackbone = model === null || BACKBONES.has(model.modality);
        const pattern = isBackbone ? "adaptation" : "deployment";
        found.set(pattern, { place: places[0]!, cue: null });
      }
      return [...found].map(([category, { place, cue }]): Mention => ({
        name,
        category,
        description: cue ? paper.text.slice(cue.start, cue.end) : "used",
        evidence: quote(paper.text, place.judged),
      }));
    }),
  );
}

/** Answers "identify_ptm_impact": the stage whose cue is nearest, Test if there is none. */
export function answerImpact(paper: JudgedPaper): Answer {
  return mentions(
    reusedModels(paper).map(({ name, places }) => {
      const isStage = ({ role }: Hit) => role.kind === "stage";
      const place = places.find((place) => nearest(place, isStage)) ??
        places[0]!;
      const role = nearest(place, isStage)?.role;
      return {
        name,
        category: role?.kind === "stage" ? role.value : "Test",
        description: null,
        evidence: quote(paper.text, place.judged),
      };
    }),
  );
}

/** Where a model is spoken of; without a name, the middle of the sentence. */
interface Place {
  readonly judged: Judged;
  readonly at: number;
}

interface ReusedModel {
  readonly name: string;
  readonly model: Model | null;
  /** Best first. */
  readonly places: readonly Place[];
}

/** The models that the telling sentences name, in the order of the text. */
function reusedModels({ text, judged }: JudgedPaper): ReusedModel[] {
  const reuse = judged.filter(({ reuse }) => reuse > 0);
  const full = reuse.filter(({ reuse }) => reuse >= MENTION_POINTS);
  const telling = full.length > 0 ? full : reuse;
  const found = new Map<string, { model: Model | null; places: Place[] }>();
  const add = (name: string, model: Model | null, place: Place) => {
    const known = found.get(name);
    if (known) known.places.push(place);
    else found.set(name, { model, places: [place] });
  };
  for (const judged of telling) {
    for (const { role, start, end } of judged.sentence.hits) {
      if (role.kind !== "model") continue;
      add(role.model.canonical, role.model, { judged, at: (start + end) / 2 });
    }
  }
  if (found.size === 0) {
    for (const judged of telling) {
      const { start, end } = judged.sentence;
      const name = text.slice(start, end).match(UNLISTED_NAME)?.[0] ?? UNNAMED;
      add(name, null, { judged, at: (start + end) / 2 });
    }
    if (found.size > 1) found.delete(UNNAMED);
  }
  return [...found].map(([name, { model, places }]) => ({
    name,
    model,
    places: places.toSorted((a, b) => b.judged.reuse - a.judged.reuse),
  }));
}

/** A word that looks like the name of a network that the list does not hold. */
const UNLISTED_NAME =
  /\b[A-Z][A-Za-z0-9]{1,20}-?(?:Net|BERT|GPT|Former|former|Fold|Seg|LM)(?:-?v?\d{1,3})?\b/;

function nearest(
  { judged, at }: Place,
  fits: (hit: Hit) => boolean,
): Hit | null {
  let found: Hit | null = null, shortest = Infinity;
  for (const hit of judged.sentence.hits) {
    const distance = Math.abs((hit.start + hit.end) / 2 - at);
    if (fits(hit) && distance < shortest) [found, shortest] = [hit, distance];
  }
  return found;
}

function best(judged: readonly Judged[], by: "deepLearning" | "reuse") {
  return judged.reduce<Judged | null>(
    (best, next) => best === null || next[by] > best[by] ? next : best,
    null,
  );
}

function sum(judged: readonly Judged[], points: (one: Judged) => number) {
  return judged.reduce((total, one) => total + points(one), 0);
}

function yesNo(text: string, result: boolean, on: Judged | null): Answer {
  const evidence = result && on ? quote(text, on) : null;
  return { kind: "yes-no", result, evidence };
}

function mentions(mentions: Mention[]): Answer {
  return { kind: "mentions", mentions };
}

function quote(text: string, { sentence }: Judged): string {
  return text.slice(sentence.start, sentence.end);
}
