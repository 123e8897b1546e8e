import assert from "node:assert/strict";
import { ppiMean } from "lib/stats/ppi_mean.ts";
import { ppiMeanStratified } from "lib/stats/ppi_mean_stratified.ts";
import { isSmallCell } from "lib/stats/small_cell.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

// deno-fmt-ignore
const SHARE = {
  y: [1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0],
  yhat: [1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0],
  yhatUnlabelled: [1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0],
};
const MEASURE = {
  y: [0.2, 1.5, -0.7, 2.2, 0.9],
  yhat: [0.6, 1.1, -0.2, 2.9, 0.1],
  yhatUnlabelled: [1.3, 0.4, -1, 2, 0.7, 3.1, 0.2],
};

Deno.test("ppiMean() matches ppi_py", () => {
  // ppi_py 0.2.3, ppi_mean_pointestimate() and ppi_mean_ci().
  const plain = ppiMean(SHARE, { lambda: 1 });
  assertNear(plain.estimate, 0.3);
  assertNear(plain.se, 0.1561694236683);
  assertLimits(plain, [-0.006086445876245, 0.606086445876244]);
  const tuned = ppiMean(SHARE);
  assertNear(tuned.estimate, 0.320286195286195);
  assertNear(tuned.lambda, (1 / 3 - 0.320286195286195) / (1 / 30));
  assertNear(tuned.se, 0.117914329022562);
  assertLimits(tuned, [0.089178357140769, 0.551394033431622]);
  const fixed = ppiMean(SHARE, { lambda: 0.3, confidence: 0.8 });
  assertNear(fixed.estimate, 0.323333333333333);
  assertLimits(fixed, [0.170695534434958, 0.475971132231709]);
  const measure = ppiMean(MEASURE);
  assertNear(measure.estimate, 0.840760563380282);
  assertNear(measure.se, 0.35562812409196);
  assert.equal(measure.humanOnly, null);
});

Deno.test("ppiMean() at lambda 0 is the mean of the human labels", () => {
  const { estimate, se } = ppiMean(SHARE, { lambda: 0 });
  assertNear(estimate, 4 / 12);
  assertNear(se, Math.sqrt((1 / 3) * (2 / 3) / 12));
  assert.deepEqual(ppiMean(SHARE).humanOnly, wilsonInterval(4, 12));
});

Deno.test("ppiMean() clips lambda and drops an annotator that says always the same", () => {
  const opposite = SHARE.yhat.map((answer) => 1 - answer);
  assert.equal(ppiMean({ ...SHARE, yhat: opposite }).lambda, 0);
  // Answers a tenth as large would deserve a lambda of about ten.
  const tenth = {
    y: SHARE.y,
    yhat: SHARE.y.map((label) => label / 10),
    yhatUnlabelled: SHARE.yhatUnlabelled.map((answer) => answer / 10),
  };
  assert.equal(ppiMean(tenth).lambda, 1);
  const constant = ppiMean({
    y: SHARE.y,
    yhat: SHARE.y.map(() => 0.7),
    yhatUnlabelled: [0.7, 0.7, 0.7],
  });
  assert.equal(constant.lambda, 0);
  assertNear(constant.estimate, 4 / 12);
  assert.ok(ppiMean({ ...SHARE, yhatUnlabelled: [1] }).lambda > 0);
});

Deno.test("ppiMean() uses the labels alone if every paper is labelled", () => {
  const all = { ...SHARE, yhatUnlabelled: [] };
  assert.equal(ppiMean(all).lambda, 0);
  assertNear(ppiMean(all).estimate, 4 / 12);
  assert.throws(() => ppiMean(all, { lambda: 1 }), /no other is left/);
});

Deno.test("ppiMean() withholds limits and offers the labels' own where nothing varies", () => {
  const none = ppiMean({
    y: [0, 0, 0],
    yhat: [0, 1, 0],
    yhatUnlabelled: [0, 1],
  });
  assert.deepEqual([none.se, none.low, none.high], [0, null, null]);
  assert.deepEqual(none.flags, ["degenerate_se", "small_cell"]);
  assert.deepEqual(none.humanOnly, wilsonInterval(0, 3));
  // The mean of six times 0.7 is not 0.7 in floating point.
  const six = Array(6).fill(0.7);
  assert.equal(ppiMean({ y: six, yhat: six, yhatUnlabelled: [0.7] }).se, 0);
  // No disagreement: the labels add no variance, which is no certainty.
  const same = ppiMean({ ...SHARE, yhat: SHARE.y }, { lambda: 1 });
  assert.ok(same.se > 0 && same.flags.includes("degenerate_se"));
});

Deno.test("ppiMean() says how it was computed and whether the cell is small", () => {
  const y = [...Array(10).fill(1), ...Array(10).fill(0)];
  const yhatUnlabelled = [1, 0, 0];
  const enough = ppiMean({ y, yhat: y.toReversed(), yhatUnlabelled });
  assert.deepEqual([enough.method, enough.flags], ["ppi_tuned", []]);
  const alike = ppiMean({ y, yhat: y, yhatUnlabelled }, { lambda: 0 });
  assert.deepEqual([alike.method, alike.flags], ["ppi", ["small_cell"]]);
  // Labels are shares whatever the answers are, and the other way round.
  const scores = y.map((_, i) => i / 20);
  assert.deepEqual(
    ppiMean({ y, yhat: scores, yhatUnlabelled }).humanOnly,
    wilsonInterval(10, 20),
  );
  assert.equal(ppiMean({ y: scores, yhat: y, yhatUnlabelled }).humanOnly, null);
});

Deno.test("isSmallCell() asks for ten positives, negatives and disagreements", () => {
  const labels = (positives: number, negatives: number) => [
    ...Array(positives).fill(1),
    ...Array(negatives).fill(0),
  ];
  const flipped = (list: number[], n: number) =>
    list.map((label, i) => i < n ? 1 - label : label);
  const enough = labels(10, 10);
  assert.equal(isSmallCell(enough, flipped(enough, 10)), false);
  assert.equal(isSmallCell(enough, flipped(enough, 9)), true);
  assert.equal(isSmallCell(labels(9, 30), flipped(labels(9, 30), 20)), true);
  assert.equal(isSmallCell(labels(30, 9), flipped(labels(30, 9), 20)), true);
  assert.equal(isSmallCell([0.5, 1], [0, 0]), false);
});

Deno.test("ppiMean() refuses a single label, other lengths and no numbers", () => {
  assert.throws(
    () => ppiMean({ y: [1], yhat: [1], yhatUnlabelled: [1, 0] }),
    /two or more papers must be labelled/,
  );
  assert.throws(
    () => ppiMean({ ...SHARE, yhat: [1, 0] }),
    /equally long/,
  );
  for (const name of ["y", "yhat", "yhatUnlabelled"] as const) {
    assert.throws(
      () => ppiMean({ ...SHARE, [name]: SHARE[name].with(1, NaN) }),
      new RegExp(` as ${name}\\[1\\] must be finite`),
    );
  }
  assert.throws(
    () => ppiMean(SHARE, { lambda: Infinity }),
    /lambda must be finite/,
  );
});

Deno.test("ppiMeanStratified() weighs strata by their papers", () => {
  // ppi_py 0.2.3 in each stratum; 32 and 12 papers.
  const result = ppiMeanStratified([
    { stratum: "2020", population: 32, ...SHARE },
    { stratum: "2021", population: 12, ...MEASURE },
  ]);
  assertNear(result.estimate, 0.46223375022094615);
  assertNear(result.se, 0.12946440077055416);
  const z = 1.959963984540054;
  assertLimits(result, [
    0.46223375022094615 - z * 0.12946440077055416,
    0.46223375022094615 + z * 0.12946440077055416,
  ]);
  assert.deepEqual(result.strata.map(({ stratum }) => stratum), [
    "2020",
    "2021",
  ]);
  assertNear(result.strata[0]?.estimate, 0.320286195286195);
  assert.equal(result.n, 17);
});

Deno.test("ppiMeanStratified() of one stratum is ppiMean()", () => {
  const one = ppiMeanStratified(
    [{ stratum: "all", population: 32, ...SHARE }],
    { lambda: 1, confidence: 0.9 },
  );
  const plain = ppiMean(SHARE, { lambda: 1, confidence: 0.9 });
  assertNear(one.estimate, plain.estimate);
  assertLimits(one, [plain.low!, plain.high!]);
  assert.deepEqual(one.flags, ["small_cell"]);
});

Deno.test("ppiMeanStratified() flags a stratum without variation and withholds limits if none varies", () => {
  const still = {
    stratum: "still",
    population: 5,
    y: [0, 0],
    yhat: [0, 0],
    yhatUnlabelled: [0, 0, 0],
  };
  const mixed = ppiMeanStratified([
    { stratum: "2020", population: 32, ...SHARE },
    still,
  ]);
  assert.ok(mixed.flags.includes("degenerate_se") && mixed.low !== null);
  const { low, high } = ppiMeanStratified([still]);
  assert.deepEqual([low, high], [null, null]);
});

Deno.test("ppiMeanStratified() refuses strata it cannot use", () => {
  assert.throws(() => ppiMeanStratified([]), /no observations/);
  assert.throws(
    () => ppiMeanStratified([{ stratum: "x", population: 31, ...SHARE }]),
    /stratum "x" lists more papers than it has: 32 of 31/,
  );
  assert.throws(
    () =>
      ppiMeanStratified([{
        stratum: "x",
        population: 3,
        y: [1],
        yhat: [1],
        yhatUnlabelled: [0],
      }]),
    /two or more papers/,
  );
});
