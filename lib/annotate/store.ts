import { DatabaseSync, type StatementSync } from "node:sqlite";
import type {
  AnnotationStatus,
  AnnotatorIdentity,
  Evidence,
  Usage,
} from "lib/annotate/annotator.ts";
import type { Answer } from "lib/questions/question.ts";
import type { FunnelRow } from "lib/corpus/funnel.ts";
import type { Dropped } from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";

/** Version of the tables below; a store made by a newer one is not touched. */
const STORE_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS annotations (
    key TEXT PRIMARY KEY,
    doi TEXT NOT NULL,
    question TEXT NOT NULL,
    question_version INTEGER NOT NULL,
    identity TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT,
    evidence TEXT NOT NULL,
    raw TEXT,
    message TEXT,
    usage TEXT,
    notes TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS sample (
    doi TEXT PRIMARY KEY,
    metadata TEXT NOT NULL,
    stratum TEXT NOT NULL,
    inclusion_probability REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS asked (
    doi TEXT NOT NULL,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (doi, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS funnel (
    position INTEGER PRIMARY KEY,
    row TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS dropped (
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
`;

/** One annotator's answer to one question about one paper, as it is stored. */
export interface Annotation {
  readonly key: string;
  readonly doi: string;
  readonly question: string;
  readonly questionVersion: number;
  readonly identity: AnnotatorIdentity;
  readonly textHash: string;
  readonly status: AnnotationStatus;
  readonly answer: Answer | null;
  readonly evidence: readonly Evidence[];
  readonly raw: string | null;
  readonly message: string | null;
  readonly usage: Usage | null;
  readonly notes: Readonly<Record<string, string>>;
}

/** A sampled paper with the annotations that the current run asked for. */
export interface AnnotatedPaper extends SampledPaper {
  /** In the order in which the questions were asked. */
  readonly annotations: readonly Annotation[];
}

/** The part of a run that is fixed before the first question. */
export interface SampledCorpus {
  readonly sample: readonly SampledPaper[];
  readonly funnel: readonly FunnelRow[];
  readonly dropped: readonly Dropped[];
}

/**
 * A run's store: one SQLite file that holds every answer ever asked for under
 * its key, and the sample, funnel and list of questions asked of the current
 * run. An answer is durable when {@link Store.save} returns, and survives
 * SIGKILL.
 */
export interface Store {
  /** The annotation with a key, or undefined. */
  get(key: string): Annotation | undefined;
  /** Saves an annotation in a transaction of its own. */
  save(annotation: Annotation): void;
  /** Starts a run: replaces sample, funnel and what was asked. */
  begin(run: SampledCorpus): void;
  /** Notes that the current run asks something; the answer may have been there before. */
  asked(doi: string, position: number, question: string, key: string): void;
  /** Notes that a sampled paper could not be read after all. */
  lost(dropped: Dropped): void;
  /** Sampled papers with their annotations, by DOI, one at a time. */
  papers(): Iterable<AnnotatedPaper>;
  /** Funnel rows up to and with the sample. */
  funnel(): FunnelRow[];
  /** Items that could not become papers. */
  dropped(): Dropped[];
  close(): void;
}

/**
 * Opens a run's store, and makes it where there is none.
 *
 * @param path File name, or ":memory:".
 * @returns The store.
 * @throws {Error} If the file is not a store, was made by a newer version or
 * cannot be written: one sentence that says which.
 */
export function openStore(path: string): Store {
  const db = openDatabase(path);
  const statements = new Map<string, StatementSync>();
  const sql = (text: string) => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = db.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
  return {
    get(key) {
      const row = sql("SELECT * FROM annotations WHERE key = ?").get(key);
      return row && readAnnotation(row as unknown as AnnotationRow);
    },
    save(annotation) {
      sql(
        "INSERT OR REPLACE INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ).run(...writeAnnotation(annotation));
    },
    begin({ sample, funnel, dropped }) {
      db.exec("BEGIN IMMEDIATE");
      for (const table of ["sample", "asked", "funnel", "dropped"]) {
        db.exec(`DELETE FROM ${table}`);
      }
      for (const { metadata, stratum, inclusionProbability } of sample) {
        sql("INSERT INTO sample VALUES (?, ?, ?, ?)").run(
          metadata.doi,
          JSON.stringify(metadata),
          stratum,
          inclusionProbability,
        );
      }
      for (const row of funnel) {
        sql("INSERT INTO funnel (row) VALUES (?)").run(JSON.stringify(row));
      }
      for (const { source, reason, detail } of dropped) {
        sql("INSERT INTO dropped VALUES (?, ?, ?)").run(source, reason, detail);
      }
      db.exec("COMMIT");
    },
    asked(doi, position, question, key) {
      sql("INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?)")
        .run(doi, position, question, key);
    },
    lost({ source, reason, detail }) {
      sql("INSERT INTO dropped VALUES (?, ?, ?)").run(source, reason, detail);
    },
    *papers() {
      const sample = db.prepare("SELECT * FROM sample ORDER BY doi");
      const annotations = db.prepare(
        `SELECT annotations.* FROM asked JOIN annotations USING (key)
         WHERE asked.doi = ? ORDER BY asked.position`,
      );
      for (const row of sample.iterate()) {
        yield {
          metadata: JSON.parse(row.metadata as string),
          stratum: row.stratum as string,
          inclusionProbability: row.inclusion_probability as number,
          annotations: annotations.all(row.doi as string).map((found) =>
            readAnnotation(found as unknown as AnnotationRow)
          ),
        };
      }
    },
    funnel() {
      return sql("SELECT row FROM funnel ORDER BY position").all()
        .map(({ row }) => JSON.parse(row as string));
    },
    dropped() {
      return sql(
        "SELECT source, reason, detail FROM dropped ORDER BY source, reason",
      )
        .all() as unknown as Dropped[];
    },
    close() {
      db.close();
    },
  };
}

function openDatabase(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path);
    const version = db.prepare("PRAGMA user_version").get()!
      .user_version as number;
    if (version > STORE_VERSION) {
      db.close();
      throw new Error("it was made by a newer version of this project");
    }
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = NORMAL");
    db.exec("PRAGMA busy_timeout = 10000");
    db.exec(SCHEMA);
    db.exec(`PRAGMA user_version = ${STORE_VERSION}`);
    return db;
  } catch (error) {
    throw new Error(
      `Cannot open the run's store "${path}" as ${(error as Error).message}`,
      { cause: error },
    );
  }
}

interface AnnotationRow {
  key: string;
  doi: string;
  question: string;
  question_version: number;
  identity: string;
  text_hash: string;
  status: AnnotationStatus;
  answer: string | null;
  evidence: string;
  raw: string | null;
  message: string | null;
  usage: string | null;
  notes: string;
}

function readAnnotation(row: AnnotationRow): Annotation {
  return {
    key: row.key,
    doi: row.doi,
    question: row.question,
    questionVersion: row.question_version,
    identity: JSON.parse(row.identity),
    textHash: row.text_hash,
    status: row.status,
    answer: row.answer === null ? null : JSON.parse(row.answer),
    evidence: JSON.parse(row.evidence),
    raw: row.raw,
    message: row.message,
    usage: row.usage === null ? null : JSON.parse(row.usage),
    notes: JSON.parse(row.notes),
  };
}

function writeAnnotation(annotation: Annotation) {
  const { answer, usage } = annotation;
  return [
    annotation.key,
    annotation.doi,
    annotation.question,
    annotation.questionVersion,
    JSON.stringify(annotation.identity),
    annotation.textHash,
    annotation.status,
    answer && JSON.stringify(answer),
    JSON.stringify(annotation.evidence),
    annotation.raw,
    annotation.message,
    usage && JSON.stringify(usage),
    JSON.stringify(annotation.notes),
  ];
}
