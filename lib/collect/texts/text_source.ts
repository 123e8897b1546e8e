import type { Ask, Reply } from "lib/collect/ask.ts";
import type { FoundPaper } from "lib/collect/found_papers.ts";
import type { Services } from "lib/collect/services.ts";
import { isWholeXml } from "lib/collect/texts/check_text.ts";

/** What a source of texts works with. */
export interface TextTools {
  readonly ask: Ask;
  readonly services: Services;
}

/** A place that texts come from. */
export interface TextSource {
  /** As tables name it. */
  readonly name: string;
  /** What it has of a paper, most wanted first: each an answer to a request, or why there is none. */
  candidates(
    paper: Pick<FoundPaper, "dois" | "pmcids">,
    tools: TextTools,
  ): AsyncIterable<Reply>;
}

const askText = (ask: Ask, url: string) =>
  ask({ kind: "text", url, isWhole: isWholeXml });

/** Europe PMC, which has the open-access subset of PMC. */
export const europePmcTexts: TextSource = {
  name: "europepmc",
  async *candidates({ pmcids }, { ask, services }) {
    for (const pmcid of pmcids) {
      yield askText(ask, `${services.europepmc.url}/${pmcid}/fullTextXML`);
    }
  },
};

/** The website of PLOS, one article at a time; its path serves every PLOS journal. */
export const plosTexts: TextSource = {
  name: "plos",
  async *candidates({ dois }, { ask, services }) {
    for (const doi of dois) {
      if (!doi.startsWith("10.1371/")) continue;
      yield askText(
        ask,
        `${services.plos.url}/plosone/article/file?id=${
          encodeURIComponent(doi)
        }&type=manuscript`,
      );
    }
  },
};

/** F1000Research, each version of an article by its own DOI. */
export const f1000Texts: TextSource = {
  name: "f1000",
  async *candidates({ dois }, { ask, services }) {
    for (const doi of dois) {
      if (!doi.startsWith("10.12688/")) continue;
      yield askText(
        ask,
        `${services.f1000.url}/extapi/article/xml?doi=${
          encodeURIComponent(doi)
        }`,
      );
    }
  },
};

/** The PMC open-data bucket: one folder for each version of an article. */
export const pmcTexts: TextSource = {
  name: "pmc",
  async *candidates({ pmcids }, { ask, services: { pmc: { url } } }) {
    for (const pmcid of pmcids) {
      const list = await askText(
        ask,
        `${url}/?list-type=2&delimiter=/&prefix=${pmcid}.`,
      );
      if (list.status !== 200) {
        yield list;
        continue;
      }
      const versions = [
        ...new TextDecoder().decode(list.body).matchAll(
          new RegExp(`<Prefix>${pmcid}\\.(\\d+)/</Prefix>`, "g"),
        ),
      ].map(([, version]) => Number(version)).sort((a, b) => b - a);
      const [latest] = versions;
      const name = `${pmcid}.${latest}`;
      yield latest === undefined
        ? { status: null, why: "not in the PMC open data" }
        : askText(ask, `${url}/${name}/${name}.xml`);
    }
  },
};
