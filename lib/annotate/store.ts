import type { Attempt } from "lib/annotate/annotator.ts";
import {
  type Annotation,
  ANNOTATION_COLUMNS,
  type AnnotationRow,
  readAnnotation,
  writeAnnotation,
} from "lib/annotate/store/annotation.ts";
import { type Claims, openClaims } from "lib/annotate/store/claims.ts";
import {
  type CurrentRun,
  noteAsked,
  openCurrentRun,
} from "lib/annotate/store/current_run.ts";
import {
  type Database,
  openDatabase,
} from "lib/annotate/store/open_database.ts";
import type { Dropped, PaperMetadata } from "lib/corpus/paper.ts";
import { type StoreSummary, summarise } from "lib/annotate/store/summary.ts";

export type { Annotation } from "lib/annotate/store/annotation.ts";
export type {
  AnnotatedPaper,
  SampledCorpus,
} from "lib/annotate/store/current_run.ts";

/** Annotations of one paper. */
export interface RecordedPaper {
  readonly metadata: Pick<PaperMetadata, "doi" | "source">;
  /** By the positions of their questions. */
  readonly annotations: ReadonlyMap<number, Annotation>;
  /** Why the paper could not be read; null if it could. */
  readonly lost: Dropped | null;
}

/**
 * A run's store: one SQLite file that holds every answer ever asked for under
 * its key, every request that was sent for it, and the sample, funnel and list
 * of questions asked of the current run. An answer is durable when
 * {@link Store.record} returns, and survives SIGKILL. Several processes may work
 * on one store.
 */
export interface Store extends CurrentRun, Pick<Claims, "join" | "release"> {
  /** The annotation with a key, or undefined. */
  get(key: string): Annotation | undefined;
  /**
   * Saves annotations of papers with their attempts, notes them as asked by
   * the current run, and gives up the claims on them, all in one transaction.
   *
   * @throws {StoreError} If another process began another run meanwhile; the
   * annotations are kept nevertheless.
   */
  record(papers: readonly RecordedPaper[]): void;
  /**
   * Saves annotations with their attempts that no run asked for, such as those
   * of a batch, in one transaction.
   */
  keep(annotations: readonly Annotation[]): void;
  /**
   * Asks for the right to ask a key: "mine" gives it until it is recorded or
   * released, "answered" says that there is nothing to ask, "busy" that
   * somebody is asking just now.
   *
   * @param retryFailed Ask again what ended without an answer before this
   * process joined.
   */
  claim(key: string, retryFailed?: boolean): ReturnType<Claims["claim"]>;
  /** Sums of everything in the store. */
  summary(): StoreSummary;
  close(): void;
}

/**
 * Opens a run's store, and makes it where there is none. A store made by an
 * older version is brought up to date.
 *
 * @param path File name, or ":memory:".
 * @param options.busyMs Milliseconds to wait for another process's
 * transaction; ten seconds by default.
 * @returns The store.
 * @throws {StoreError} If the file is not a store, was made by a newer version
 * or cannot be written: one sentence that says which. Every method throws one
 * if the disk is full or the store cannot be used any more.
 */
export function openStore(
  path: string,
  { busyMs }: { readonly busyMs?: number } = {},
): Store {
  const db = openDatabase(path, busyMs);
  const claims = openClaims(db);
  const run = openCurrentRun(db, claims.owner);
  return {
    ...run,
    join: claims.join,
    release: claims.release,
    get: (key) =>
      db.read(() => {
        const row = db.sql(
          `SELECT ${ANNOTATION_COLUMNS} FROM annotations WHERE key = ?`,
        ).get(key);
        return row && readAnnotation(row as unknown as AnnotationRow);
      }),
    record(papers) {
      const isCurrent = db.write(() => {
        const isCurrent = run.isCurrent();
        for (const { metadata, annotations } of papers) {
          for (const [position, annotation] of annotations) {
            saveOne(db, annotation);
            if (isCurrent) noteAsked(db, metadata.doi, position, annotation);
          }
        }
        return isCurrent;
      });
      for (const { metadata, annotations, lost } of papers) {
        for (const { key } of annotations.values()) claims.settled(key);
        if (!isCurrent) continue;
        if (lost === null) run.found(metadata.source);
        else run.lost(metadata.doi, lost);
      }
      if (!isCurrent) throw run.replaced();
    },
    keep(annotations) {
      db.write(() => {
        for (const annotation of annotations) saveOne(db, annotation);
      });
      for (const { key } of annotations) claims.settled(key);
    },
    claim: (key, retryFailed = false) => claims.claim(key, retryFailed),
    summary: () => db.read(() => summarise(db)),
    close() {
      claims.close();
      db.close();
    },
  };
}

function saveOne(db: Database, annotation: Annotation): void {
  const { key, attempts } = annotation;
  db.sql(
    "INSERT OR REPLACE INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  ).run(...writeAnnotation(annotation));
  for (const attempt of attempts) saveAttempt(db, key, attempt);
  db.sql("DELETE FROM claims WHERE key = ?").run(key);
}

function saveAttempt(
  db: Database,
  key: string,
  { outcome, httpStatus, usage, message, batch }: Attempt,
): void {
  db.sql(`
    INSERT INTO attempts
    SELECT ?1, coalesce(max(n), 0) + 1, ?2, ?3, ?4, ?5, ?6
    FROM attempts WHERE key = ?1`)
    .run(
      key,
      outcome,
      httpStatus,
      usage && JSON.stringify(usage),
      message,
      batch ?? null,
    );
}
