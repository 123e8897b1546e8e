import assert from "node:assert/strict";
import {
  adjustmentRule,
  coverageByMethod,
  coverageInWords,
  loadCoverage,
  parseCoverage,
  worstSettings,
} from "lib/simulation/mod.ts";
import { simulationSettings } from "lib/simulation/setting.ts";

const HEAD =
  "of,design,papers,labels,prevalence,sensitivity,specificity,part," +
  "method,studies,used,coverage,coverage_se,below,above,bias,width\n";

/** A line of the table: a setting by its true share, and how a method did. */
function line(
  prevalence: number,
  method: string,
  { used = 1, coverage = 0.95 } = {},
): string {
  return `all,simple,2000,100,${prevalence},0.8,0.97,1,${method},10000,${used},${coverage},0.002,0.03,0.02,-0.004,0.12\n`;
}

const rowsOf = (...lines: string[]) => parseCoverage(HEAD + lines.join(""));

Deno.test("coverageInWords() judges each setting by what the rule mostly uses there", () => {
  const rows = rowsOf(
    line(0.1, "adjusted", { coverage: 0.978 }),
    line(0.1, "adjusted_score", { used: 0.6, coverage: 0.96 }),
    line(0.2, "adjusted", { coverage: 0.907 }),
    line(0.2, "adjusted_score", { used: 0.4, coverage: 0.7 }),
    line(0.3, "adjusted", { used: 0.4, coverage: 0.5 }),
    line(0.5, "raw"),
  );
  const words = coverageInWords(rows);
  assert.match(words, /^Of 4 settings, each with 10,000 studies/);
  assert.match(words, /score interval in 1 and mostly a fallback in 1/);
  assert.match(words, /in 2 it gives no number/);
  assert.match(words, /this is so in each of these settings\./);
  // The setting of true share 0.3, which neither count holds.
  assert.match(words, /in 1 further setting: these hold the truth in 50\.0%/);
});

Deno.test("coverageInWords() names the settings that break the promise", () => {
  const words = coverageInWords(rowsOf(
    line(0.1, "adjusted", { coverage: 0.98 }),
    line(0.1, "adjusted_score", { coverage: 0.98 }),
    line(0.2, "adjusted", { coverage: 0.905 }),
  ));
  assert.match(
    words,
    /this is not so in 2: 98\.0% in simple labels, 100 of 2000, true share 0\.1, sensitivity 0\.8, specificity 0\.97; 90\.5% in /,
  );
  assert.equal(coverageInWords([]), "There is no simulation to read.");
});

Deno.test("coverageByMethod() and worstSettings() count settings in which a method is used", () => {
  const rows = rowsOf(
    line(0.1, "ppi", { coverage: 0.9 }),
    line(0.2, "ppi", { coverage: 0.94 }),
    line(0.3, "ppi", { coverage: 0.96 }),
    line(0.5, "ppi", { used: 0.3, coverage: 0.1 }),
  );
  assert.deepEqual(coverageByMethod(rows), [{
    ...{ method: "Prediction-powered", settings: 3, largest_bias: "-0.004" },
    ...{ least: "90.0%", median: "94.0%", most: "96.0%" },
  }]);
  const [worst] = worstSettings(rows);
  assert.deepEqual(
    [worst?.coverage, worst?.prevalence, worst?.labels, worst?.above],
    ["90.0%", "10%", "100 of 2,000", "2.0%"],
  );
});

Deno.test("adjustmentRule() states the numbers of the rule", () => {
  assert.deepEqual(adjustmentRule().map(({ step, labels }) => [step, labels]), [
    [1, "labels that amount to 5 errors of the annotator or more"],
    [2, "else, a simple random sample of 20 to 499 labels"],
    [3, "else, 50 or more that amount to 2 errors, or 200 or more"],
    [4, "else"],
  ]);
});

Deno.test("the saved simulation holds every setting, and the reported intervals keep their promise", async () => {
  const rows = await loadCoverage();
  const settings = simulationSettings();
  assert.equal(
    rows.filter(({ method }) => method === "raw").length,
    settings.length,
  );
  assert.ok(rows.every(({ studies }) => studies === 10_000));
  assert.match(coverageInWords(rows), /this is so in each of these settings\./);
});
