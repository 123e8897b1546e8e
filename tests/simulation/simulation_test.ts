import assert from "node:assert/strict";
import { mean } from "simple-statistics";
import { binomialDraws } from "lib/simulation/binomial_draws.ts";
import { coverageTable } from "lib/simulation/coverage_table.ts";
import { answerChances, studyDraws } from "lib/simulation/draw_study.ts";
import { applyMethods } from "lib/simulation/methods.ts";
import { simulationSettings } from "lib/simulation/setting.ts";
import { simulateSetting } from "lib/simulation/simulate_setting.ts";
import { simulateSettings } from "lib/simulation/simulate_settings.ts";
import { binomialCdf } from "lib/stats/distributions.ts";
import { prng } from "lib/stats/random.ts";
import { ALL, PART } from "tests/simulation/settings.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("binomialDraws() inverts the distribution function", () => {
  for (const [n, p] of [[7, 0.3], [400, 0.02], [17_511, 0.25], [60, 0.99]]) {
    for (const u of [0.0001, 0.2, 0.5, 0.9, 0.99999]) {
      const drawn = binomialDraws(() => u)(n!, p!);
      assert.ok(binomialCdf(drawn, n!, p!) > u - 1e-9);
      assert.ok(drawn === 0 || binomialCdf(drawn - 1, n!, p!) <= u + 1e-9);
    }
  }
  const draw = binomialDraws(() => 0.5);
  assert.deepEqual([draw(0, 0.5), draw(9, 0), draw(9, 1)], [0, 0, 9]);
});

Deno.test("answerChances() follow from the truth and the error rates", () => {
  const [yes, no] = answerChances(ALL);
  // 0.3 · 0.85 found and 0.7 · 0.07 taken for it.
  assertNear(yes?.answer, 0.255 + 0.049);
  assertNear(yes?.positive, 0.255 / 0.304);
  assertNear(no?.positive, 0.045 / 0.696);
  const cells = answerChances(PART);
  // 0.6 · 0.95 pass the gate rightly, 0.4 · 0.05 wrongly.
  assertNear(
    cells[0]?.answer,
    0.57 * 0.2 * 0.8 + 0.57 * 0.8 * 0.03 + 0.02 * 0.03,
  );
  assertNear(cells[2]?.answer, 0.03 + 0.38);
  assertNear(cells[2]?.positive, 0.03 * 0.2 / 0.41);
  assertNear(cells[2]?.other, 0.03 * 0.8 / (0.41 - 0.006));
  assertNear(cells.reduce((sum, { answer }) => sum + answer, 0), 1);
});

Deno.test("studyDraws() draws all papers and labels, as many of each answer if stratified", () => {
  for (const setting of [ALL, PART]) {
    for (const design of ["simple", "stratified"] as const) {
      const draw = studyDraws(
        { ...setting, design },
        binomialDraws(prng("draws")),
      );
      let [outsideLabels, outsideMembers] = [0, 0];
      for (let i = 0; i < 50; i++) {
        const cells = draw();
        outsideLabels += cells[2]?.labels ?? 0;
        outsideMembers += cells[2]?.of ?? 0;
        const sum = (count: "papers" | "labels") =>
          cells.reduce((all, cell) => all + cell[count], 0);
        assert.deepEqual([sum("papers"), sum("labels")], [2000, 100]);
        for (const { papers, labels, of, positives } of cells) {
          assert.ok(positives <= of && of <= labels && labels <= papers);
          if (setting.of === "all") assert.equal(of, labels);
          if (design === "stratified") {
            assert.ok(labels >= Math.floor(100 / cells.length));
          }
        }
      }
      if (setting.of === "part") {
        // 0.6 · 0.05 missed by the gate, of 0.03 + 0.4 · 0.95 outside.
        assertNear(outsideMembers / outsideLabels, 0.03 / 0.41, 0.02);
      }
    }
  }
});

Deno.test("studyDraws() gives labels that a rare answer lacks to the commonest", () => {
  const rare = { ...ALL, prevalence: 0.01, specificity: 0.999 };
  const draw = studyDraws(
    { ...rare, papers: 300, design: "stratified" },
    binomialDraws(prng("rare")),
  );
  const [yes, no] = draw();
  assert.equal(yes?.labels, yes?.papers);
  assert.equal(no?.labels, 100 - yes!.labels);
});

Deno.test("simulateSettings() gives the same numbers for any number of workers", async () => {
  const settings = [ALL, PART, { ...PART, design: "stratified" as const }];
  const run = { studies: 40, seed: 9 };
  const alone = await simulateSettings(settings, { ...run, workers: 1 });
  let done = 0;
  const together = await simulateSettings(settings, {
    ...{ ...run, workers: 3 },
    onProgress: (count) => done = count,
  });
  assert.deepEqual(together, alone);
  assert.deepEqual(alone[0], simulateSetting(ALL, run));
  assert.notDeepEqual(simulateSetting(ALL, { ...run, seed: 10 }), alone[0]);
  assert.equal(done, 3);
});

Deno.test("simulateSettings() stops when it is told to", async () => {
  await assert.rejects(
    simulateSettings([ALL, PART], {
      ...{ studies: 1e9, seed: 1, workers: 1 },
      signal: AbortSignal.timeout(50),
    }),
    { name: "TimeoutError" },
  );
});

Deno.test("simulateSetting() finds that raw intervals fail and reported ones do not", () => {
  const scores = new Map(
    simulateSetting({ ...ALL, prevalence: 0.1 }, { studies: 1000, seed: 3 })
      .map((score) => [score.method, score]),
  );
  const [raw, reported] = [scores.get("raw")!, scores.get("adjusted")!];
  // 0.1 · 0.85 + 0.9 · 0.07 - 0.1
  assertNear(raw.bias, 0.048, 0.001);
  assert.ok(raw.covered < 10);
  assert.equal(raw.used, raw.covered + raw.below + raw.above);
  assert.ok(reported.covered / reported.used > 0.92);
  assert.ok(Math.abs(reported.bias) < 0.005);
});

Deno.test("simulateSetting() counts where the intervals of each study lie", () => {
  const draw = studyDraws(
    ALL,
    binomialDraws(prng(`3/${JSON.stringify(ALL)}`)),
  );
  const results = Array.from({ length: 200 }, () => applyMethods(draw(), ALL))
    .flat();
  const scores = simulateSetting(ALL, { studies: 200, seed: 3 });
  assert.deepEqual(
    new Set(scores.map(({ method }) => method)),
    new Set(results.map(({ method }) => method)),
  );
  for (const { method, used, below, above, covered, bias, width } of scores) {
    const own = results.filter((result) => result.method === method);
    const count = (where: (low: number, high: number) => boolean) =>
      own.filter(({ low, high }) => where(low, high)).length;
    assert.equal(used, own.length);
    assert.equal(below, count((_, high) => high < 0.3));
    assert.equal(above, count((low) => low > 0.3));
    assert.equal(covered, count((low, high) => low <= 0.3 && 0.3 <= high));
    assertNear(bias, mean(own.map(({ estimate }) => estimate)) - 0.3);
    assertNear(width, mean(own.map(({ low, high }) => high - low)));
  }
});

Deno.test("coverageTable() has shares of the studies in which a method gave an interval", () => {
  const { rows, columns } = coverageTable([ALL], [[{
    method: "score",
    ...{ used: 800, covered: 760, below: 30, above: 10 },
    ...{ bias: -0.00012, width: 0.123456 },
  }]], 1000);
  assert.deepEqual(rows, [{
    ...ALL,
    ...{ method: "score", studies: 1000, used: 0.8, coverage: 0.95 },
    // sqrt(0.95 · 0.05 / 800)
    ...{ coverage_se: 0.0077, below: 0.0375, above: 0.0125 },
    ...{ bias: -0.0001, width: 0.1235 },
  }]);
  assert.deepEqual(new Set(columns), new Set(Object.keys(rows[0]!)));
  const result = { method: "score", used: 10, covered: 9, below: 0, above: 1 };
  const two = coverageTable([ALL, PART], [
    [{ ...result, bias: 0.01, width: 0.1 }],
    [{ ...result, bias: -0.00001, width: 0.2 }],
  ], 10);
  assert.deepEqual(
    two.rows.map((row) => [row.of, row.bias, row.width]),
    [["all", 0.01, 0.1], ["part", 0, 0.2]], // not -0
  );
});

Deno.test("simulationSettings() are all different and span what they should", () => {
  const settings = simulationSettings();
  assert.equal(
    new Set(settings.map((setting) => JSON.stringify(setting))).size,
    settings.length,
  );
  const span = (key: "prevalence" | "labels" | "papers" | "sensitivity") => {
    const values = settings.filter(({ of }) => of === "all")
      .map((setting) => setting[key]);
    return [Math.min(...values), Math.max(...values)];
  };
  assert.deepEqual(span("prevalence"), [0.01, 0.5]);
  assert.deepEqual(span("labels"), [20, 1000]);
  assert.deepEqual(span("papers"), [300, 17_511]);
  assert.deepEqual(span("sensitivity"), [0.7, 0.99]);
});
