import type { ScoreColumn } from './scores.ts';
import { meanOf } from './sum.ts';
import { varianceOf } from './variance.ts';

/** What the variance between case means is made of. */
export interface Noise {
  /** Cases. */
  readonly n: number;
  /** Variance between the case means. */
  readonly total: number;
  /** What of it comes from answers that differ from sample to sample. */
  readonly noise: number;
  /** What remains, because cases differ; 0 where they differ less than their samples would make them. */
  readonly between: number;
  /** noise / total, at most 1; null where nothing varies. */
  readonly share: number | null;
  /** Standard error of the mean that any number of samples per case would leave. */
  readonly seIfKInfinite: number;
}

/**
 * How much of the variance of the difference b − a is noise of the samples: the mean of s²/K of both. Over the cases that
 * have a score in both. Miller 2024, arXiv 2411.00640, section 3.
 *
 * @returns null where such a case has fewer than two samples in one of them, or there are fewer than two cases.
 */
export function noiseOfDifference(a: ScoreColumn, b: ScoreColumn): Noise | null {
  return decompose(
    a.means.map((mean, place) => b.means[place]! - mean),
    a.means.map((_, place) => noiseAt(a, place) + noiseAt(b, place)),
  );
}

/** What SE² is multiplied with where each case gets `times` as many samples. */
export function varianceFactor(share: number, times: number): number {
  return 1 - share + share / times;
}

/** Variance of a case's mean by its samples; NaN: one sample does not tell. */
function noiseAt({ samples, variances }: ScoreColumn, place: number): number {
  return samples[place]! < 2 ? Number.NaN : variances[place]! / samples[place]!;
}

function decompose(means: Float64Array, noises: Float64Array): Noise | null {
  const [scored, own] = [new Float64Array(means.length), new Float64Array(means.length)];
  let n = 0;
  for (let place = 0; place < means.length; place++) {
    if (Number.isNaN(means[place]!)) continue;
    scored[n] = means[place]!;
    own[n++] = noises[place]!;
  }
  const noise = meanOf(own.subarray(0, n));
  if (n < 2 || Number.isNaN(noise)) return null;
  const total = varianceOf(scored.subarray(0, n));
  const between = Math.max(0, total - noise);
  const share = noise > 0 ? Math.min(1, noise / total) : total > 0 ? 0 : null;
  return { n, total, noise, between, share, seIfKInfinite: Math.sqrt(between / n) };
}
