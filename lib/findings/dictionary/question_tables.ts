import type { Design } from "lib/findings/design.ts";
import { intervalWords } from "lib/findings/dictionary/interval_words.ts";
import {
  count,
  type Meaning,
  type Meanings,
  share,
  text,
} from "lib/findings/dictionary/meaning.ts";
import { hasCategory } from "lib/findings/mention_category.ts";
import { MODEL } from "lib/findings/names/name_tables.ts";
import type { MentionsQuestion, Question } from "lib/questions/question.ts";

/**
 * What the columns say of the tables whose names come from the questions, as
 * `openRunTables()` makes them.
 *
 * @param questions The questions that were asked.
 * @param design How the papers were drawn.
 * @returns Meanings by table and column; a table that a run did not write may
 * be among them.
 */
export function questionTables(
  questions: readonly Question[],
  design: Design,
): ReadonlyMap<string, Meanings> {
  const tables = new Map<string, Meanings>();
  const words = intervalWords(design);
  const papers = {
    papers: count("papers", "Papers answered yes"),
    of: count("papers", "Papers asked"),
    share: share(`papers / (of - failed)${words.share}`),
    ...limits(words.ofPapers),
    failed: count("papers", "Papers asked without getting an answer"),
  };
  for (const suffix of ["", "_by_year", "_by_field", "_by_field_year"]) {
    tables.set(`papers${suffix}`, papers);
  }
  for (const question of questions) {
    if (question.kind === "yes-no") continue;
    for (const [table, meanings] of mentionTables(question)) {
      tables.set(table, meanings);
    }
    if (!hasCategory(question)) continue;
    const { name } = question.category;
    const columns = {
      [name]: categoryOf(question),
      ...mentionsOf("with this value"),
      share: share(
        `Share of the mentions of the row's group${words.share}`,
      ),
      ...limits(words.ofMentions),
    };
    for (const suffix of ["", "_by_year", "_by_field"]) {
      tables.set(`${name}s${suffix}`, columns);
    }
    for (const other of questions.filter(hasCategory)) {
      tables.set(`${name}_${other.category.name}`, {
        [name]: categoryOf(question),
        [other.category.name]: categoryOf(other),
        mentions: count(
          "pairs",
          `Pairs of an answer to each question about the same ${question.name} of the same paper`,
        ),
        papers: count("papers", "Papers with at least one such pair"),
        share: share(`Share of the pairs with this ${name}${words.share}`),
        ...limits(words.ofMentions),
      });
    }
  }
  if (questions.some(hasCategory)) {
    tables.set("without_category", {
      category: text("What the closed list is called"),
      mentions: count("mentions", "Mentions in all answers to the question"),
      without: count(
        "mentions",
        "Those that name no value of the list: they are in no count of categories",
      ),
      papers: count("papers", "Papers with at least one of these"),
    });
  }
  return tables;
}

/** Tables of names and of descriptions. */
function mentionTables(question: MentionsQuestion): Map<string, Meanings> {
  const { name, category, description } = question;
  const names = {
    [name]: text(
      name === MODEL
        ? "Canonical name of data/models.csv; a name that is not listed as most answers spell it"
        : "The name as most answers spell it",
    ),
    family: text(
      "What the model is a version or size of; empty if it is not listed",
    ),
    ...mentionsOf("of the name; one that lists several counts for each"),
  };
  const tables = new Map<string, Meanings>();
  if (category) {
    const columns = { [category.name]: categoryOf(question), ...names };
    tables.set(`${name}s_by_${category.name}`, columns);
  } else {
    tables.set(`${name}s`, names);
    tables.set(`${name}s_by_field`, names);
  }
  if (description) {
    tables.set(`${description.name}s`, {
      [description.name]: text(
        `${description.meaning} As most answers spell it; capitals, spaces and hyphens do not count`,
      ),
      ...(category
        ? { [category.name]: categoryOf(question, "; empty if it has none") }
        : {}),
      ...mentionsOf("with this description"),
    });
  }
  if (name === MODEL) {
    tables.set("unmatched_models", {
      name: text(
        "A name that data/models.csv does not have, as most answers spell it",
      ),
      ...mentionsOf("of the name, in the answers to all questions"),
    });
  }
  return tables;
}

function mentionsOf(what: string): Meanings {
  return {
    mentions: count("mentions", `Mentions ${what}`),
    papers: count("papers", "Papers with at least one of them"),
  };
}

function limits(how: string): Meanings {
  return {
    low: share(`Lower limit of the 95 % interval of the share (${how})`),
    high: share(`Upper limit of the 95 % interval of the share (${how})`),
  };
}

function categoryOf(
  { title, category }: MentionsQuestion,
  more = "",
): Meaning {
  const values = category!.values.map(({ value }) => value).join(", ");
  return text(`${title}: ${values}${more}`);
}
