import assert from "node:assert/strict";
import { parseMetadata } from "lib/corpus/metadata.ts";
import { type Selection, selectPapers } from "lib/corpus/select.ts";
import { corpusOf, paperOf } from "tests/support/papers.ts";

const PAPERS = [
  paperOf("a", { doi: "10.1/a", citedByCount: 2, fields: ["Chemistry"] }),
  paperOf("b", { doi: "10.1/b", citedByCount: 0, fields: ["Chemistry"] }),
  paperOf("c", {
    doi: "10.1/c",
    citedByCount: 5,
    fields: ["Medicine"],
    megajournal: "BMJ",
  }),
  paperOf("d", { doi: "10.1/d", citedByCount: null, fields: null }),
  paperOf("e", { doi: "10.1/e", citedByCount: 9, articleType: "editorial" }),
  paperOf("f", {
    doi: "10.1/f",
    citedByCount: 1,
    fields: null,
    articleType: "",
  }),
];
const DROPPED = [{ source: "x.xml", reason: "empty file", detail: "0 bytes" }];
const ALL: Selection = {
  size: "all",
  atLeastOne: false,
  seed: 1,
  eligible: { cited: true, fields: [16, 28] },
  metadata: null,
};

Deno.test("selectPapers() accounts for every item, step by step", async () => {
  const { funnel, sample, dropped } = await selectPapers(
    corpusOf(PAPERS, DROPPED),
    ALL,
  );
  assert.deepEqual(
    funnel.map(({ step, megajournal, reason, papers }) =>
      [step, megajournal, reason, papers].join("|")
    ),
    [
      ...["found|BMJ||1", "found|PLOS||5", "found|other||1"],
      ...["readable|BMJ||1", "readable|PLOS||5", "readable|other||0"],
      "readable|other|empty file|1",
      ...["research article|BMJ||1", "research article|PLOS||4"],
      'research article|PLOS|article type "editorial"|1',
      ...["cited|BMJ||1", "cited|PLOS||2"],
      ...["cited|PLOS|citations unknown|1", "cited|PLOS|never cited|1"],
      ...["natural science|BMJ||0", "natural science|BMJ|other fields only|1"],
      ...["natural science|PLOS||1", "natural science|PLOS|fields unknown|1"],
      "sampled|PLOS||1",
    ],
  );
  assert.deepEqual(sample.map(({ metadata }) => metadata.doi), ["10.1/a"]);
  assert.deepEqual(dropped, DROPPED);
});

Deno.test("selectPapers() says which steps were not applied where nothing is known", async () => {
  const bare = PAPERS.map((paper) => ({
    ...paper,
    citedByCount: null,
    fields: null,
  }));
  const { funnel, sample } = await selectPapers(corpusOf(bare), ALL);
  assert.equal(sample.length, 5);
  const notes = funnel.filter(({ reason }) => reason.startsWith("not applied"));
  assert.deepEqual(
    new Set(notes.map(({ step, reason }) => `${step}: ${reason}`)),
    new Set([
      "cited: not applied: no citation counts are known",
      "natural science: not applied: no fields are known",
    ]),
  );
  assert.ok(notes.every(({ papers }) => papers === 0));
});

Deno.test("selectPapers() joins the metadata file before it looks at citations", async () => {
  const metadata = parseMetadata(
    "doi,cited_by_count,fields\n10.1/d,4,Neuroscience\n",
    "m.csv",
  );
  const { sample } = await selectPapers(corpusOf(PAPERS), { ...ALL, metadata });
  assert.deepEqual(sample.map(({ metadata }) => metadata.doi), [
    "10.1/a",
    "10.1/d",
  ]);
});

Deno.test("selectPapers() keeps all research articles if the study asks for nothing", async () => {
  const { sample } = await selectPapers(corpusOf(PAPERS), {
    ...ALL,
    eligible: null,
  });
  assert.equal(sample.length, 5);
});

Deno.test("selectPapers() applies the conditions of a metadata file that knows none of the papers, and says so", async () => {
  const bare = PAPERS.map((paper) => ({
    ...paper,
    citedByCount: null,
    fields: null,
  }));
  const metadata = parseMetadata(
    "doi,cited_by_count,fields\n10.9/x,4,16\n",
    "m.csv",
  );
  const { sample, funnel, warnings } = await selectPapers(corpusOf(bare), {
    ...ALL,
    metadata,
  });
  assert.deepEqual(sample, []);
  assert.match(warnings.join(), /knows none of the 6 papers by DOI/);
  const cited = funnel.filter(({ step, papers }) =>
    step === "cited" && papers > 0
  );
  assert.deepEqual(
    new Set(cited.map(({ reason }) => reason)),
    new Set(["citations unknown"]),
  );
  // A step that nobody reaches still has its row.
  assert.ok(
    funnel.some(({ step, papers }) => step === "sampled" && papers === 0),
  );
});
