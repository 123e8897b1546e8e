import type { AnnotatedPaper } from "lib/annotate/store.ts";
import { adjustedCells } from "lib/findings/adjusted/adjusted_cells.ts";
import {
  countPaper,
  type GroupCounts,
  noCounts,
} from "lib/findings/adjusted/group_counts.ts";
import {
  type HumanLabels,
  humanLabels,
} from "lib/findings/adjusted/human_labels.ts";
import { annotatorStanding } from "lib/findings/adjusted/standing.ts";
import { type Target, targetsOf } from "lib/findings/adjusted/target.ts";
import {
  type Design,
  type DrawnPaper,
  openDesign,
  stratumKey,
} from "lib/findings/design.ts";
import { byGroup } from "lib/findings/groups.ts";
import type { LabelRow } from "lib/findings/labels.ts";
import type { NameReader } from "lib/findings/model_names.ts";
import { groupYesShare } from "lib/findings/shares.ts";
import type { Row, Table } from "lib/findings/table.ts";
import {
  entry,
  GROUP_SEPARATOR,
  type Grouping,
  groupsOf,
  noStrata,
  type Strata,
  type YesCount,
} from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";
import type { Question } from "lib/questions/question.ts";

/** Columns of adjusted.csv. */
export const ADJUSTED_COLUMNS = [
  ...["question", "category", "grouping", "group", "papers", "labels"],
  ...["raw", "raw_low", "raw_high", "method", "adjusted", "low", "high"],
  ...["note", "of"],
] as const;

/** What the column `of` says of a share of all papers. */
export const ALL_PAPERS = "all papers";

/** Counts answers and labels, paper by paper. */
export interface AdjustedCounter {
  add(paper: AnnotatedPaper): void;
  /** The table; no rows if there are no labels. */
  table(): Table;
}

/** One group of papers: the annotator's own share, and answers with labels. */
interface Group {
  readonly raw: Strata<YesCount>;
  readonly counts: GroupCounts;
}

/** A share with its labels and its groups. */
interface Counted {
  readonly target: Target;
  readonly labels: HumanLabels;
  /** Papers and labelled papers by megajournal. */
  readonly megajournals: Map<string, { papers: number; labels: number }>;
  readonly groups: ReadonlyMap<Grouping, Map<string, Group>>;
}

/**
 * Adjusts shares for the annotator's errors: adjusted.csv.
 *
 * A question that is asked only after another one has two rows in each group.
 * The row whose group bears the group's name alone is the share of papers with
 * a yes to that other question (the column `of` names it), as in the tables of
 * raw shares; the row named "..., of all papers" is the share of all papers, in
 * which a paper that was not asked is a no. The share of a closed list's value
 * is of papers, not of mentions: those with a yes to the question before it.
 *
 * @param questions The study's questions.
 * @param labels Labels of humans; if they do not say how likely a paper was to
 * be labelled, they count as a simple random sample.
 * @param namesIn Reads what a name stands for.
 */
export function openAdjusted(
  questions: readonly Question[],
  labels: readonly LabelRow[],
  namesIn: NameReader,
): AdjustedCounter {
  const counted = targetsOf(questions, labels).map((target): Counted => ({
    target,
    labels: humanLabels(target, questions, labels, namesIn),
    megajournals: new Map(),
    groups: new Map(groupingsOf(target).map((name) => [name, new Map()])),
  }));
  const drawn = openDesign();
  return {
    add(paper) {
      drawn.add(paper);
      const groups = groupsOf(paper.metadata);
      for (const one of counted) addPaper(one, paper, questions, groups);
    },
    table() {
      const design = drawn.design();
      return {
        name: "adjusted",
        columns: ADJUSTED_COLUMNS,
        rows: counted.flatMap((one) => rowsOf(one, design)),
      };
    },
  };
}

function rowsOf(counted: Counted, design: Design): Row[] {
  const { target, groups, labels } = counted;
  const of = target.gate === null ? "all" : "part";
  const areDesigned = [...labels.values()].some(({ probability }) =>
    probability !== null
  );
  return [...groups].flatMap(([grouping, byName]) =>
    [...byName].filter(([, { raw }]) => raw.total.of > 0)
      .sort(([a], [b]) => byGroup(a, b))
      .map(([name, { raw, counts }]) => {
        const own = groupYesShare(raw, design);
        return {
          ...namesOf(target, grouping, name),
          papers: raw.total.of,
          raw: own.share,
          raw_low: own.low,
          raw_high: own.high,
          ...adjustedCells(counts, {
            of,
            areDesigned,
            missing: grouping === "all" ? unlabelled(counted) : new Map(),
          }),
        };
      })
  );
}

/** Papers of each megajournal that no label is of. */
function unlabelled({ megajournals }: Counted): Map<string, number> {
  return new Map(
    [...megajournals].filter(([, { labels }]) => labels === 0)
      .map(([name, { papers }]): [string, number] => [name, papers])
      .sort(([a], [b]) => byCodeUnit(a, b)),
  );
}

/** Fields by year are left to yes-no questions: what is rarer has no labels there. */
function groupingsOf({ question }: Target): Grouping[] {
  return question.kind === "yes-no"
    ? ["all", "year", "field", "field_year"]
    : ["all", "year", "field"];
}

function addPaper(
  { target, labels, groups, megajournals }: Counted,
  paper: AnnotatedPaper,
  questions: readonly Question[],
  names: readonly (readonly [Grouping, string])[],
): void {
  const standing = annotatorStanding(paper.annotations, target, questions);
  const label = labels.get(paper.metadata.doi);
  if (standing !== "outside") {
    const { megajournal } = paper.metadata;
    const none = () => ({ papers: 0, labels: 0 });
    const counts = entry(megajournals, megajournal, none);
    counts.papers++;
    if (label !== undefined) counts.labels++;
  }
  for (const [grouping, name] of names) {
    const byName = groups.get(grouping);
    if (byName === undefined) continue;
    const group = entry(byName, name, noGroup);
    const sampled = paper.inclusionProbability;
    countPaper(group.counts, { standing, sampled, label });
    if (standing === "outside" || standing === "failed") continue;
    countRaw(group.raw, paper, standing === "yes");
  }
}

function countRaw(
  { total, byStratum }: Strata<YesCount>,
  paper: DrawnPaper,
  isYes: boolean,
): void {
  for (const count of [total, entry(byStratum, stratumKey(paper), noAnswers)]) {
    count.of++;
    if (isYes) count.papers++;
  }
}

function noGroup(): Group {
  return { raw: noStrata(noAnswers), counts: noCounts() };
}

function noAnswers(): YesCount {
  return { papers: 0, of: 0, failed: 0 };
}

function namesOf(
  { question, category, gate }: Target,
  grouping: Grouping,
  name: string,
) {
  const group = name.replace(GROUP_SEPARATOR, ", ");
  const isOfAll = gate === null && question.dependsOn !== null;
  return {
    question: question.id,
    category,
    grouping,
    group: isOfAll ? joinWords(group, `of ${ALL_PAPERS}`) : group,
    of: gate?.id ?? ALL_PAPERS,
  };
}

const joinWords = (...words: string[]) =>
  words.filter((word) => word !== "").join(", ");
