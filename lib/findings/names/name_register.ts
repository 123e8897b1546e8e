import type { NamedThing, NameReader } from "lib/findings/model_names.ts";
import { entry } from "lib/findings/tally.ts";
import { byCodeUnit } from "lib/order.ts";

/** Reads the names of a run, and remembers how each unlisted one was spelled. */
export interface NameRegister {
  /** What a name stands for; the spelling is counted. */
  read(name: string): readonly NamedThing[];
  /** The name of a thing: canonical, or the commonest spelling of an unlisted one. */
  nameOf(thing: NamedThing): string;
}

/** Opens the register of one sort of name. */
export function openNameRegister(readName: NameReader): NameRegister {
  const spellings = new Map<string, Map<string, number>>();
  return {
    read(name) {
      const things = readName(name);
      for (const thing of things) {
        if (thing.isListed) continue;
        const counts = entry(spellings, thing.key, () => new Map());
        counts.set(thing.name, (counts.get(thing.name) ?? 0) + 1);
      }
      return things;
    },
    nameOf({ key, name }) {
      const counts = spellings.get(key);
      if (counts === undefined) return name;
      const [commonest] = [...counts].sort(([a, x], [b, y]) =>
        y - x || byCodeUnit(a, b)
      );
      return commonest![0];
    },
  };
}
