import type { Cues } from "lib/annotate/lexicon/cues.ts";
import { weigh } from "lib/annotate/lexicon/judge.ts";
import {
  type CueSentence,
  type Hit,
  paperReader,
} from "lib/annotate/lexicon/read_paper.ts";
import { assignCueRoles, type CueRole } from "lib/annotate/lexicon/roles.ts";
import type { Paper } from "lib/corpus/paper.ts";
import type { Answer, Mention, Question } from "lib/questions/question.ts";

/** The value of a closed list for what is outside it. */
const OTHER = "other";

/** A sentence that counts, with the cues of one question in it. */
interface Telling {
  readonly sentence: CueSentence;
  readonly points: number;
  readonly cues: readonly (Hit & { readonly role: CueRole })[];
}

/**
 * Makes the rules for questions that bring their own cues. A sentence counts
 * unless it tells plans or only other people's work, or stands in the
 * introduction or the discussion and does not say what the authors did, or
 * holds a cue of `no`; a cue counts unless it is negated. Of the sentences that
 * count
 *
 * - a yes-no question is answered yes if one holds a cue of `yes`, with the
 *   sentence of most points as evidence;
 * - a mentions question gets each name that one holds, with the value of the
 *   closed list whose cue stands nearest to it in the sentence, "other" if there
 *   is none; without "other" in the list such a name is left out.
 *
 * @param questions Any; those without cues are passed over.
 * @returns Answers a question about a paper; null if it has no cues.
 */
export function ownCueRules(
  questions: readonly Question[],
  cues: Pick<Cues, "context" | "sections">,
): (paper: Paper, question: Question) => Answer | null {
  const known = new Set(
    questions.flatMap(({ id, cues }) => cues === undefined ? [] : [id]),
  );
  if (known.size === 0) return () => null;
  // A heading such as "Data availability" can be just what a question is about.
  const sections = { ...cues.sections, headingsOfOtherWork: [] };
  const read = paperReader(assignCueRoles(questions, cues), sections);
  const sentencesOf = new WeakMap<Paper, CueSentence[]>();
  return (paper, question) => {
    if (!known.has(question.id)) return null;
    const sentences = sentencesOf.get(paper) ?? read(paper);
    sentencesOf.set(paper, sentences);
    const telling = sentences.flatMap((sentence): Telling[] => {
      const points = weigh(sentence);
      const cues = sentence.hits.filter((hit): hit is Telling["cues"][number] =>
        hit.role.kind === "cue" && hit.role.question === question.id
      );
      const isTelling = points > 0 && cues.length > 0 &&
        !cues.some(({ role }) => role.part === "no");
      return isTelling ? [{ sentence, points, cues }] : [];
    }).toSorted((a, b) => b.points - a.points);
    return question.kind === "yes-no" ? yesNo(paper.text, telling) : {
      kind: "mentions",
      mentions: mentionsIn(paper.text, telling, question.category),
    };
  };
}

function yesNo(text: string, telling: readonly Telling[]): Answer {
  const found = telling.find(({ cues }) =>
    cues.some(({ role }) => role.part === "yes")
  );
  const evidence = found ? quote(text, found.sentence) : null;
  return { kind: "yes-no", result: found !== undefined, evidence };
}

function mentionsIn(
  text: string,
  telling: readonly Telling[],
  list: { readonly values: readonly { readonly value: string }[] } | null,
): Mention[] {
  const found = new Map<string, Mention>();
  const hasOther = list?.values.some(({ value }) => value === OTHER) ?? false;
  for (const { sentence, cues } of telling) {
    for (const { role, start, end } of cues) {
      if (role.part !== "name") continue;
      const category = list === null
        ? null
        : nearestCategory(cues, (start + end) / 2) ?? (hasOther ? OTHER : null);
      if (list !== null && category === null) continue;
      const key = `${role.value}\t${category}`;
      if (found.has(key)) continue;
      found.set(key, {
        name: role.value,
        category,
        description: null,
        evidence: quote(text, sentence),
      });
    }
  }
  return [...found.values()];
}

function nearestCategory(cues: Telling["cues"], at: number): string | null {
  let nearest: string | null = null;
  let shortest = Infinity;
  for (const { role, start, end } of cues) {
    const distance = Math.abs((start + end) / 2 - at);
    if (role.part !== "category" || distance >= shortest) continue;
    [nearest, shortest] = [role.value, distance];
  }
  return nearest;
}

function quote(text: string, { start, end }: CueSentence): string {
  return text.slice(start, end);
}
