import { createHash } from "node:crypto";
import {
  type Annotation,
  ANNOTATION_COLUMNS,
  type AnnotationRow,
  readAnnotation,
} from "lib/annotate/store/annotation.ts";
import type { Database } from "lib/annotate/store/open_database.ts";
import { StoreError } from "lib/annotate/store/store_error.ts";
import type { FunnelRow } from "lib/corpus/funnel.ts";
import type { Dropped } from "lib/corpus/paper.ts";
import type { SampledPaper } from "lib/corpus/sample.ts";

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
  /** What is asked, and of whom: another text makes another run. */
  readonly asks?: string;
  /** The command that started the run and goes on with it. */
  readonly command?: string;
}

/** The sample, funnel and list of questions asked of a store's current run. */
export interface CurrentRun {
  /**
   * Starts a run. The same run again, after a stop or in another process,
   * keeps what is there; another one replaces sample, funnel and what was
   * asked, and keeps the answers.
   *
   * @throws {Error} If another process is doing another run in this store.
   */
  begin(run: SampledCorpus): void;
  /**
   * Notes that the run asks something; the answer may have been there before.
   *
   * @throws {StoreError} If another process began another run meanwhile, as it
   * may after this one was stopped for a while; so do `lost`, `found` and
   * `finish`.
   */
  asked(doi: string, position: number, question: string, key: string): void;
  /** Notes that a sampled paper could not be read after all. */
  lost(doi: string, dropped: Dropped): void;
  /** Notes that a sampled paper was read. */
  found(source: string): void;
  /** Notes that nothing of the run is left to be asked. */
  finish(): void;
  /** True if nothing of the run is left to be asked. */
  isComplete(): boolean;
  /** Sampled papers with their annotations, by DOI, one at a time. */
  papers(): Iterable<AnnotatedPaper>;
  /** Funnel rows up to and with the sample. */
  funnel(): FunnelRow[];
  /** Items that could not become papers. */
  dropped(): Dropped[];
  /** The command that goes on with the run; null if none was noted. */
  command(): string | null;
}

/** The run that was begun here, among all that others may begin. */
export interface OwnRun extends CurrentRun {
  /** Within a transaction: true unless another run has taken its place. */
  isCurrent(): boolean;
  /** What to throw if so. */
  replaced(): StoreError;
}

/** Sampled papers read at once. */
const PAGE = 200;

const TABLES = ["sample", "asked", "funnel", "dropped", "lost", "run"] as const;

/**
 * Opens the current run of a store.
 *
 * @param owner This process's name in the store.
 */
export function openCurrentRun(db: Database, owner: string): OwnRun {
  const lost = new Set<string>();
  const noteLost = () => {
    lost.clear();
    for (const { source } of db.sql("SELECT source FROM lost").all()) {
      lost.add(source as string);
    }
  };
  let begun: string | null = null;
  const isCurrent = () =>
    begun === null || db.sql("SELECT hash FROM run").get()?.hash === begun;
  const replaced = () =>
    new StoreError(
      `Cannot go on with this run as another one was begun in the store "${db.path}" meanwhile; what is answered is kept: run the same command again after its end, or give it a --name of its own`,
    );
  const change = (work: () => void) =>
    db.write(() => {
      if (!isCurrent()) throw replaced();
      work();
    });
  return {
    isCurrent,
    replaced,
    begin(run) {
      const { command = "" } = run;
      const hash = hashOf(run);
      db.write(() => {
        const other = db.sql(`
          SELECT 1 FROM owners WHERE owner <> ? AND expires_at > ?
          AND run <> '' AND run <> ? LIMIT 1`).get(owner, Date.now(), hash);
        if (other !== undefined) {
          throw new Error(
            `Cannot start as another process is doing another run in the store "${db.path}"; wait for its end or give this run a --name of its own`,
          );
        }
        db.sql("UPDATE owners SET run = ? WHERE owner = ?").run(hash, owner);
        const before = db.sql("SELECT hash FROM run").get()?.hash;
        if (before !== hash) replaceRun(db, run, hash);
        db.sql("UPDATE run SET command = ?").run(command);
        noteLost();
      });
      begun = hash;
    },
    asked(doi, position, question, key) {
      change(() => noteAsked(db, doi, position, { question, key }));
    },
    lost(doi, { source, reason, detail }) {
      change(() => {
        db.sql("DELETE FROM asked WHERE doi = ?").run(doi);
        db.sql("INSERT OR REPLACE INTO lost VALUES (?, ?, ?)")
          .run(source, reason, detail);
      });
    },
    found(source) {
      if (!lost.delete(source)) return;
      change(() => {
        db.sql("DELETE FROM lost WHERE source = ?").run(source);
      });
    },
    finish() {
      change(() => void db.sql("UPDATE run SET complete = 1").run());
    },
    isComplete: () =>
      db.read(() => db.sql("SELECT complete FROM run").get()?.complete === 1),
    *papers() {
      const annotations = db.sql(
        `SELECT ${ANNOTATION_COLUMNS} FROM asked JOIN annotations USING (key)
         WHERE asked.doi = ? ORDER BY asked.position`,
      );
      // Not `iterate()`: where a page is damaged it ends without an error.
      const sample = db.sql(
        "SELECT * FROM sample WHERE doi > ? ORDER BY doi LIMIT ?",
      );
      for (let last = "";;) {
        const rows = db.read(() => sample.all(last, PAGE));
        for (const row of rows) {
          last = row.doi as string;
          yield {
            metadata: JSON.parse(row.metadata as string),
            stratum: row.stratum as string,
            inclusionProbability: row.inclusion_probability as number,
            annotations: db.read(() => annotations.all(last)).map((found) =>
              readAnnotation(found as unknown as AnnotationRow)
            ),
          };
        }
        if (rows.length < PAGE) return;
      }
    },
    funnel: () =>
      db.read(() =>
        db.sql("SELECT row FROM funnel ORDER BY position").all()
          .map(({ row }) => JSON.parse(row as string))
      ),
    dropped: () =>
      db.read(() =>
        db.sql(`
          SELECT source, reason, detail FROM dropped UNION ALL
          SELECT source, reason, detail FROM lost ORDER BY source, reason`)
          .all().map((row) => ({ ...row })) as unknown as Dropped[]
      ),
    command: () =>
      db.read(() =>
        (db.sql("SELECT command FROM run").get()?.command as string) || null
      ),
  };
}

/** Notes what the current run asked, within a transaction. */
export function noteAsked(
  db: Database,
  doi: string,
  position: number,
  { question, key }: Pick<Annotation, "question" | "key">,
): void {
  db.sql("INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?)")
    .run(doi, position, question, key);
}

/** A run by what it asks about which papers. */
function hashOf({ sample, funnel, dropped, asks }: SampledCorpus): string {
  const hash = createHash("sha256");
  for (const part of [...sample, ...funnel, ...dropped, asks ?? ""]) {
    hash.update(JSON.stringify(part) + "\n");
  }
  return hash.digest("hex");
}

function replaceRun(
  db: Database,
  { sample, funnel, dropped }: SampledCorpus,
  hash: string,
): void {
  for (const table of TABLES) db.sql(`DELETE FROM ${table}`).run();
  db.sql("INSERT INTO run (hash, command) VALUES (?, '')").run(hash);
  for (const { metadata, stratum, inclusionProbability } of sample) {
    db.sql("INSERT INTO sample VALUES (?, ?, ?, ?)").run(
      metadata.doi,
      JSON.stringify(metadata),
      stratum,
      inclusionProbability,
    );
  }
  for (const row of funnel) {
    db.sql("INSERT INTO funnel (row) VALUES (?)").run(JSON.stringify(row));
  }
  for (const { source, reason, detail } of dropped) {
    db.sql("INSERT INTO dropped VALUES (?, ?, ?)").run(source, reason, detail);
  }
}
