import assert from "node:assert/strict";
import { ANNOTATION_STATUSES } from "lib/annotate/annotator.ts";
import type { Trend } from "lib/findings/claims/finding.ts";
import {
  answersByQuestion,
  intervalInWords,
  leavingReasons,
  totalsInWords,
  trendRows,
  trendsInWords,
  usageInWords,
  wordsInWords,
} from "lib/findings/mod.ts";
import { funnelInWords } from "lib/findings/read_funnel.ts";
import { statusInWords } from "lib/findings/status_in_words.ts";

Deno.test("statusInWords() has words, and no code, for each status", () => {
  for (const status of ANNOTATION_STATUSES) {
    assert.match(statusInWords(status), /^[a-z ]+$/);
  }
  assert.equal(statusInWords("length"), "answer cut off");
  assert.equal(statusInWords("of_the_future"), "of_the_future");
});

Deno.test("Tables say in words why papers got no answer", () => {
  const totals = {
    ...{ asked: 9, answered: 6, positive: 1, groundedShare: null },
    failed: { invalid_answer: 2, not_recorded: 1 },
  };
  const question = {
    ...{ id: "q", version: 1, title: "Q", kind: "yes-no", words: "?" },
  } as unknown as Parameters<typeof answersByQuestion>[0][number];
  assert.equal(
    answersByQuestion([question], { q: totals })[0]!.failed,
    "no valid answer: 2, no answer recorded: 1",
  );
  const row = { step: "analysed", megajournal: "PLOS", papers: 4 };
  assert.deepEqual(
    leavingReasons([{ ...row, reason: "no answer: length" }]),
    [{ step: "analysed", reason: "answer cut off", papers: 4 }],
  );
});

Deno.test("totalsInWords() counts the papers that a share is of", () => {
  // 466 of 705 is 66.1 %; of all 729 it would be 63.9 %.
  const row = {
    ...{ question: "q", papers: 466, of: 729, failed: 24 },
    ...{ share: 466 / 705, low: 0.625, high: 0.695 },
  };
  assert.equal(
    totalsInWords([row], [{ id: "q", title: "Q" }]),
    "Q: yes for 466 papers of 705 with an answer, 66% (95% interval 63% to 70%). 24 more got no answer.",
  );
});

Deno.test("usageInWords() and wordsInWords() tell recorded answers from asked ones", () => {
  const none = {
    ...{ promptTokens: 0, cachedTokens: 0, completionTokens: 0, usd: null },
  };
  assert.match(usageInWords(none, "lexicon"), /cost nothing/);
  assert.match(usageInWords(none, "artifact"), /recorded/);
  assert.match(usageInWords(none, "openai"), /did not count tokens/);
  assert.match(wordsInWords("artifact"), /words of their own/);
  assert.match(wordsInWords("lexicon"), /cues/);
});

Deno.test("intervalInWords() takes a point for no interval", () => {
  const text = intervalInWords({ value: 1, low: 1, high: 1, note: "" });
  assert.match(text, /no interval/);
  assert.equal(
    intervalInWords({ value: 1, low: 0.5, high: 1 }),
    "0.50 to 1.00",
  );
});

const TREND: Trend = {
  ...{
    id: "trend-q",
    kind: "trend",
    statement: "",
    method: "Cochran-Armitage",
  },
  quantity: "Does: it, share of the papers: change per year",
  ...{ estimate: 0.0441, low: 0.037, high: -0.0004, se: 0.004, n: 321 },
  ...{ first_year: 2000, last_year: 2024, left_out: [2025] },
  ...{ p: 0.0001, p_adjusted: 0.0003, published: null, details: [] },
  planted: { quantity: "change per year", value: -0.05, source: "planted" },
  distance_in_se: 1,
} as const;

const findingsOf = (...trends: Trend[]) =>
  ({ trends }) as unknown as Parameters<typeof trendRows>[0];

Deno.test("trendRows() gives changes in points or as factors, with what was planted", () => {
  assert.deepEqual(trendRows(findingsOf(TREND), "trend"), [{
    "share of papers": "Does: it",
    "years": "2000 to 2024",
    "points a year": "+4.4",
    "95% interval": "+3.7 to 0.0",
    "test": "Cochran-Armitage",
    "p, corrected": "below 0.001",
    "planted": "\u22125.0",
    "papers": 321,
  }]);
  const growth = {
    ...{ ...TREND, kind: "growth", planted: null } as const,
    ...{ quantity: "Q: growth factor", estimate: 1.186, low: 1.06, high: 1.33 },
  };
  assert.deepEqual(trendRows(findingsOf(TREND, growth), "growth"), [{
    "papers with": "Q",
    "years": "2000 to 2024",
    "factor a year": "1.19",
    "95% interval": "1.06 to 1.33",
    "papers": 321,
  }]);
});

Deno.test("trendsInWords() says what rises, falls, or cannot be told from chance", () => {
  const trends = [
    TREND,
    { ...TREND, estimate: -0.02 },
    { ...TREND, p_adjusted: 0.2 },
    { ...TREND, estimate: null, p_adjusted: null },
  ];
  assert.equal(
    trendsInWords(findingsOf(...trends)),
    "Does: it: rises by 4.4 points a year. Does: it: falls by 2.0 points a year. Does: it: no trend can be told from chance. Does: it: too few complete years, or the same answer throughout. Left out, as incomplete or possibly so: 2025.",
  );
  assert.match(trendsInWords(findingsOf()), /asks nothing/);
});

Deno.test("funnelInWords() names the conditions that were applied, and no others", () => {
  const row = { megajournal: "PLOS", reason: "", papers: 5 };
  const skipped = { ...row, reason: "not applied: no metadata", papers: 0 };
  const found = { ...row, step: "found" };
  const [cited, fields] = ["cited", "natural science"].map((step) => ({
    ...row,
    step,
  })) as [typeof found, typeof found];
  const noCitations = { ...cited, ...skipped, step: "cited" };
  const noFields = { ...fields, ...skipped, step: "natural science" };
  assert.match(
    funnelInWords([found, cited, fields]),
    /After the conditions on citations and fields 5 papers are left/,
  );
  assert.match(
    funnelInWords([found, cited, noCitations, fields]),
    /After the condition on fields 5 papers are left/,
  );
  assert.match(
    funnelInWords([found, cited, noCitations, fields, noFields]),
    /No condition on citations or fields was applied: 5 papers are left/,
  );
});
