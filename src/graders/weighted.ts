import { UserError } from '../model/errors.ts';
import type { Decider, Grader, Sample, Score, Verdict } from '../model/grader.ts';
import { checkOptions } from './check-options.ts';
import { type GraderOptions, makeGrader } from './grader-options.ts';
import { andThen, checkPart, partSettings, scoresOf } from './part.ts';
import { rounded } from './rounded.ts';

type Parts<Input, Expected> = Readonly<Record<string, Grader<Input, Expected>>>;

/**
 * The mean of the parts' scores, each counting as much as its `weight`: 1 unless told otherwise. A part that says
 * pass or fail counts as 1 or 0.
 *
 * It measures; with a `threshold` it decides. It is a failed score as soon as one part could not be scored: a mean
 * without that part would be another measure.
 *
 *     weighted({ label: exactMatch({ weight: 3 }), brief: custom('brief', …) }, { threshold: 0.75 })
 */
export function weighted<Input, Expected>(
  parts: Parts<Input, Expected>,
  options: GraderOptions & { readonly threshold: number },
): Decider<Input, Expected>;
export function weighted<Input, Expected>(
  parts: Parts<Input, Expected>,
  options?: GraderOptions,
): Grader<Input, Expected>;
export function weighted(parts: Parts<unknown, unknown>, options: GraderOptions = {}): Grader {
  const keys = Object.keys(parts);
  const graders = Object.values(parts);
  if (keys.length === 0) {
    throw new UserError('weighted: there is nothing to combine', 'weighted({ label: exactMatch(), … })');
  }
  for (const part of graders) checkPart('weighted', part, true);
  checkOptions('weighted', options, {});
  if (options.role === 'gate' && options.threshold === undefined) {
    throw new UserError('weighted: a gate says pass or fail, and a mean does not', 'Give it a threshold.');
  }
  const weights = graders.map(({ weight = 1 }) => weight);
  return makeGrader(
    'weighted',
    {
      ...options,
      name: options.name ?? `weighted(${keys.join(', ')})`,
      parts: Object.fromEntries(keys.map((key, index) => [key, partSettings(graders[index]!)])),
    },
    (sample: Sample) => andThen(scoresOf(graders, sample), (scores) => meanOf(keys, weights, scores)),
  );
}

function meanOf(keys: readonly string[], weights: readonly number[], scores: readonly Score[]): Verdict {
  const values = scores.map((score, index) => {
    if (score.outcome === 'failed') throw new Error(`${keys[index]} failed: ${score.reason}`);
    return score.score;
  });
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    sum += weights[index]! * value;
    total += weights[index]!;
  }
  // What is 0.7 on paper must pass a threshold of 0.7, and rounding may not lead out of the parts' own range.
  const mean = Number((sum / total).toFixed(12));
  const score = Math.min(Math.max(mean, Math.min(...values)), Math.max(...values));
  const shown = keys.map((key, index) => `${key} ${rounded(values[index]!)} × ${rounded(weights[index]!)}`);
  return { score, reason: `${rounded(score)}, the mean of ${shown.join(', ')}` };
}
