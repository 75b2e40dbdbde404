import type { Cascade, CascadeNote, CascadePoint, Signal, Threshold } from '../../model/cascade.ts';
import type { Contrast, Ratio } from '../../model/comparison.ts';
import type { Quote } from './comparison.ts';
import { count, counted, dollars, NONE, percent, points, pointsInterval, size } from './numbers.ts';

/** Cases below which nothing much can be shown. */
const FEW_CASES = 20;

/** `haiku first, sonnet where score:sure is below a threshold`. */
export function cascadeTitle({ variants, signal }: Cascade, quote: Quote): string {
  return `${quote(variants.cheap)} first, ${quote(variants.strong)} where ${signalName(signal, quote)} is below a threshold`;
}

/** As `--signal` takes it. */
function signalName(signal: Signal, quote: Quote): string {
  if (signal.type === 'score') return `score:${quote(signal.grader)}`;
  if (signal.type === 'agreement') return 'agreement';
  return signal.sure === 'long' ? 'output-tokens' : '-output-tokens';
}

/** What is to be known before any figure is believed. */
export function cascadeWarnings({ simulated, n, dropped, notes }: Cascade, quote: Quote): readonly string[] {
  return [
    ...(simulated ? ['The answers were made up by a local simulator: this says nothing of any model'] : []),
    ...(n < FEW_CASES ? [`Fewer than ${FEW_CASES} cases: nothing much can be shown`] : []),
    ...(dropped > 0
      ? [`${counted(dropped, 'case')} left out: without a score from both, or without the signal`]
      : []),
    ...notes.map((note) => noteSentence(note, quote)),
  ];
}

function noteSentence(note: CascadeNote, quote: Quote): string {
  switch (note.type) {
    case 'unchecked grader':
      return `Whether ${quote(note.grader)} reads the expected value could not be checked: if it does, no router knows it`;
    case 'deciding grader':
      return `${quote(note.grader)} is one of the graders that decide the accuracy: the signal is a part of what is measured`;
    case 'several judges':
      return `The records tell the costs of judges together: the signal is charged for ${note.judges.map((judge) => quote(judge)).join(', ')}`;
  }
}

/** What came out: the choice, whether the signal is worth anything, and what the figures rest on. */
export function cascadeStatements(cascade: Cascade, quote: Quote): readonly string[] {
  const { n, groups, strong, variants, metric, signal } = cascade;
  const cases = counted(n, 'case') + (groups < n ? ` from ${counted(groups, 'independent group')}` : '');
  const cost = strong.cost === null ? 'at an unknown cost' : `at ${thousand(strong.cost)} per 1,000 answers`;
  return [
    choice(cascade, quote),
    chance(cascade, quote),
    `${quote(variants.strong)} alone: ${percent(strong.score)} ${quote(metric)} ${cost}, ${cases}`,
    ...(signal.type === 'agreement'
      ? [`The cheap answer is the most frequent one; all repeats of ${quote(variants.cheap)} are paid for`]
      : []),
  ];
}

function choice(cascade: Cascade, quote: Quote): string {
  const { chosen, margin, variants } = cascade;
  const most = `lose at most ${size(margin)} points`;
  if (chosen === null) return `No threshold can be shown to ${most} against ${quote(variants.strong)} alone`;
  if (chosen.threshold === 'always') {
    return `No threshold can be shown to ${most} but to escalate always, which ${quote(variants.strong)} alone does for less`;
  }
  return `${outcome(chosen, cascade, quote)}. It is the cheapest that can be shown to ${most}`;
}

/** `Cascade at 0.7: 91.0 %, −0.6 points vs strong alone (95 % interval −2.1 to +0.8) at 38 % of its cost; random …`. */
function outcome(point: CascadePoint, { variants }: Cascade, quote: Quote): string {
  const { threshold, score, difference, costRatio, random } = point;
  const at =
    threshold === 'never' ? `Never escalating (${quote(variants.cheap)} alone)` : `Cascade at ${threshold}`;
  const against = `${points(difference.mean)} points vs ${quote(variants.strong)} alone ${within(difference)}`;
  const cost = costRatio.ratio === null ? ', its cost unknown' : ` at ${share(costRatio.ratio)} of its cost`;
  return `${at}: ${percent(score)}, ${against}${cost}; random escalation would score ${percent(random.score)}`;
}

function chance({ gain, signal }: Cascade, quote: Quote): string {
  if (gain === null) return `${signalName(signal, quote)} is the same for all answers: it tells nothing`;
  const verdict =
    gain.low !== null && gain.low > 0
      ? 'The signal beats chance'
      : gain.high !== null && gain.high < 0
        ? 'The signal is worse than chance'
        : 'The signal is not shown to beat chance';
  return `${verdict}: over all thresholds ${points(gain.mean)} points ${within(gain)} against random escalation of the same share`;
}

function within({ low, high }: Contrast): string {
  const ends = pointsInterval(low, high);
  return ends === null ? '(too little data for an interval)' : `(95 % interval ${ends})`;
}

/** A column of the table of thresholds. */
export type CascadeColumn = readonly [
  head: string,
  cell: (point: CascadePoint) => string,
  /** Where there is no room the lowest is dropped first. Left out: never. */
  priority?: number,
];

export function cascadeColumns({ metric, points: all }: Cascade): readonly CascadeColumn[] {
  const costs: readonly CascadeColumn[] = [
    ['Cost (95 %)', ({ costRatio }) => ratioText(costRatio), 3],
    ['$/1k', ({ cost }) => (cost === null ? NONE : thousand(cost)), 1],
  ];
  return [
    ['At', ({ threshold, holds }) => `${holds ? '✓' : '✗'} ${thresholdText(threshold)}`],
    ['Asked', ({ escalated }) => share(escalated)],
    [metric === 'accuracy' ? 'Accuracy' : 'Score', ({ score }) => percent(score), 4],
    ['vs strong (95 %)', ({ difference }) => withEnds(difference)],
    ['Random', ({ random }) => percent(random.score)],
    ['vs random (95 %)', ({ random }) => withEnds(random.difference), 2],
    ...(all.some(({ cost }) => cost !== null) ? costs : []),
  ];
}

/** Said under the table. */
export function cascadeLegend({ margin }: Cascade): string {
  return `✓: shown to lose at most ${size(margin)} points to the strong variant alone, and so is every safer threshold. Asked: the share that goes to it. Random: the same share escalated by chance. Cost: over that of the strong variant alone.`;
}

function thresholdText(threshold: Threshold): string {
  return String(threshold).replace('-', '−');
}

function withEnds(contrast: Contrast): string {
  const ends = pointsInterval(contrast.low, contrast.high);
  return ends === null ? points(contrast.mean) : `${points(contrast.mean)} (${ends})`;
}

function ratioText({ ratio, low, high }: Ratio): string {
  if (ratio === null) return NONE;
  return low === null || high === null
    ? share(ratio)
    : `${share(ratio)} (${count(low * 100)}–${count(high * 100)})`;
}

/** 0.384 → `38 %`. */
function share(value: number): string {
  return `${count(value * 100)} %`;
}

function thousand(cost: number): string {
  return dollars(cost * 1000);
}
