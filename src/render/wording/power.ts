import type { PowerPlan } from '../../model/power.ts';
import type { Quote } from './comparison.ts';
import { NOISY } from './comparison-notes.ts';
import { count, counted, percent, size } from './numbers.ts';

/** `This suite can see a drop of about 8 points (200 cases; four times out of five)`. */
export function powerSentence({ cases, groups, repeat, detectable }: PowerPlan): string {
  const samples = repeat > 1 ? ` × ${repeat}` : '';
  const from = groups < cases ? ` from ${counted(groups, 'independent group')}` : '';
  const basis = `${counted(cases, 'case')}${samples}${from}`;
  return detectable === null
    ? `This suite cannot see any drop: ${basis}`
    : `This suite can see a drop of about ${size(detectable)} points, four times out of five (${basis})`;
}

/** What that rests on. */
export function priorSentence({ prior, repeat }: PowerPlan, quote: Quote): string {
  const { source, rate, flips, noiseShare, samples } = prior;
  if (source === null) {
    const repeats = repeat > 1 ? '; what repetitions add is not known' : '';
    return `Assumed, for want of a run that compared two variants: ${percent(rate)} pass, and the variants' results are related as usual (correlation 0.5)${repeats}`;
  }
  const flipped = flips === null ? '' : `; ${percent(flips)} of the cases flipped`;
  const noise =
    noiseShare === null ? '' : `; ${percent(noiseShare)} of what varied was chance of the answers`;
  return `Measured in run ${quote(source.run)}: ${quote(source.variant)} against ${quote(source.baseline)}, ${counted(source.cases, 'case')}${samples > 1 ? ` × ${Number(samples.toFixed(1))}` : ''}${flipped}${noise}`;
}

/** What to buy to see more; null: there is nothing to go by. */
export function adviceSentence({ prior, repeat, byRepeat }: PowerPlan): string | null {
  const { noiseShare } = prior;
  if (noiseShare === null) return null;
  if (noiseShare <= NOISY) return 'More samples of a case would hardly help: add cases';
  const now = byRepeat.find((one) => one.repeat === repeat);
  const more = byRepeat.find((one) => one.repeat > repeat);
  if (!now || !more) return null;
  const less = 1 - more.detectable / now.detectable;
  return `More samples of a case would help: ${more.repeat} instead of ${repeat} see ${size(more.detectable)} points instead of ${size(now.detectable)} (intervals ${percent(less)} narrower)`;
}

/** `a drop of 5 points takes 353 cases`. */
export function neededSentences({ needed }: PowerPlan): readonly string[] {
  return needed.map(({ difference, cases }) =>
    cases === null
      ? `A drop of ${size(difference)} points is more than there is to lose`
      : `A drop of ${size(difference)} points takes ${count(cases)} cases`,
  );
}
