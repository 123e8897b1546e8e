import assert from "node:assert/strict";
import {
  ASSUMED,
  estimateErrorRates,
} from "lib/findings/labels/plan/error_rates.ts";
import {
  planLabels,
  type PlanOptions,
} from "lib/findings/labels/plan/plan_labels.ts";
import { divide } from "lib/findings/labels/plan/strata.ts";
import { scoreShare } from "lib/stats/score_share.ts";
import { papersOf } from "tests/findings/labels/plan/planned_papers.ts";

/** 100 papers answered yes and 400 answered no. */
const PAPERS = [...papersOf("yes", 100), ...papersOf("no", 400)];
const BY_ANSWER = divide(PAPERS, ["answer"]);
const RATES = estimateErrorRates([], new Map());

function plan(options: Pick<PlanOptions, "target"> & Partial<PlanOptions>) {
  return planLabels(BY_ANSWER, {
    rates: RATES,
    labelled: 0,
    minimum: 10,
    ...options,
  });
}

const labelsOf = (made: ReturnType<typeof plan>) =>
  Object.fromEntries(made.strata.map(({ name, labels }) => [name, labels]));

const near = (value: number, expected: number, within = 5e-6) =>
  assert.ok(Math.abs(value - expected) < within, `${value}, not ${expected}`);

Deno.test("planLabels() spreads a budget as Neyman's rule does by hand", () => {
  assert.deepEqual(
    [RATES.wrongYes.share, RATES.wrongNo.share],
    [ASSUMED.wrongYes, ASSUMED.wrongNo],
  );
  // S: sqrt(0.2 · 0.8) = 0.4 and sqrt(0.05 · 0.95) = 0.217945, so that
  // N S = 40 and 87.178, and 60 labels are 18.87 and 41.13.
  const made = plan({ target: { budget: 60 } });
  assert.deepEqual(labelsOf(made), { yes: 19, no: 41 });
  // SE² = 0.2 · 0.8/500 + 0.04 · 0.81 · 0.16/19 + 0.64 · 0.8975 · 0.0475/41
  near(made.width, 2 * 1.959964 * Math.sqrt(3.2e-4 + 9.38305e-4));
  near(
    made.difference,
    (1.959964 + 0.841621) * Math.sqrt(3.2e-4 + 9.38305e-4),
  );
  near(made.expected.yes, 19 * 0.8 + 41 * 0.05);
  near(made.expected.no, 19 * 0.2 + 41 * 0.95);
  near(made.expected.disagreements, 19 * 0.2 + 41 * 0.05);
  near(made.share, 0.2 * 0.8 + 0.8 * 0.05);
});

Deno.test("planLabels() gives the smallest number for a width", () => {
  // n = (sum N S)² / (N² (SE² - 3.2e-4) + sum N S²)
  //   = 16174.2 / (82.70 + 35) = 137.4
  const made = plan({ target: { width: 0.1 } });
  assert.deepEqual(labelsOf(made), { yes: 43, no: 95 });
  assert.ok(made.width <= 0.1);
  assert.ok(plan({ target: { budget: 137 } }).width > 0.1);
});

Deno.test("planLabels() gives the smallest number for a power", () => {
  // SE = 0.06 / (1.959964 + 0.841621); n = 16174.2 / (34.67 + 35) = 232.2
  const target = { power: 0.8, difference: 0.06 };
  const made = plan({ target });
  assert.deepEqual(labelsOf(made), { yes: 73, no: 160 });
  assert.ok(made.difference <= 0.06);
  assert.ok(plan({ target: { budget: 232 } }).difference > 0.06);
});

Deno.test("planLabels() expects the width of the interval that is reported", () => {
  // 1000 papers answered yes and 4000 no, as wrong as assumed.
  const many = divide([...papersOf("yes", 1000), ...papersOf("no", 4000)], [
    "answer",
  ]);
  for (const budget of [500, 2000, 5000]) {
    const { width, strata } = planLabels(many, {
      ...{ target: { budget }, rates: RATES, labelled: 0, minimum: 10 },
    });
    const share = { yes: 0.8, no: 0.05 };
    const { low, high } = scoreShare(
      strata.map(({ name, papers, labels }) => ({
        ...{ papers: papers.length, labels, of: labels },
        positives: labels * share[name as keyof typeof share],
      })),
    );
    const ratio = width / (high - low);
    assert.ok(Math.abs(ratio - 1) < 0.03, `${budget} labels: ${ratio}`);
  }
});

Deno.test("planLabels() says what no number of labels reaches, as the papers are a sample", () => {
  // 2 · 1.96 · sqrt(0.2 · 0.8 / 500) = 0.0701 with every paper labelled.
  assert.ok(plan({ target: { width: 0.0702 } }).width <= 0.0702);
  assert.throws(
    () => plan({ target: { width: 0.07 } }),
    /^RangeError: Cannot plan labels for an interval 0\.07 wide as it is 0\.0701 even with a label for every paper/,
  );
  assert.throws(
    () => plan({ target: { power: 0.8, difference: 0.05 } }),
    /for a difference of 0\.05 as it is 0\.0501 even with/,
  );
});

Deno.test("papers that are labelled already count as known", () => {
  // Twice the papers: the labels' part of SE² is a quarter, the papers' a half.
  near(
    plan({ target: { budget: 60 }, labelled: 500 }).width,
    2 * 1.959964 * Math.sqrt(3.2e-4 / 2 + 9.38305e-4 / 4),
  );
});

Deno.test("labels stay between the minimum of each stratum and all its papers", () => {
  assert.deepEqual(labelsOf(plan({ target: { width: 0.9 } })), {
    yes: 10,
    no: 10,
  });
  const all = plan({ target: { budget: 500 } });
  assert.deepEqual(labelsOf(all), { yes: 100, no: 400 });
  assert.deepEqual(
    all.others.map(({ labels }) => labels),
    [25, 50, 100, 200, 400],
  );
  assert.throws(
    () => plan({ target: { budget: 19 } }),
    /^RangeError: Cannot plan 19 labels as there must be 20 to 500/,
  );
  assert.throws(() => plan({ target: { budget: 501 } }), /20 to 500/);
  assert.throws(
    () =>
      planLabels(new Map(), {
        ...{ target: { width: 0.1 }, rates: RATES, labelled: 9, minimum: 2 },
      }),
    /every paper of the sample has one/,
  );
});

Deno.test("a stratum of mixed answers varies by both kinds of error", () => {
  const mixed = [
    ...papersOf("yes", 30),
    ...papersOf("no", 60),
    ...papersOf("none", 10),
  ];
  const made = planLabels(divide(mixed, ["field", "year"]), {
    ...{ target: { budget: 50 }, rates: RATES, labelled: 0, minimum: 2 },
  });
  const [stratum] = made.strata;
  assert.equal(stratum!.name, "Chemistry, 2020");
  // m = 0.2 · 0.3 = 0.06, p = 0.05 · 0.6 + 0.1/2 = 0.08
  near(stratum!.disagreement, 0.14);
  near(stratum!.deviation ** 2, 0.14 - 0.02 ** 2);
});

Deno.test("divide() makes strata that do not overlap, in order", () => {
  const papers = [
    ...papersOf("yes", 2, { field: "Neuroscience", megajournal: "BMJ" }),
    ...papersOf("none", 1),
    ...papersOf("no", 3),
  ];
  const sizes = (by: Parameters<typeof divide>[1]) =>
    [...divide(papers, by)].map(([name, { length }]) => `${name}: ${length}`);
  assert.deepEqual(sizes(["answer"]), ["no: 3", "no answer: 1", "yes: 2"]);
  assert.deepEqual(sizes(["field", "megajournal"]), [
    "Chemistry, PLOS: 4",
    "Neuroscience, BMJ: 2",
  ]);
});

Deno.test("error rates come from labels where there are ten of an answer", () => {
  const papers = [...papersOf("yes", 10), ...papersOf("no", 9)];
  const labels = new Map(papers.map(({ doi }) => [doi, "no"]));
  assert.deepEqual(estimateErrorRates(papers, labels), {
    wrongYes: { share: 11 / 12, from: { papers: 10, wrong: 10 } },
    wrongNo: { share: ASSUMED.wrongNo, from: null },
  });
});
