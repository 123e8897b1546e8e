import type { Cues } from "lib/annotate/lexicon/cues.ts";
import type { Model } from "lib/annotate/lexicon/models.ts";
import type { Question } from "lib/questions/question.ts";

/** What a phrase of the lexicon says where it stands. */
export type Role =
  | { readonly kind: "model"; readonly model: Model; readonly exact: boolean }
  | {
    readonly kind: "pattern";
    readonly value: string;
    readonly strong: boolean;
  }
  | { readonly kind: "stage"; readonly value: string }
  | CueRole
  | { readonly kind: SimpleRole };

/** A cue that a question brings itself. */
export interface CueRole {
  readonly kind: "cue";
  readonly question: string;
  readonly part: "yes" | "no" | "name" | "category";
  /** The name, or the value of the closed list; else empty. */
  readonly value: string;
}

type SimpleRole =
  | "strong"
  | "weak"
  | "other meaning"
  | "clear reuse"
  | "tuning"
  | "pre-trained"
  | "noun"
  | "living"
  | "own"
  | "use"
  | "others"
  | "future"
  | "negation before"
  | "negation after"
  | "not negation";

/** The phrases to find, and the roles of each. */
export interface Roles {
  readonly phrases: readonly string[];
  /** In the order of the phrases. */
  readonly roles: readonly (readonly Role[])[];
}

/** Gathers models and cue lists; a phrase of several lists has several roles. */
export function assignRoles(models: readonly Model[], cues: Cues): Roles {
  const { add, roles } = openRoles();
  const ambiguous = new Set(cues.ambiguous.names);
  for (const model of models) {
    for (const name of [model.canonical, ...model.aliases]) {
      // "AlphaFold 2" is also written "AlphaFold2" and "AlphaFold-2".
      const phrase = name.replace(/ (?=\d)/g, "-");
      add(phrase, { kind: "model", model, exact: ambiguous.has(name) });
    }
  }
  const { deep_learning, reuse, stages } = cues;
  const lists: [SimpleRole, readonly string[]][] = [
    ["strong", deep_learning.strong],
    ["weak", [...deep_learning.weak, ...deep_learning.training]],
    ["other meaning", deep_learning.otherMeaning],
    ["clear reuse", reuse.clear],
    ["tuning", reuse.tuning],
    ["pre-trained", reuse.pretrained],
    ["noun", reuse.pretrainedNouns],
    ["living", reuse.pretrainedLiving],
    ...contextLists(cues),
  ];
  for (const [kind, phrases] of lists) {
    for (const phrase of phrases) add(phrase, { kind });
  }
  for (const [value, { strong, weak }] of Object.entries(reuse.patterns)) {
    for (const cue of strong) {
      add(cue, { kind: "pattern", value, strong: true });
    }
    for (const cue of weak) add(cue, { kind: "pattern", value, strong: false });
  }
  for (const [value, phrases] of Object.entries(stages)) {
    if (typeof phrases === "string") continue;
    for (const phrase of phrases) add(phrase, { kind: "stage", value });
  }
  return roles();
}

/** Gathers the cues that questions bring themselves, and the words of context. */
export function assignCueRoles(
  questions: readonly Question[],
  cues: Pick<Cues, "context">,
): Roles {
  const { add, roles } = openRoles();
  for (const question of questions) {
    for (const [part, value, phrases] of cueLists(question)) {
      const role = { kind: "cue", question: question.id, part, value } as const;
      for (const phrase of phrases) add(phrase, role);
    }
  }
  for (const [kind, phrases] of contextLists(cues)) {
    for (const phrase of phrases) add(phrase, { kind });
  }
  return roles();
}

type CueList = [CueRole["part"], value: string, phrases: readonly string[]];

function cueLists({ kind, cues }: Question): CueList[] {
  if (cues === undefined) return [];
  if (kind === "yes-no") return [["yes", "", cues.yes], ["no", "", cues.no]];
  const { names, categories, no } = cues;
  return [
    ["no", "", no],
    ...Object.entries(names).map(([name, all]): CueList => ["name", name, all]),
    ...Object.entries(categories)
      .map(([value, all]): CueList => ["category", value, all]),
  ];
}

function contextLists(
  { context }: Pick<Cues, "context">,
): [SimpleRole, readonly string[]][] {
  return [
    ["own", context.own],
    ["use", context.use],
    ["others", context.others],
    ["future", context.future],
    ["negation before", context.negationBefore],
    ["negation after", context.negationAfter],
    ["not negation", context.notNegation],
  ];
}

/** A phrase of several lists has several roles. */
function openRoles() {
  const found = new Map<string, Role[]>();
  return {
    add(phrase: string, role: Role) {
      const roles = found.get(phrase);
      if (roles) roles.push(role);
      else found.set(phrase, [role]);
    },
    roles: (): Roles => ({
      phrases: [...found.keys()],
      roles: [...found.values()],
    }),
  };
}
