import type { Megajournal } from "lib/corpus/paper.ts";
import { pickWeighted, type Random } from "lib/stats/random.ts";

/** A journal of the demo. Real titles with "(synthetic demo)" behind them. */
export interface DemoJournal {
  readonly megajournal: Exclude<Megajournal, "other">;
  readonly title: string;
  /** First year with articles. */
  readonly since: number;
  /** Share among the papers of a year, in relation to the others. */
  readonly weight: number;
  /** Short form for DOIs: "pone". */
  readonly code: string;
}

const JOURNALS: readonly DemoJournal[] = ([
  ["BMJ", "BMJ", 1995, 2, "bmj"],
  ["BMJ", "BMJ Open", 2011, 4, "bmjopen"],
  ["PLOS", "PLOS Biology", 2003, 3, "pbio"],
  ["PLOS", "PLOS Computational Biology", 2005, 8, "pcbi"],
  ["PLOS", "PLOS Genetics", 2005, 2, "pgen"],
  ["PLOS", "PLOS ONE", 2006, 36, "pone"],
  ["FrontiersIn", "Frontiers in Neuroscience", 2007, 8, "fnins"],
  ["FrontiersIn", "Frontiers in Plant Science", 2010, 7, "fpls"],
  ["FrontiersIn", "Frontiers in Genetics", 2010, 5, "fgene"],
  ["FrontiersIn", "Frontiers in Immunology", 2010, 3, "fimmu"],
  ["FrontiersIn", "Frontiers in Microbiology", 2010, 4, "fmicb"],
  ["FrontiersIn", "Frontiers in Psychology", 2010, 3, "fpsyg"],
  ["FrontiersIn", "Frontiers in Earth Science", 2013, 3, "feart"],
  ["FrontiersIn", "Frontiers in Environmental Science", 2013, 3, "fenvs"],
  ["FrontiersIn", "Frontiers in Physics", 2013, 2, "fphy"],
  ["FrontiersIn", "Frontiers in Chemistry", 2013, 2, "fchem"],
  ["FrontiersIn", "Frontiers in Medicine", 2014, 3, "fmed"],
  ["F1000", "F1000Research", 2012, 6, "f1000research"],
] as const).map(([megajournal, title, since, weight, code]) => ({
  megajournal,
  title: `${title} (synthetic demo)`,
  since,
  weight,
  code,
}));

/** Draws one of the journals that existed in a year. */
export function drawJournal(random: Random, year: number): DemoJournal {
  return pickWeighted(
    random,
    JOURNALS,
    ({ since, weight }) => since <= year ? weight : 0,
  );
}
