import type { Theme } from "lib/corpus/demo/theme.ts";
import type { Megajournal } from "lib/corpus/paper.ts";
import { pickWeighted, type Random } from "lib/stats/random.ts";

/** A journal of the demo. Real titles with "(synthetic demo)" behind them. */
export interface DemoJournal {
  readonly megajournal: Exclude<Megajournal, "other">;
  readonly title: string;
  /** First year with articles. */
  readonly since: number;
  /** Share among the titles of its megajournal that print a theme, in relation to the others. */
  readonly weight: number;
  /** Short form for DOIs: "pone". */
  readonly code: string;
}

/**
 * How often papers are in a megajournal, in relation to the others. BMJ prints
 * clinical papers only, of which it holds a larger share.
 */
const MEGAJOURNALS = [
  ["PLOS", 49],
  ["FrontiersIn", 43],
  ["F1000", 7.5],
  ["BMJ", 17],
] as const;

const JOURNALS: readonly DemoJournal[] = ([
  ["BMJ", "BMJ", 1995, 3, "bmj"],
  ["BMJ", "BMJ Open", 2011, 6, "bmjopen"],
  ["BMJ", "BMJ Open Ophthalmology", 2016, 2, "bmjophth"],
  ["BMJ", "BMJ Open Sport and Exercise Medicine", 2015, 2, "bmjosem"],
  ["PLOS", "PLOS ONE", 2006, 30, "pone"],
  ["PLOS", "PLOS Biology", 2003, 3, "pbio"],
  ["PLOS", "PLOS Medicine", 2004, 5, "pmed"],
  ["PLOS", "PLOS Computational Biology", 2005, 9, "pcbi"],
  ["PLOS", "PLOS Genetics", 2005, 6, "pgen"],
  ["PLOS", "PLOS Pathogens", 2005, 5, "ppat"],
  ["PLOS", "PLOS Climate", 2022, 6, "pclm"],
  ["PLOS", "PLOS Water", 2022, 6, "pwat"],
  ["PLOS", "PLOS Digital Health", 2022, 8, "pdig"],
  ["FrontiersIn", "Frontiers in Neuroscience", 2007, 8, "fnins"],
  ["FrontiersIn", "Frontiers in Neural Circuits", 2007, 2, "fncir"],
  ["FrontiersIn", "Frontiers in Human Neuroscience", 2008, 4, "fnhum"],
  ["FrontiersIn", "Frontiers in Plant Science", 2010, 9, "fpls"],
  ["FrontiersIn", "Frontiers in Genetics", 2010, 5, "fgene"],
  ["FrontiersIn", "Frontiers in Immunology", 2010, 8, "fimmu"],
  ["FrontiersIn", "Frontiers in Microbiology", 2010, 8, "fmicb"],
  ["FrontiersIn", "Frontiers in Psychology", 2010, 6, "fpsyg"],
  ["FrontiersIn", "Frontiers in Endocrinology", 2010, 3, "fendo"],
  ["FrontiersIn", "Frontiers in Earth Science", 2013, 7, "feart"],
  [
    "FrontiersIn",
    "Frontiers in Environmental Science",
    2013,
    4,
    "fenvs",
  ],
  ["FrontiersIn", "Frontiers in Ecology and Evolution", 2013, 5, "fevo"],
  ["FrontiersIn", "Frontiers in Physics", 2013, 6, "fphy"],
  ["FrontiersIn", "Frontiers in Chemistry", 2013, 7, "fchem"],
  ["FrontiersIn", "Frontiers in Energy Research", 2013, 3, "fenrg"],
  [
    "FrontiersIn",
    "Frontiers in Cell and Developmental Biology",
    2013,
    5,
    "fcell",
  ],
  [
    "FrontiersIn",
    "Frontiers in Bioengineering and Biotechnology",
    2013,
    3,
    "fbioe",
  ],
  ["FrontiersIn", "Frontiers in Medicine", 2014, 6, "fmed"],
  ["FrontiersIn", "Frontiers in Surgery", 2014, 4, "fsurg"],
  ["FrontiersIn", "Frontiers in Materials", 2014, 5, "fmats"],
  ["FrontiersIn", "Frontiers in Molecular Biosciences", 2014, 6, "fmolb"],
  ["FrontiersIn", "Frontiers in Robotics and AI", 2014, 4, "frobt"],
  [
    "FrontiersIn",
    "Frontiers in Astronomy and Space Sciences",
    2014,
    7,
    "fspas",
  ],
  ["FrontiersIn", "Frontiers in Mechanical Engineering", 2015, 5, "fmech"],
  ["FrontiersIn", "Frontiers in Built Environment", 2015, 4, "fbuil"],
  ["FrontiersIn", "Frontiers in Education", 2016, 6, "feduc"],
  ["FrontiersIn", "Frontiers in Computer Science", 2019, 5, "fcomp"],
  ["FrontiersIn", "Frontiers in Sustainable Cities", 2019, 5, "fsusc"],
  [
    "FrontiersIn",
    "Frontiers in Communications and Networks",
    2020,
    5,
    "fcomm",
  ],
  ["F1000", "F1000Research", 2012, 1, "f1000research"],
] as const).map(([megajournal, title, since, weight, code]) => ({
  megajournal,
  title: `${title} (synthetic demo)`,
  since,
  weight,
  code,
}));

/** Journals that print papers of all themes. */
const GENERAL: ReadonlySet<string> = new Set(["pone", "f1000research"]);

/** The journals of a year that print a theme. */
export function journalsFor(
  { journals }: Theme,
  year: number,
): readonly DemoJournal[] {
  return JOURNALS.filter(({ since, code }) =>
    since <= year && (GENERAL.has(code) || journals.includes(code))
  );
}

/**
 * Draws one of the journals of a year that print a theme: first the megajournal,
 * then its title.
 */
export function drawJournal(
  random: Random,
  theme: Theme,
  year: number,
): DemoJournal {
  const titles = Map.groupBy(
    journalsFor(theme, year),
    ({ megajournal }) => megajournal,
  );
  const [drawn] = pickWeighted(
    random,
    MEGAJOURNALS,
    ([megajournal, weight]) => titles.has(megajournal) ? weight : 0,
  );
  return pickWeighted(random, titles.get(drawn)!, ({ weight }) => weight);
}
