import { escapeText } from "lib/figures/gallery/html.ts";
import { capitalise, formatCount, formatMetric } from "lib/words.ts";

/** A claim of the paper and what a run says about it, as in findings.json. */
export interface GalleryClaim {
  readonly id: string;
  /** The claim in the paper's words. */
  readonly claim: string;
  /** Where the paper says so. */
  readonly source: string;
  /** What the run finds, with its numbers. */
  readonly statement: string;
  readonly verdict: "supported" | "not supported" | "undecided";
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
  /** What is estimated. */
  readonly quantity?: string;
  /** What the paper reports; its value is null if no number is known. */
  readonly published: { readonly value: number | null } | null;
  /** What was planted in made-up data. */
  readonly planted?: { readonly value: number | null } | null;
  readonly distance_in_se: number | null;
}

/** The part of findings.json that a gallery shows. */
export interface GalleryFindings {
  readonly synthetic: boolean;
  readonly claims: readonly GalleryClaim[];
  readonly trends?: readonly unknown[];
  readonly comparisons?: readonly unknown[];
}

const MARKS: Readonly<Record<string, string>> = {
  "supported": "\u2713",
  "not supported": "\u2717",
  "undecided": "?",
};

/** Writes the section of the claims, their verdicts, and the trends. */
export function findingsSection(findings: GalleryFindings): string {
  return `<section id="findings">
<h2>Findings</h2>
${
    findings.synthetic && findings.claims.length > 0
      ? `<p>The data are synthetic: a verdict says ${
        findings.claims.some(({ planted }) => planted)
          ? "whether the run recovers what was planted, and "
          : ""
      }nothing about the literature.</p>\n`
      : ""
  }${
    findings.claims.length === 0
      ? ""
      : `<ul class="claims">\n${
        findings.claims.map(claimItem).join("\n")
      }\n</ul>\n`
  }${statements("Trends", findings.trends)}${
    statements(
      findings.synthetic
        ? "Every estimate beside what was planted"
        : "Every estimate beside what the paper reports",
      findings.comparisons,
    )
  }</section>`;
}

/** A folded list of further findings; nothing if there are none. */
function statements(title: string, findings: readonly unknown[] = []): string {
  const items = findings.flatMap((finding) => {
    const statement = (finding as { statement?: unknown } | null)?.statement;
    return typeof statement === "string"
      ? [`<li>${escapeText(statement)}</li>\n`]
      : [];
  });
  if (items.length === 0) return "";
  return `<details><summary>${title} (${items.length})</summary><ul>
${items.join("")}</ul></details>
`;
}

function claimItem(claim: GalleryClaim): string {
  const numbers = numbersOf(claim);
  return `<li>
<p><span class="verdict">${MARKS[claim.verdict] ?? ""} ${
    escapeText(claim.verdict)
  }</span> <strong>${escapeText(claim.claim)}</strong></p>
<p>${escapeText(claim.statement)}</p>
<p class="quiet">${escapeText([...numbers, claim.source].join("; "))}</p>
</li>`;
}

function numbersOf(
  claim: GalleryClaim,
): string[] {
  const { estimate, low, high, n, published, distance_in_se } = claim;
  const interval = low === null || high === null
    ? ""
    : ` (95% interval ${formatMetric(low)} to ${formatMetric(high)})`;
  const value = published?.value;
  const planted = claim.planted?.value;
  return [
    ...(estimate === null ? [] : [
      `${claim.quantity ? capitalise(claim.quantity) : "estimate"} ${
        formatMetric(estimate)
      }${interval}`,
    ]),
    ...(n === null ? [] : [`n = ${formatCount(n)}`]),
    ...(typeof value === "number"
      ? [`the paper reports ${formatNumber(value)}`]
      : []),
    ...(typeof planted === "number"
      ? [`${formatNumber(planted)} was planted`]
      : []),
    ...(distance_in_se === null
      ? []
      : [`${formatMetric(distance_in_se)} standard errors from it`]),
  ];
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatMetric(value);
}
