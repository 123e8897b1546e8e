import assert from "node:assert/strict";
import { bootstrapInterval } from "lib/stats/bootstrap_interval.ts";
import { assertLimits, assertNear } from "tests/stats/near.ts";

const DATA = [1.5, 2, 0.5, 3.5, 9, 2.5];
const MEAN = 19 / 6;
const LEAVE_ONE_OUT = DATA.map((x) => ({ value: (19 - x) / 5, papers: 1 }));
// deno-fmt-ignore
const REPLICATES = [
  3.5, 2.25, 1.75, 5, 2.75, 3.25, 4, 6.25, 2.5, 3,
  1.5, 4.75, 3.75, 2, 5.5, MEAN, 2.9, 3.6, 4.4, 2.2,
];
const INPUT = {
  n: 6,
  estimate: MEAN,
  replicates: REPLICATES,
  leaveOneOut: LEAVE_ONE_OUT,
};

Deno.test("bootstrapInterval() matches scipy on the same replicates", () => {
  // scipy 1.12.0, bootstrap(n_resamples=0, bootstrap_result=…, confidence 0.8).
  const result = bootstrapInterval(INPUT, { confidence: 0.8 });
  assertLimits(result.percentile, [1.975, 5.05]);
  assertLimits(result.bca, [1.9952280507124371, 5.099572097991905]);
  assertNear(result.se, 1.281896837863319);
  assertNear(result.z0, -0.06270677794321385);
  assertNear(result.acceleration, 0.09295272591530213);
  assert.equal(result.method, "bootstrap_bca");
  assert.deepEqual(result.flags, []);
});

Deno.test("bootstrapInterval() counts equal leave-one-out values by their papers", () => {
  const spread = [1, 1, 1, 4].map((value) => ({ value, papers: 1 }));
  const counted = [{ value: 1, papers: 3 }, { value: 4, papers: 1 }];
  const [one, other] = [spread, counted].map((leaveOneOut) =>
    bootstrapInterval({ ...INPUT, leaveOneOut })
  );
  assertNear(one?.acceleration, other!.acceleration!, 1e-15);
});

Deno.test("bootstrapInterval() falls back to the percentile where BCa is undefined", () => {
  const constant = bootstrapInterval({ ...INPUT, replicates: [2, 2, 2] });
  assert.deepEqual(constant.percentile, [2, 2]);
  assert.deepEqual([constant.bca, constant.se], [null, 0]);
  assert.deepEqual(constant.flags, ["bca_undefined", "degenerate_se"]);
  for (const estimate of [1, 7]) { // all replicates above, all below
    const oneSided = bootstrapInterval({ ...INPUT, estimate });
    assert.deepEqual([oneSided.bca, oneSided.z0], [null, null]);
    assert.equal(oneSided.method, "bootstrap_percentile");
  }
  // One of 20 below and the rest equal to the estimate: Phi^-1(10.5 / 20).
  const single = { ...INPUT, replicates: [2, ...Array(19).fill(MEAN)] };
  assertNear(bootstrapInterval(single).z0, 0.0627067779432138);
  const two = bootstrapInterval({ ...INPUT, replicates: [2, 4, 2] });
  assert.ok(two.bca !== null && two.se! > 0);
  assertNear(
    bootstrapInterval({ ...INPUT, replicates: [2, 4] }).se,
    Math.SQRT2,
  );
  const equal = LEAVE_ONE_OUT.map(() => ({ value: 3, papers: 1 }));
  assert.equal(bootstrapInterval({ ...INPUT, leaveOneOut: equal }).bca, null);
  const { n, estimate, replicates } = INPUT;
  const without = bootstrapInterval({ n, estimate, replicates });
  assert.deepEqual(without.flags, ["bca_undefined"]);
  // An extreme acceleration runs past the last replicate.
  const extreme = [...Array(60).fill(0), 1].map((value) => ({
    value,
    papers: 1,
  }));
  const past = bootstrapInterval(
    { ...INPUT, leaveOneOut: extreme },
    { confidence: 1 - 1e-12 },
  );
  assert.equal(past.bca, null);
});

Deno.test("bootstrapInterval() counts undefined replicates and refuses more than 5 %", () => {
  const twenty = [null, ...REPLICATES.slice(1)];
  const result = bootstrapInterval({ ...INPUT, replicates: twenty });
  assert.deepEqual([result.replicates, result.undefinedReplicates], [19, 1]);
  assert.deepEqual(result.flags, ["undefined_replicates"]);
  assert.throws(
    () => bootstrapInterval({ ...INPUT, replicates: [null, ...twenty] }),
    /undefined in 2 of 21 replicates/,
  );
  assert.throws( // 1 of 19 is 5.3 %
    () => bootstrapInterval({ ...INPUT, replicates: twenty.slice(0, -1) }),
    /undefined in 1 of 19 replicates/,
  );
  assert.throws(
    () => bootstrapInterval({ ...INPUT, replicates: [] }),
    RangeError,
  );
  assert.throws(
    () => bootstrapInterval({ ...INPUT, replicates: [1, NaN] }),
    RangeError,
  );
  assert.equal(bootstrapInterval({ ...INPUT, replicates: [3] }).se, null);
});
