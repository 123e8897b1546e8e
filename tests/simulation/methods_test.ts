import assert from "node:assert/strict";
import type { DrawnStudy } from "lib/simulation/draw_study.ts";
import { applyMethods } from "lib/simulation/methods.ts";
import type { Setting } from "lib/simulation/setting.ts";
import { adjustedShare } from "lib/stats/adjusted_share.ts";
import { wilsonInterval } from "lib/stats/wilson.ts";
import { ALL, PART } from "tests/simulation/settings.ts";
import { assertNear } from "tests/stats/near.ts";

Deno.test("applyMethods() reports what the rule chooses, beside the other methods", () => {
  const cells = [
    { papers: 600, labels: 30, of: 30, positives: 24 },
    { papers: 1400, labels: 70, of: 70, positives: 4 },
  ];
  const found = new Map(
    applyMethods(cells, ALL).map(({ method, ...result }) => [method, result]),
  );
  const limits = ({ estimate, low, high }: Record<string, unknown>) => ({
    ...{ estimate, low, high },
  });
  const adjusted = adjustedShare({ cells, labelsAre: "simple" });
  assert.deepEqual(found.get("adjusted"), limits({ ...adjusted }));
  assert.deepEqual(found.get("adjusted_score"), found.get("score"));
  assert.deepEqual(found.get("raw"), limits({ ...wilsonInterval(600, 2000) }));
  assert.deepEqual(
    found.get("wilson_labels"),
    limits({ ...wilsonInterval(28, 100) }),
  );
  // (0.3 + 66/72 - 1) / (24/28 + 66/72 - 1)
  assertNear(
    found.get("rogan_gladen")?.estimate,
    0.21666666667 / 0.77380952381,
  );
  // Y - F is -1 six times and 1 four times: variance 0.1 - 0.02².
  const halfWidth = 1.959963984540054 *
    Math.sqrt(0.0996 / 100 + 0.3 * 0.7 / 1900);
  assertNear(found.get("ppi")?.low, 0.28 - halfWidth);
  assert.deepEqual(
    applyMethods(cells, { ...ALL, design: "stratified" }).map(({ method }) =>
      method
    ),
    ["raw", "dsl", "score", "adjusted", "adjusted_score"],
  );
});

Deno.test("applyMethods() leaves out methods that say nothing of a study", () => {
  const methodsOf = (cells: DrawnStudy, setting: Setting) =>
    applyMethods(cells, setting).map(({ method }) => method);
  // Sensitivity 9/39 and specificity 40/61: worse than chance.
  const wrong = [
    { papers: 600, labels: 30, of: 30, positives: 9 },
    { papers: 1400, labels: 70, of: 70, positives: 30 },
  ];
  assert.deepEqual(
    methodsOf(wrong, ALL),
    [
      ...["raw", "ppi", "ppi_tuned", "dsl", "wilson_labels", "score"],
      ...["adjusted", "adjusted_score"],
    ],
  );
  // No paper belongs to what the share is of.
  const none = { papers: 0, labels: 0, of: 0, positives: 0 };
  const outside = { ...none, papers: 2000, labels: 100 };
  assert.deepEqual(methodsOf([none, none, outside], PART), []);
});
