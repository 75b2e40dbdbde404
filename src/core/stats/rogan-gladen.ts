import { normalQuantile } from './normal.ts';

/** Of n, those that did. */
export interface Proportion {
  readonly count: number;
  readonly n: number;
}

/** A judge's pass rate, corrected for its errors. */
export interface CorrectedRate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The true pass rate behind a judge's, by how often it errs on another sample, one that people labelled: Rogan & Gladen
 * 1978, American Journal of Epidemiology 107, 71–76, with the limits of Lang & Reiczigel 2014, Preventive Veterinary
 * Medicine 113, 13–22, which allow for the errors being estimates.
 *
 * @param judged cases that the judge passes
 * @param passes cases labelled pass; count: which the judge passes (TPR)
 * @param failures cases labelled fail; count: which the judge fails (TNR)
 * @returns null where there is nothing to go by in one of the three, or the judge is no better than chance.
 */
export function roganGladen(
  judged: Proportion,
  passes: Proportion,
  failures: Proportion,
  alpha: number,
): CorrectedRate | null {
  if (judged.n === 0 || passes.n === 0 || failures.n === 0) return null;
  const youden = shareOf(passes) + shareOf(failures) - 1;
  if (youden <= 1e-12) return null;
  const value = clip((shareOf(judged) + shareOf(failures) - 1) / youden);
  const z = normalQuantile(1 - alpha / 2);
  // As if so many more had been seen, half of them passes: the limits are around what that makes of the rate.
  const p = padded(judged, z ** 2);
  const tpr = padded(passes, 2);
  const tnr = padded(failures, 2);
  const slope = tpr.share + tnr.share - 1;
  if (slope <= 1e-12) return null;
  const rate = (p.share + tnr.share - 1) / slope;
  const shift = 2 * z ** 2 * (rate * tpr.variance - (1 - rate) * tnr.variance);
  const half =
    (z / slope) * Math.sqrt(p.variance + rate ** 2 * tpr.variance + (1 - rate) ** 2 * tnr.variance);
  return { value, low: clip(rate + shift - half), high: clip(rate + shift + half) };
}

function padded({ count, n }: Proportion, more: number): { share: number; variance: number } {
  const share = (count + more / 2) / (n + more);
  return { share, variance: (share * (1 - share)) / (n + more) };
}

function shareOf({ count, n }: Proportion): number {
  return count / n;
}

function clip(rate: number): number {
  return Math.max(0, Math.min(1, rate));
}
