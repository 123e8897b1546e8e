import {
  type BinaryCounts,
  binaryMetrics,
  checkBinaryCounts,
} from "lib/stats/binary_metrics.ts";
import { criticalValue } from "lib/stats/distributions.ts";
import type { IntervalOptions, Provenance } from "lib/stats/estimate.ts";

/** F1 and MCC with large-sample standard errors; null where undefined. */
export interface F1MccDelta extends Provenance {
  readonly f1: number | null;
  readonly f1Se: number | null;
  readonly mcc: number | null;
  readonly mccSe: number | null;
  /** Limits of MCC on Fisher's z scale; null if |MCC| = 1 or MCC is 0/0. */
  readonly mccFisherZ: readonly [low: number, high: number] | null;
}

/**
 * Large-sample (delta method) standard errors of F1 and of Matthews'
 * correlation coefficient.
 *
 * SE(F1) = (2 - F1) · sqrt(F1(1 - F1) / (2(tp + fp + fn))).
 * MCC m is the phi coefficient of the table; with margins' shares r1, r2
 * (human) and c1, c2 (annotator) its variance is
 * (1/n) (1 - m² + m(1 + m²/2)(r1 - r2)(c1 - c2)/sqrt(r1 r2 c1 c2)
 * - (3/4) m² ((r1 - r2)²/(r1 r2) + (c1 - c2)²/(c1 c2)))
 * (Bishop, Fienberg & Holland 1975, ch. 11), and its interval
 * tanh(atanh m ± z SE / (1 - m²)) (Itaya et al. 2025, doi:10.1002/sim.10303).
 *
 * @param counts Papers by human label and annotator's answer.
 * @returns Null where F1 or MCC is 0/0. At |MCC| = 1, and where either
 * standard error is 0, the flag `degenerate_se` says that 0 is no certainty:
 * use the bootstrap.
 * @throws {RangeError} If there is no paper, a count is negative or not whole,
 * or confidence is outside (0, 1).
 *
 * @example
 * ```ts
 * import { f1MccDelta } from "lib/stats/f1_mcc_delta.ts";
 * import assert from "node:assert/strict";
 * const { f1, f1Se } = f1MccDelta({ tp: 2, fp: 1, fn: 1, tn: 6 });
 * assert.equal(f1?.toFixed(4), "0.6667");
 * assert.equal(f1Se?.toFixed(4), "0.2222");
 * ```
 */
export function f1MccDelta(
  counts: BinaryCounts,
  { confidence = 0.95 }: IntervalOptions = {},
): F1MccDelta {
  const n = checkBinaryCounts(counts);
  const z = criticalValue(confidence);
  const { tp, fp, fn } = counts;
  const { f1, mcc } = binaryMetrics(counts);
  const f1Se = f1 === null
    ? null
    : (2 - f1) * Math.sqrt(f1 * (1 - f1) / (2 * (tp + fp + fn)));
  const mccSe = mcc === null ? null : phiStandardError(counts, mcc, n);
  let mccFisherZ: [number, number] | null = null;
  if (mcc !== null && mccSe !== null && mccSe > 0) {
    const halfWidth = z * mccSe / (1 - mcc ** 2);
    mccFisherZ = [
      Math.tanh(Math.atanh(mcc) - halfWidth),
      Math.tanh(Math.atanh(mcc) + halfWidth),
    ];
  }
  return {
    f1,
    f1Se,
    mcc,
    mccSe,
    mccFisherZ,
    n,
    method: "delta",
    confidence,
    flags: f1Se === 0 ? ["degenerate_se"] : [], // true too if |MCC| = 1
  };
}

function phiStandardError(
  { tp, fp, fn, tn }: BinaryCounts,
  m: number,
  n: number,
): number {
  if (Math.abs(m) === 1) return 0; // where rounding would leave a rest
  const r1 = (tp + fn) / n;
  const r2 = (fp + tn) / n;
  const c1 = (tp + fp) / n;
  const c2 = (fn + tn) / n;
  const rows = (r1 - r2) ** 2 / (r1 * r2);
  const columns = (c1 - c2) ** 2 / (c1 * c2);
  const cross = (r1 - r2) * (c1 - c2) / Math.sqrt(r1 * r2 * c1 * c2);
  const variance = 1 - m ** 2 + m * (1 + m ** 2 / 2) * cross -
    3 / 4 * m ** 2 * (rows + columns);
  return Math.sqrt(Math.max(0, variance) / n);
}
