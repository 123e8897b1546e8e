import { createHash } from "node:crypto";
import {
  type Annotation,
  ANNOTATION_COLUMNS,
  type AnnotationRow,
  readAnnotation,
} from "lib/annotate/store/annotation.ts";
import type { Database } from "lib/annotate/store/open_database.ts";
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
  /** Notes that the run asks something; the answer may have been there before. */
  asked(doi: string, position: number, question: string, key: string): void;
  /** Notes that a sampled paper could not be read after all. */
  lost(doi: string, dropped: Dropped): void;
  /** Notes that a sampled paper was read. */
  found(source: string): void;
  /** Sampled papers with their annotations, by DOI, one at a time. */
  papers(): Iterable<AnnotatedPaper>;
  /** Funnel rows up to and with the sample. */
  funnel(): FunnelRow[];
  /** Items that could not become papers. */
  dropped(): Dropped[];
  /** The command that goes on with the run; null if none was noted. */
  command(): string | null;
}

const TABLES = ["sample", "asked", "funnel", "dropped", "lost", "run"] as const;

/**
 * Opens the current run of a store.
 *
 * @param owner This process's name in the store.
 */
export function openCurrentRun(db: Database, owner: string): CurrentRun {
  const lost = new Set<string>();
  const noteLost = () => {
    lost.clear();
    for (const { source } of db.sql("SELECT source FROM lost").iterate()) {
      lost.add(source as string);
    }
  };
  return {
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
    },
    asked(doi, position, question, key) {
      db.run(
        "INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?)",
        doi,
        position,
        question,
        key,
      );
    },
    lost(doi, { source, reason, detail }) {
      db.write(() => {
        db.sql("DELETE FROM asked WHERE doi = ?").run(doi);
        db.sql("INSERT OR REPLACE INTO lost VALUES (?, ?, ?)")
          .run(source, reason, detail);
      });
    },
    found(source) {
      if (lost.delete(source)) {
        db.run("DELETE FROM lost WHERE source = ?", source);
      }
    },
    *papers() {
      const annotations = db.sql(
        `SELECT ${ANNOTATION_COLUMNS} FROM asked JOIN annotations USING (key)
         WHERE asked.doi = ? ORDER BY asked.position`,
      );
      const sample = db.sql("SELECT * FROM sample ORDER BY doi");
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
    funnel: () =>
      db.sql("SELECT row FROM funnel ORDER BY position").all()
        .map(({ row }) => JSON.parse(row as string)),
    dropped: () =>
      db.sql(`
        SELECT source, reason, detail FROM dropped UNION ALL
        SELECT source, reason, detail FROM lost ORDER BY source, reason`)
        .all().map((row) => ({ ...row })) as unknown as Dropped[],
    command: () =>
      (db.sql("SELECT command FROM run").get()?.command as string) || null,
  };
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
  db.sql("INSERT INTO run VALUES (?, '')").run(hash);
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
