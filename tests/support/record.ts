import type { Annotation, Store } from "lib/annotate/store.ts";

/** Records annotations, those of one paper at the positions 0, 1 and so on. */
export function record(store: Store, ...annotations: Annotation[]): void {
  const papers = Map.groupBy(annotations, ({ doi }) => doi);
  store.record(
    [...papers].map(([doi, own]) => ({
      metadata: { doi, source: `${doi}.xml` },
      annotations: new Map(own.entries()),
      lost: null,
    })),
  );
}
