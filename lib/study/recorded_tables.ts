import {
  asPublishedTable,
  flawsTable,
} from "lib/findings/as_published/as_published_table.ts";
import { keywordsTable } from "lib/findings/keywords_table.ts";
import type { Table } from "lib/findings/table.ts";
import type { Question } from "lib/questions/question.ts";
import type { RecordedStudy } from "lib/study/open_recorded.ts";

/**
 * The tables that only an artifact gives: the counts of the study's scripts
 * beside the corrected ones (as_published, flaws), and the papers that each
 * search keyword found (keywords).
 */
export function recordedTables(
  { artifact, answers }: RecordedStudy,
  questions: readonly Question[],
): Table[] {
  return [
    asPublishedTable(artifact, questions, answers),
    flawsTable(),
    keywordsTable(artifact.keywords()),
  ];
}
