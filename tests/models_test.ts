import assert from "node:assert/strict";
import {
  loadModels,
  nameKey,
  parseModels,
} from "lib/annotate/lexicon/models.ts";

const HEADER = "canonical,family,modality,aliases,year,source\n";

Deno.test("data/models.csv holds 250 models or more, and keeps versions apart", () => {
  const models = loadModels();
  assert.ok(models.length >= 250, `${models.length}`);
  const byName = new Map(models.map((model) => [model.canonical, model]));
  for (
    const [one, other] of [
      ["ResNet-50", "ResNet-101"],
      ["AlphaFold", "AlphaFold 2"],
      ["VGG-16", "VGG-19"],
      ["ESM-1b", "ESM-2"],
    ]
  ) {
    assert.notEqual(byName.get(one!), undefined);
    assert.equal(byName.get(one!)!.family, byName.get(other!)!.family);
  }
});

Deno.test("data/models.csv gives years that fit the numbers of the preprints", () => {
  for (const { canonical, year, source } of loadModels()) {
    const number = source.match(/^arXiv:(\d\d)(\d\d)\.\d{4,5}$/);
    assert.ok(
      number || /^doi:10\.\d{4,5}\/\S+$/.test(source) ||
        /^\S.* (19|20)\d\d(, .+)?$/.test(source),
      `${canonical}: ${source}`,
    );
    if (!number) continue;
    const preprint = 2000 + Number(number[1]);
    assert.ok(Number(number[2]) >= 1 && Number(number[2]) <= 12, source);
    // Some models were released up to two years before their paper.
    assert.ok(preprint - year >= 0 && preprint - year <= 2, canonical);
  }
});

Deno.test("parseModels() reads aliases, and quotes and line ends as CSV has them", () => {
  const csv = "\ufeff" + HEADER.replace("\n", "\r\n") +
    '"Net, large",Net,vision,"A-1; B ;",2020,"Doe 2020, Venue"\r\n';
  assert.deepEqual(parseModels(csv), [{
    canonical: "Net, large",
    family: "Net",
    modality: "vision",
    aliases: ["A-1", "B"],
    year: 2020,
    source: "Doe 2020, Venue",
  }]);
});

Deno.test("parseModels() names the line that is wrong", () => {
  const cases: [rows: string, message: RegExp][] = [
    [
      "A,A,vision,,2020,x\nB,,vision,,2020,x\n",
      /line 3 has no value for "family"/,
    ],
    ["A,A,vision,,soon,x\n", /line 2 has no year but "soon"/],
    [
      "ResNet-50,A,vision,,2020,x\nB,A,vision,resnet 50,2020,x\n",
      /line 3 gives "B" the name "resnet 50", which is taken by "ResNet-50"/,
    ],
  ];
  for (const [rows, message] of cases) {
    assert.throws(() => parseModels(HEADER + rows), message);
  }
});

Deno.test("nameKey() takes spellings of one name together and versions apart", () => {
  assert.equal(nameKey("ResNet–50"), nameKey("resnet 50"));
  assert.notEqual(nameKey("U-Net"), nameKey("U-Net++"));
});
