import { z } from "zod";
import { SECTION_KINDS } from "lib/corpus/paper.ts";
import { projectPath } from "lib/paths.ts";

const about = z.string();
const phrases = z.array(z.string().min(1));
const byStrength = z.strictObject({ strong: phrases, weak: phrases });

const FILES = {
  deep_learning: z.strictObject({
    about,
    strong: phrases,
    weak: phrases,
    training: phrases,
    otherMeaning: phrases,
  }),
  reuse: z.strictObject({
    about,
    clear: phrases,
    tuning: phrases,
    pretrained: phrases,
    pretrainedNouns: phrases,
    pretrainedLiving: phrases,
    patterns: z.record(z.string(), byStrength),
  }),
  context: z.strictObject({
    about,
    own: phrases,
    use: phrases,
    others: phrases,
    future: phrases,
    negationBefore: phrases,
    negationAfter: phrases,
    notNegation: phrases,
  }),
  stages: z.object({ about }).catchall(phrases),
  sections: z.strictObject({
    about,
    points: z.record(z.enum(SECTION_KINDS), z.number().nonnegative()),
    yesFrom: z.number().positive(),
    headingsOfOtherWork: phrases,
    headingsOfTheEnd: phrases,
  }),
  ambiguous: z.strictObject({ about, names: phrases }),
} as const;

type CueFiles = typeof FILES;
/** The cue lists of `data/lexicon/`, one key per file. */
export type Cues = { readonly [F in keyof CueFiles]: z.infer<CueFiles[F]> };

/**
 * Reads the cue lists of the lexicon baseline.
 *
 * @param read Gives the text of a file of `data/lexicon/`.
 * @returns The lists by file.
 * @throws {SyntaxError} If a file is not JSON or a list is missing or unknown:
 * the message names the file and the key.
 */
export function parseCues(read: (file: string) => string): Cues {
  const entries = Object.entries(FILES).map(([name, schema]) => {
    const file = `${name}.json`;
    let value: unknown;
    try {
      value = JSON.parse(read(file));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SyntaxError(
        `Cannot read cue list "${file}" as it is not JSON: ${error.message}`,
      );
    }
    const checked = schema.safeParse(value);
    if (checked.success) return [name, checked.data];
    const issue = checked.error.issues[0]!;
    throw new SyntaxError(
      `Cannot read cue list "${file}" as ${
        issue.path.join(".") || "the file"
      } does not fit: ${issue.message}`,
    );
  });
  return Object.fromEntries(entries) as Cues;
}

/** The texts of the files that the lexicon rests on, by name. */
export function readCueFile(file: string): string {
  return Deno.readTextFileSync(projectPath(`data/lexicon/${file}`));
}
