import type {
  AnnotatorIdentity,
  AskingMode,
  Usage,
} from "lib/annotate/annotator.ts";
import type { Database } from "lib/annotate/store/open_database.ts";

/** What a store holds for one question, one annotator and one way of asking. */
export interface QuestionSummary {
  readonly question: string;
  readonly identity: AnnotatorIdentity;
  readonly mode: AskingMode;
  readonly answered: number;
  /** Without an answer, by how they ended, in the order of the names. */
  readonly failed: Readonly<Record<string, number>>;
  /** Answers that say that something is there. */
  readonly positive: number;
  /** Those of them with a quote that stands in the paper. */
  readonly grounded: number;
  /** Mean tokens of an answer; null if none was counted. */
  readonly meanCompletionTokens: number | null;
}

/** What was sent to one annotator in one way. */
export interface SpentSummary {
  readonly identity: AnnotatorIdentity;
  readonly mode: AskingMode;
  /** True for requests that went in a batch. */
  readonly batch: boolean;
  readonly requests: number;
  readonly usage: { readonly [K in keyof Usage]: number };
}

/** Sums over everything in a store, whichever run it belongs to. */
export interface StoreSummary {
  readonly questions: readonly QuestionSummary[];
  readonly spent: readonly SpentSummary[];
  /** Sampled papers of the current run, and those asked something so far. */
  readonly sampled: number;
  readonly begun: number;
  /** Questions of the current run that ended without an answer. */
  readonly unanswered: number;
}

/** Sums up a store without reading it into memory. */
export function summarise(db: Database): StoreSummary {
  const count = (sql: string) => db.sql(sql).get()!.n as number;
  return {
    questions: questionsIn(db),
    spent: spentIn(db),
    sampled: count("SELECT count(*) AS n FROM sample"),
    begun: count("SELECT count(DISTINCT doi) AS n FROM asked"),
    unanswered: count(`
      SELECT count(*) AS n FROM asked JOIN annotations USING (key)
      WHERE answer IS NULL`),
  };
}

/** How the questions of an annotation were put. */
const MODE = "coalesce(annotations.notes ->> 'mode', 'single')";

function questionsIn(db: Database): QuestionSummary[] {
  const failures = db.sql(`
    SELECT status, count(*) AS n FROM annotations
    WHERE identity = ? AND question = ? AND ${MODE} = ? AND answer IS NULL
    GROUP BY status ORDER BY status`);
  return db.sql(`
    SELECT identity, question, ${MODE} AS mode, count(answer) AS answered,
      count(grounded) AS positive, coalesce(sum(grounded), 0) AS grounded,
      avg(usage ->> 'completionTokens') FILTER (WHERE answer IS NOT NULL)
        AS mean
    FROM annotations GROUP BY identity, question, 3
    ORDER BY identity, min(rowid)`).all().map((row) => ({
    question: row.question as string,
    identity: JSON.parse(row.identity as string),
    mode: row.mode as AskingMode,
    answered: row.answered as number,
    failed: Object.fromEntries(
      failures.all(
        row.identity as string,
        row.question as string,
        row.mode as string,
      )
        .map(({ status, n }) => [status, n]),
    ),
    positive: row.positive as number,
    grounded: row.grounded as number,
    meanCompletionTokens: row.mean as number | null,
  }));
}

function spentIn(db: Database): SpentSummary[] {
  const sum = (key: keyof Usage) =>
    `coalesce(sum(attempts.usage ->> '${key}'), 0) AS ${key}`;
  const rows = db.sql(`
    SELECT identity, ${MODE} AS mode, attempts.batch IS NOT NULL AS batch,
      count(*) AS requests, ${sum("promptTokens")}, ${sum("cachedTokens")},
      ${sum("writtenTokens")}, ${sum("reasoningTokens")},
      ${sum("completionTokens")}
    FROM attempts JOIN annotations USING (key)
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`).all();
  return rows.map(({ identity, mode, batch, requests, ...usage }) => ({
    identity: JSON.parse(identity as string),
    mode: mode as AskingMode,
    batch: batch === 1,
    requests: requests as number,
    usage: usage as unknown as SpentSummary["usage"],
  }));
}
