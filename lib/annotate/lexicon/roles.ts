import type { Cues } from "lib/annotate/lexicon/cues.ts";
import type { Model } from "lib/annotate/lexicon/models.ts";

/** What a phrase of the lexicon says where it stands. */
export type Role =
  | { readonly kind: "model"; readonly model: Model; readonly exact: boolean }
  | {
    readonly kind: "pattern";
    readonly value: string;
    readonly strong: boolean;
  }
  | { readonly kind: "stage"; readonly value: string }
  | { readonly kind: SimpleRole };

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
  const found = new Map<string, Role[]>();
  const add = (phrase: string, role: Role) => {
    const roles = found.get(phrase);
    if (roles) roles.push(role);
    else found.set(phrase, [role]);
  };
  const ambiguous = new Set(cues.ambiguous.names);
  for (const model of models) {
    for (const name of [model.canonical, ...model.aliases]) {
      // "AlphaFold 2" is also written "AlphaFold2" and "AlphaFold-2".
      const phrase = name.replace(/ (?=\d)/g, "-");
      add(phrase, { kind: "model", model, exact: ambiguous.has(name) });
    }
  }
  const { deep_learning, reuse, context, stages } = cues;
  const lists: [SimpleRole, readonly string[]][] = [
    ["strong", deep_learning.strong],
    ["weak", [...deep_learning.weak, ...deep_learning.training]],
    ["other meaning", deep_learning.otherMeaning],
    ["clear reuse", reuse.clear],
    ["tuning", reuse.tuning],
    ["pre-trained", reuse.pretrained],
    ["noun", reuse.pretrainedNouns],
    ["living", reuse.pretrainedLiving],
    ["own", context.own],
    ["use", context.use],
    ["others", context.others],
    ["future", context.future],
    ["negation before", context.negationBefore],
    ["negation after", context.negationAfter],
    ["not negation", context.notNegation],
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
  return { phrases: [...found.keys()], roles: [...found.values()] };
}
